import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsInstant } from '../../../common/validation/is-instant.js';
import { WholeNumber } from '../../../common/validation/whole-number.js';

const [MIN_WIDTH, MAX_WIDTH] = [16, 8192];

/** The query of a frame of a camera. */
export class CameraFrameQuery {
  /** When it is displayed. */
  @IsInstant()
  at!: Date;

  /** Of the picture, in pixels; a smaller picture is not enlarged. Default: as recorded. */
  @IsOptional()
  @WholeNumber()
  @IsInt()
  @Min(MIN_WIDTH)
  @Max(MAX_WIDTH)
  @ApiProperty({ type: 'integer', minimum: MIN_WIDTH, maximum: MAX_WIDTH, required: false })
  max_width?: number;
}

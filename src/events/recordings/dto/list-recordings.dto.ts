import { IsOptional, IsString } from 'class-validator';
import { IsInstant } from '../../../common/validation/is-instant.js';
import { DEFAULT_PAGE_LIMIT, IsCameraId, IsNotBefore, IsPageLimit } from '../../fields.js';

export class ListRecordingsDto {
  /** Only recordings of this camera. */
  @IsOptional()
  @IsCameraId()
  camera_id?: string;

  /** Only recordings that end after this instant. */
  @IsOptional()
  @IsInstant()
  from?: Date;

  /** Only recordings that start before this instant. */
  @IsOptional()
  @IsInstant()
  @IsNotBefore('from')
  to?: Date;

  /** The most recordings to return. */
  @IsPageLimit()
  limit = DEFAULT_PAGE_LIMIT;

  /** The `next_cursor` of the previous page. */
  @IsOptional()
  @IsString()
  cursor?: string;
}

import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional, IsString } from 'class-validator';
import { IsInstant } from '../../common/is-instant.js';
import { IsCameraId, IsNotBefore, IsPageLimit } from './fields.js';

export class ListEventsDto {
  @IsOptional()
  @IsCameraId()
  camera_id?: string;

  /** Events that start at this instant or later. */
  @IsOptional()
  @IsInstant()
  from?: Date;

  /** Events that start before this instant. */
  @IsOptional()
  @IsInstant()
  @IsNotBefore('from')
  to?: Date;

  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    value === 'true' ? true : value === 'false' ? false : value,
  )
  @IsBoolean()
  has_clip?: boolean;

  @IsPageLimit()
  limit = 50;

  /** The `next_cursor` of the page before. */
  @IsOptional()
  @IsString()
  cursor?: string;
}

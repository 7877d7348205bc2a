import { IsOptional, IsString } from 'class-validator';
import { IsInstant } from '../../common/is-instant.js';
import { DEFAULT_PAGE_LIMIT, IsCameraId, IsNotBefore, IsPageLimit } from './fields.js';

export class ListRecordingsDto {
  /** Of this camera alone. */
  @IsOptional()
  @IsCameraId()
  camera_id?: string;

  /** Recordings that end after this instant. */
  @IsOptional()
  @IsInstant()
  from?: Date;

  /** Recordings that start before this instant. */
  @IsOptional()
  @IsInstant()
  @IsNotBefore('from')
  to?: Date;

  /** How many at most. */
  @IsPageLimit()
  limit = DEFAULT_PAGE_LIMIT;

  /** The `next_cursor` of the page before. */
  @IsOptional()
  @IsString()
  cursor?: string;
}

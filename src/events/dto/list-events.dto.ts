import { IsOptional, IsString } from 'class-validator';
import { IsFlag } from '../../common/is-flag.js';
import { IsInstant } from '../../common/is-instant.js';
import { DEFAULT_PAGE_LIMIT, IsCameraId, IsNotBefore, IsPageLimit } from './fields.js';

export class ListEventsDto {
  /** Of this camera alone. */
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

  /** With a clip, or without one. */
  @IsOptional()
  @IsFlag()
  has_clip?: boolean;

  /** How many at most. */
  @IsPageLimit()
  limit = DEFAULT_PAGE_LIMIT;

  /** The `next_cursor` of the page before. */
  @IsOptional()
  @IsString()
  cursor?: string;
}

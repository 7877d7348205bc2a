import { IsOptional, IsString } from 'class-validator';
import { IsFlag } from '../../../common/validation/is-flag.js';
import { IsInstant } from '../../../common/validation/is-instant.js';
import { DEFAULT_PAGE_LIMIT, IsCameraId, IsNotBefore, IsPageLimit } from '../../fields.js';

export class ListEventsDto {
  /** Only events of this camera. */
  @IsOptional()
  @IsCameraId()
  camera_id?: string;

  /** Only events that start at this instant or later. */
  @IsOptional()
  @IsInstant()
  from?: Date;

  /** Only events that start before this instant. */
  @IsOptional()
  @IsInstant()
  @IsNotBefore('from')
  to?: Date;

  /** Only events with a clip, or only those without. */
  @IsOptional()
  @IsFlag()
  has_clip?: boolean;

  /** The most events to return. */
  @IsPageLimit()
  limit = DEFAULT_PAGE_LIMIT;

  /** The `next_cursor` of the previous page. */
  @IsOptional()
  @IsString()
  cursor?: string;
}

import { IsIn, IsOptional, IsString } from 'class-validator';
import { IsFlag } from '../../../common/validation/is-flag.js';
import { IsInstant } from '../../../common/validation/is-instant.js';
import { CLIP_STATUSES, type ClipStatus } from '../../clips/event-clips.js';
import {
  DEFAULT_PAGE_LIMIT,
  IsCameraId,
  IsLabel,
  IsNotBefore,
  IsPageLimit,
  IsSearchText,
} from '../../fields.js';

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

  /** Only events with this label. */
  @IsOptional()
  @IsLabel()
  label?: string;

  /** Only events whose label or summary contains this text, in upper or lower case. */
  @IsOptional()
  @IsSearchText()
  text?: string;

  /** Only events with a clip, or only those without. */
  @IsOptional()
  @IsFlag()
  has_clip?: boolean;

  /** Only events whose clip has this status; `none` for those that have neither a clip nor a request for one. */
  @IsOptional()
  @IsIn(CLIP_STATUSES)
  clip_status?: ClipStatus;

  /** Only events whose clip is protected, or only the others. */
  @IsOptional()
  @IsFlag()
  protected?: boolean;

  /** The most events to return. */
  @IsPageLimit()
  limit = DEFAULT_PAGE_LIMIT;

  /** The `next_cursor` of the previous page. */
  @IsOptional()
  @IsString()
  cursor?: string;
}

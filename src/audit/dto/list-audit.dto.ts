import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { AUDIT_ACTIONS, type AuditAction } from '../../common/audit/audit-entry.js';
import { IsInstant } from '../../common/validation/is-instant.js';
import { WholeNumber } from '../../common/validation/whole-number.js';
import { DEFAULT_PAGE_LIMIT, IsCameraId, IsNotBefore, IsPageLimit } from '../../events/fields.js';

const MAX_INTEGER = 2_147_483_647;

export class ListAuditDto {
  /** Only entries of this instant or later. */
  @IsOptional()
  @IsInstant()
  from?: Date;

  /** Only entries of before this instant. */
  @IsOptional()
  @IsInstant()
  @IsNotBefore('from')
  to?: Date;

  /** Only what was done with the API key of this name, or with links that it made. */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  key?: string;

  /** Only what was done in this way. */
  @IsOptional()
  @IsIn(AUDIT_ACTIONS)
  action?: AuditAction;

  /** Only what was done to this event or its clip, also to many at once. */
  @IsOptional()
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(MAX_INTEGER)
  event_id?: number;

  /** Only what was done to this camera, its events or its clips. */
  @IsOptional()
  @IsCameraId()
  camera_id?: string;

  /** The most entries to return. */
  @IsPageLimit()
  limit = DEFAULT_PAGE_LIMIT;

  /** The `next_cursor` of the previous page. */
  @IsOptional()
  @IsString()
  cursor?: string;
}

import type { AuditAction, AuditActorKind } from '../../common/audit/audit-entry.js';
import { Example } from '../../common/http/example.js';
import type { AuditRow } from '../audit-row.entity.js';
import { AUDIT_ENTRY, AUDIT_PAGE } from './examples.js';

/** Who did what, to what, and when. Lists are empty where they do not apply. */
@Example(AUDIT_ENTRY)
export class AuditEntryDto {
  id!: number;
  /** By the clock of the database. */
  at!: Date;
  /** What was done. */
  action!: AuditAction;
  /**
   * Who acted: a caller with an API key, one with a signed link, one without either where no keys are in use, the service
   * by itself, or a command of an operator.
   */
  actor!: AuditActorKind;
  /** The name of the API key; of a link, that of the key which made it. */
  key!: string | null;
  /** The person whom the request named. */
  user!: string | null;
  /** The IP address of the caller; null unless addresses are recorded. */
  address!: string | null;
  /** By which the log names the request. */
  request_id!: string | null;
  /** The reason of the rule of retention by which something was deleted; null for all that was not. */
  rule!: string | null;
  event_ids!: number[];
  camera_ids!: string[];
  export_ids!: number[];
  recording_ids!: number[];
  /** Names in the clips folder. */
  files!: string[];
  /** Of the interval of a camera, or the instant of a frame. */
  starts_at!: Date | null;
  ends_at!: Date | null;
}

@Example(AUDIT_PAGE)
export class AuditPageDto {
  /** Whether entries are recorded. If not, those of before are still listed. */
  enabled!: boolean;
  entries!: AuditEntryDto[];
  /** Continues after the last one; null on the last page. */
  next_cursor!: string | null;
}

export function auditEntryDto(row: AuditRow): AuditEntryDto {
  return {
    ...{ id: row.id, at: row.at, action: row.action, actor: row.actor, key: row.key },
    ...{ user: row.user, address: row.address, request_id: row.requestId, rule: row.rule },
    ...{ event_ids: row.eventIds, camera_ids: row.cameraIds, export_ids: row.exportIds },
    ...{ recording_ids: row.recordingIds, files: row.files },
    ...{ starts_at: row.startsAt, ends_at: row.endsAt },
  };
}

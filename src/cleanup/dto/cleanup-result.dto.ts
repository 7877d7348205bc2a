import { ApiProperty, ApiSchema, type ApiSchemaOptions, getSchemaPath } from '@nestjs/swagger';
import { Example } from '../../common/http/example.js';
import type { CameraPeriod } from '../../media/retention/camera-period.js';
import type { RetentionCounts } from '../../media/retention/retention-run.js';
import { PREVIEWED } from './examples.js';

/** What was removed. For `missing`: clips that were marked, and recordings whose rows were removed, because their file is gone. */
export class CleanupCounts implements RetentionCounts {
  events: number = 0;
  detections: number = 0;
  clips: number = 0;
  recordings: number = 0;
  files: number = 0;
  /** Of the files. */
  bytes: number = 0;
}

/** The reasons that every result has, in the order of a run. */
export const REASONS = [
  'interrupted',
  'age',
  'expired',
  'missing',
  'orphan',
  'temporary',
  'space',
] as const;
/** Further reasons are those of rules that other modules or a host add. */
export type CleanupReasons = Record<(typeof REASONS)[number], CleanupCounts> &
  Record<string, CleanupCounts>;

@ApiSchema({
  name: 'CleanupReasons',
  description:
    'Why something was removed or marked, in the order of a run. Rules that were added have further reasons.',
  // The decorator passes on whatever a schema may have; its type does not know that.
  additionalProperties: { $ref: getSchemaPath(CleanupCounts) },
} as ApiSchemaOptions)
class ReasonsSchema {}
for (const reason of REASONS) {
  ApiProperty({ type: () => CleanupCounts })(ReasonsSchema.prototype, reason);
}

export class CleanupHeld {
  /** Clips that are protected. */
  clips: number = 0;
  bytes: number = 0;
  /** Events that are kept only because their clip is protected. */
  events: number = 0;
  /** Events that were due already when they were registered. Their retention counts from then. */
  late_events: number = 0;
}

/** A camera whose retention differs from that of all. */
export class CameraPeriodDto {
  camera_id!: string;
  /** 0: for ever. */
  retention_days!: number;
  /** For events with a label, before `retention_days`. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  retention_days_by_label!: Record<string, number>;
}

export function cameraPeriodDto({ cameraId, days, daysByLabel }: CameraPeriod): CameraPeriodDto {
  return {
    camera_id: cameraId,
    retention_days: days,
    retention_days_by_label: { ...daysByLabel },
  };
}

/** The same, with what was removed of it for its age. */
export class CleanupCamera extends CameraPeriodDto {
  events!: number;
  recordings!: number;
}

export const STOP_CODES = [
  'CLIPS_MISSING',
  'CLIPS_UNKNOWN',
  'CLIPS_FOLDER_UNUSABLE',
  'CLIPS_FOLDER_NOT_ANSWERING',
  'CLOCK_STEPPED',
  'SEVERAL_DAYS_DUE',
  'SHUTDOWN',
] as const;
export type StopCode = (typeof STOP_CODES)[number];

/** Why a run was stopped. */
export class CleanupStop {
  code!: StopCode;
  message!: string;
}

/** What a run did, or would have done if it was dry. Instants are in ISO 8601 UTC, since it is stored as JSON. */
@Example(PREVIEWED)
export class CleanupResult {
  dry_run!: boolean;
  @ApiProperty({ format: 'date-time' })
  started_at!: string;
  @ApiProperty({ format: 'date-time' })
  finished_at!: string;
  stopped!: CleanupStop | null;
  /** Of a preview: why a run that is not confirmed would be stopped; null where it would not, and for every run. */
  to_confirm!: CleanupStop | null;
  @ApiProperty({ type: () => ReasonsSchema })
  reasons!: CleanupReasons;
  held!: CleanupHeld;
  /** The cameras whose retention differs; `reasons` counts what was removed of them, too. */
  cameras!: CleanupCamera[];
  /** Files that could not be removed; the next run tries again. */
  errors!: number;
  /** What operators should know, in sentences. */
  warnings!: string[];
}

/** Every reason with counts of 0. */
export function emptyReasons(reasons: readonly string[] = REASONS): CleanupReasons {
  const counts = reasons.map((reason) => [reason, new CleanupCounts()] as const);
  return Object.fromEntries(counts) as CleanupReasons;
}

export function emptyResult(
  startedAt: Date,
  dryRun: boolean,
  reasons: readonly string[] = REASONS,
): CleanupResult {
  return {
    dry_run: dryRun,
    started_at: startedAt.toISOString(),
    finished_at: startedAt.toISOString(),
    stopped: null,
    to_confirm: null,
    reasons: emptyReasons(reasons),
    held: new CleanupHeld(),
    cameras: [],
    errors: 0,
    warnings: [],
  };
}

import { ApiProperty, ApiSchema, type ApiSchemaOptions, getSchemaPath } from '@nestjs/swagger';
import { Example } from '../../common/http/example.js';
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
export const REASONS = ['interrupted', 'age', 'missing', 'orphan', 'temporary', 'space'] as const;
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
}

export const STOP_CODES = [
  'CLIPS_MISSING',
  'CLIPS_UNKNOWN',
  'CLIPS_FOLDER_UNUSABLE',
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
  @ApiProperty({ type: () => ReasonsSchema })
  reasons!: CleanupReasons;
  held!: CleanupHeld;
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
    reasons: emptyReasons(reasons),
    held: new CleanupHeld(),
    errors: 0,
    warnings: [],
  };
}

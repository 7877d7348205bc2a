/** Why something goes, or is marked, in the order of a run. */
export const CLEANUP_REASONS = [
  'interrupted',
  'age',
  'missing',
  'orphan',
  'temporary',
  'space',
] as const;
export type CleanupReason = (typeof CLEANUP_REASONS)[number];

/** What went. For `missing`: clips marked as such, and recordings forgotten, because their file is gone. */
export class CleanupCounts {
  events = 0;
  detections = 0;
  clips = 0;
  recordings = 0;
  files = 0;
  /** Of the files. */
  bytes = 0;
}

export class CleanupHeld {
  /** Clips that are protected. */
  clips = 0;
  bytes = 0;
  /** Events that would have gone by age. */
  events = 0;
}

export type StopCode = 'CLIPS_MISSING' | 'CLIPS_UNKNOWN' | 'CLIPS_FOLDER_UNUSABLE' | 'SHUTDOWN';

/** Why a run ended before its end. */
export class CleanupStop {
  code!: StopCode;
  message!: string;
}

/** What a run did; a dry run: what it would have done. Instants in ISO 8601 UTC. */
export class CleanupResult {
  dry_run!: boolean;
  started_at!: string;
  finished_at!: string;
  stopped!: CleanupStop | null;
  reasons!: Record<CleanupReason, CleanupCounts>;
  held!: CleanupHeld;
  /** Files that could not be removed; the next run tries again. */
  errors!: number;
  /** What operators should know, in sentences. */
  warnings!: string[];
}

export function emptyResult(startedAt: Date, dryRun: boolean): CleanupResult {
  const counts = CLEANUP_REASONS.map((reason) => [reason, new CleanupCounts()]);
  return {
    dry_run: dryRun,
    started_at: startedAt.toISOString(),
    finished_at: startedAt.toISOString(),
    stopped: null,
    reasons: Object.fromEntries(counts) as CleanupResult['reasons'],
    held: new CleanupHeld(),
    errors: 0,
    warnings: [],
  };
}

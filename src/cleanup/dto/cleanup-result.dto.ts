import { ApiProperty } from '@nestjs/swagger';
import { Example } from '../../common/example.js';
import { PREVIEWED } from './examples.js';

/** What went. For `missing`: clips marked as such, and recordings forgotten, because their file is gone. */
export class CleanupCounts {
  events: number = 0;
  detections: number = 0;
  clips: number = 0;
  recordings: number = 0;
  files: number = 0;
  /** Of the files. */
  bytes: number = 0;
}

/** Why something goes, or is marked, in the order of a run. */
export class CleanupReasons {
  interrupted: CleanupCounts = new CleanupCounts();
  age: CleanupCounts = new CleanupCounts();
  missing: CleanupCounts = new CleanupCounts();
  orphan: CleanupCounts = new CleanupCounts();
  temporary: CleanupCounts = new CleanupCounts();
  space: CleanupCounts = new CleanupCounts();
}
export type CleanupReason = keyof CleanupReasons;

export class CleanupHeld {
  /** Clips that are protected. */
  clips: number = 0;
  bytes: number = 0;
  /** Events that would have gone by age. */
  events: number = 0;
}

export const STOP_CODES = [
  'CLIPS_MISSING',
  'CLIPS_UNKNOWN',
  'CLIPS_FOLDER_UNUSABLE',
  'SHUTDOWN',
] as const;
export type StopCode = (typeof STOP_CODES)[number];

/** Why a run ended before its end. */
export class CleanupStop {
  code!: StopCode;
  message!: string;
}

/** What a run did; a dry run: what it would have done. Instants in ISO 8601 UTC, since it is stored as JSON. */
@Example(PREVIEWED)
export class CleanupResult {
  dry_run!: boolean;
  @ApiProperty({ format: 'date-time' })
  started_at!: string;
  @ApiProperty({ format: 'date-time' })
  finished_at!: string;
  stopped!: CleanupStop | null;
  reasons!: CleanupReasons;
  held!: CleanupHeld;
  /** Files that could not be removed; the next run tries again. */
  errors!: number;
  /** What operators should know, in sentences. */
  warnings!: string[];
}

export function emptyResult(startedAt: Date, dryRun: boolean): CleanupResult {
  return {
    dry_run: dryRun,
    started_at: startedAt.toISOString(),
    finished_at: startedAt.toISOString(),
    stopped: null,
    reasons: new CleanupReasons(),
    held: new CleanupHeld(),
    errors: 0,
    warnings: [],
  };
}

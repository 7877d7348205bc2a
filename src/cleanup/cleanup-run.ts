import type { EntityManager } from 'typeorm';
import { CleanupStopped } from './cleanup-errors.js';
import { type CleanupCounts, type CleanupReason, emptyResult } from './dto/cleanup-result.dto.js';

/** Told as a run proceeds. */
export interface CleanupProgress {
  readonly step: string;
  readonly done: number;
  /** Null where it is not known. */
  readonly total: number | null;
}

export interface CleanupOptions {
  /** Only counts what would go. */
  readonly dryRun?: boolean;
  /** Believes that files are missing, however many. */
  readonly force?: boolean;
  readonly onProgress?: (progress: CleanupProgress) => void;
}

/** One run: when it takes place, how, and what it has done so far. */
export class CleanupRun {
  readonly result;
  readonly dryRun: boolean;
  readonly force: boolean;
  private step = { name: '', done: 0, total: null as number | null };

  constructor(
    /** On the connection that holds the run's lock: without the lock nothing more is changed. */
    readonly manager: EntityManager,
    readonly now: Date,
    private readonly options: CleanupOptions = {},
    private readonly signal?: AbortSignal,
  ) {
    this.dryRun = options.dryRun ?? false;
    this.force = options.force ?? false;
    this.result = emptyResult(now, this.dryRun);
  }

  count(reason: CleanupReason, counts: Partial<CleanupCounts>): void {
    const sum = this.result.reasons[reason];
    for (const [name, value] of Object.entries(counts)) sum[name as keyof CleanupCounts] += value;
  }

  countFiles(reason: CleanupReason, files: readonly { readonly bytes: number }[]): void {
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    this.count(reason, { files: files.length, bytes });
  }

  warn(sentence: string): void {
    this.result.warnings.push(sentence);
  }

  begin(step: string, total: number | null = null): void {
    this.step = { name: step, done: 0, total };
    this.advance(0);
  }

  /** Between two batches. @throws CleanupStopped when the process shuts down */
  advance(done: number): void {
    this.step.done += done;
    this.options.onProgress?.({ ...this.step, step: this.step.name });
    if (this.signal?.aborted) {
      throw new CleanupStopped('SHUTDOWN', 'The service shut down. The next run goes on.');
    }
  }
}

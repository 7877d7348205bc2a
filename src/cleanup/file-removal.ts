import { Injectable } from '@nestjs/common';
import { Tombstones } from '../clips/records/pending-deletions.js';
import { ClipStorage, type RemovedFiles } from '../media/storage/clip-storage.js';
import type { CleanupReason } from './dto/cleanup-result.dto.js';
import type { CleanupRun } from './cleanup-run.js';

/** Removes, or in a dry run counts, the files that a rule's transaction has buried. */
@Injectable()
export class FileRemoval {
  constructor(
    private readonly tombstones: Tombstones,
    private readonly storage: ClipStorage,
  ) {}

  /** On a connection of its own, so that the run's may go on meanwhile. */
  async take(
    run: CleanupRun,
    reason: CleanupReason,
    names: readonly string[],
  ): Promise<RemovedFiles> {
    if (names.length === 0) return { removed: [], failed: [] };
    const outcome = run.dryRun
      ? { removed: await this.storage.statAll(names), failed: [] }
      : await this.tombstones.remove(names);
    run.countFiles(reason, outcome.removed);
    run.result.errors += outcome.failed.length;
    return outcome;
  }

  /** What an earlier run, or a process that died, has left half removed. */
  async takeInterrupted(run: CleanupRun): Promise<void> {
    run.begin('interrupted');
    for await (const names of this.tombstones.pending(500, run.manager)) {
      await this.take(run, 'interrupted', names);
      run.advance(names.length);
    }
  }
}

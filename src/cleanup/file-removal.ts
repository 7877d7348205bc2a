import { Injectable } from '@nestjs/common';
import { PendingDeletions } from '../clips/records/pending-deletions.js';
import { ClipStorage, type RemovedFiles } from '../media/storage/clip-storage.js';

/** Removes, or in a dry run measures, files of the clips folder that are recorded as pending deletions. */
@Injectable()
export class FileRemoval {
  constructor(
    private readonly deletions: PendingDeletions,
    private readonly storage: ClipStorage,
  ) {}

  /** On a connection of its own, so that the run can use its connection meanwhile. */
  async remove(names: readonly string[], dryRun: boolean): Promise<RemovedFiles> {
    if (names.length === 0) return { removed: [], failed: [] };
    return dryRun
      ? { removed: await this.storage.statAll(names), failed: [] }
      : this.deletions.execute(names);
  }
}

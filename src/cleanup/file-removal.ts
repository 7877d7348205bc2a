import { Injectable } from '@nestjs/common';
import { PendingDeletions } from '../clips/records/pending-deletions.js';
import { ClipFolder, type RemovedFiles } from '../media/storage/clip-folder.js';

/** Removes, or in a dry run measures, files of the clips folder that are recorded as pending deletions. */
@Injectable()
export class FileRemoval {
  constructor(
    private readonly deletions: PendingDeletions,
    private readonly folder: ClipFolder,
  ) {}

  /** On a connection of its own, so that the run can use its connection meanwhile. */
  async remove(names: readonly string[], dryRun: boolean): Promise<RemovedFiles> {
    if (names.length === 0) return { removed: [], failed: [] };
    return dryRun
      ? { removed: await this.folder.measure(names), failed: [] }
      : this.deletions.execute(names);
  }
}

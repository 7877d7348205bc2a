import { Injectable } from '@nestjs/common';
import { ClipRemoval, filesToRemove } from '../../clips/records/clip-removal.js';
import { agedAfter, countAged, countDetections, type Place, seenSince } from './aged-events.js';
import type { CleanupRun } from '../cleanup-run.js';
import { CleanupSettings } from '../cleanup.module-definition.js';
import { FileRemoval } from '../file-removal.js';
import { cutoffOf } from '../retention.js';

/** What has become of a batch of events. */
interface Taken {
  readonly files: string[];
  readonly seen: number;
  /** Null where nothing follows. */
  readonly last: Place | null;
}

/** Events older than retention keeps them go, with all that they have. */
@Injectable()
export class AgeRule {
  constructor(
    private readonly settings: CleanupSettings,
    private readonly removal: ClipRemoval,
    private readonly files: FileRemoval,
  ) {}

  /** @param onFiles told the names of the files that go */
  async apply(run: CleanupRun, onFiles: (names: readonly string[]) => void): Promise<void> {
    const cutoff = cutoffOf(run.now, this.settings);
    if (!cutoff) return;
    run.begin('age', await countAged(cutoff, run.manager));
    let after: Place | null = { ended: '-infinity', id: 0 };
    let removal: Promise<unknown> = Promise.resolve();
    try {
      while (after) {
        const taken = await this.takeRows(run, cutoff, after);
        onFiles(taken.files);
        // The disk works on these files while the database works on the next rows.
        await removal;
        removal = this.files.take(run, 'age', taken.files);
        // Its error is met where it is waited for.
        removal.catch(() => undefined);
        run.advance(taken.seen);
        after = taken.last;
      }
    } finally {
      await removal;
    }
  }

  /** The rows of one batch, in one transaction. */
  private takeRows(run: CleanupRun, cutoff: Date, after: Place): Promise<Taken> {
    return run.manager.transaction(async (manager) => {
      const batch = await agedAfter(after, cutoff, !run.dryRun, manager);
      if (!batch) return { files: [], seen: 0, last: null };
      // Only now that nobody else can change it.
      const young = await seenSince(cutoff, batch.open, manager);
      const due = batch.ids.filter((id) => !young.has(id));
      const clips = await this.removal.of(due, manager);
      const held = new Set(clips.filter((clip) => clip.isProtected).map((clip) => clip.eventId));
      const ids = due.filter((id) => !held.has(id));
      const going = clips.filter((clip) => !clip.isProtected);
      run.result.held.events += held.size;
      run.count('age', {
        events: ids.length,
        detections: await countDetections(ids, manager),
        clips: going.filter((clip) => clip.fileName !== null).length,
      });
      if (!run.dryRun && ids.length > 0) {
        await this.removal.removeWithEvents(going, 'age', manager);
        await manager.query('DELETE FROM events WHERE id = ANY($1)', [ids]);
      }
      return { files: going.flatMap(filesToRemove), seen: batch.ids.length, last: batch.last };
    });
  }
}

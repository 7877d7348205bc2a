import { Injectable } from '@nestjs/common';
import type { CachedClip } from '../clips/model/evicted-clips.js';
import { IntervalClips } from '../clips/records/interval-clips.js';
import type { RetentionRun } from '../media/retention/retention-run.js';
import { intervalFile } from '../media/storage/clip-files.js';

const BATCH = 500;

/** Removes clips of a camera alone in a run, and counts them. In a dry run it only counts them. */
@Injectable()
export class IntervalRemoval {
  constructor(private readonly clips: IntervalClips) {}

  async remove(run: RetentionRun, clips: readonly CachedClip[], reason: string): Promise<void> {
    for (let at = 0; at < clips.length; at += BATCH) {
      const ids = clips.slice(at, at + BATCH).map(({ id }) => id);
      const files = run.dryRun
        ? ids.map(intervalFile)
        : await run.manager.transaction((manager) => this.clips.remove(ids, reason, manager));
      run.count({ clips: files.length });
      await run.removeFiles(files);
      run.advance(ids.length);
    }
  }
}

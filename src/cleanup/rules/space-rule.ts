import { Injectable } from '@nestjs/common';
import { ClipRemoval } from '../../clips/records/clip-removal.js';
import { IntervalCache } from '../../clips/requests/interval-cache.js';
import type { ClipFacts } from '../../media/retention/clip-facts.js';
import type { RetentionRule } from '../../media/retention/retention-rule.js';
import type { RetentionRun } from '../../media/retention/retention-run.js';
import { filesOfClip } from '../../media/storage/clip-files.js';
import { CleanupLock } from '../cleanup-lock.js';
import { IntervalRemoval } from '../interval-removal.js';
import { CleanupSettings } from '../cleanup.module-definition.js';
import { bytesOverLimits, firstOf, type Space } from '../retention.js';
import { candidatesAfter, lockUnchanged } from './space-candidates.js';

/**
 * Removes the oldest clips, but not their events, until the clips folder is within its limits. Before them go clips of
 * a camera alone, which can be made again and count only towards the space that stays free.
 */
@Injectable()
export class SpaceRule implements RetentionRule {
  readonly reason = 'space';
  readonly stage = 'limits';

  constructor(
    private readonly settings: CleanupSettings,
    private readonly lock: CleanupLock,
    private readonly removal: ClipRemoval,
    private readonly cache: IntervalCache,
    private readonly intervals: IntervalRemoval,
  ) {}

  get isOff(): boolean {
    return this.settings.maxBytes === null && this.settings.minFreeBytes === null;
  }

  async apply(run: RetentionRun): Promise<void> {
    if (this.isOff) return;
    const { keptBytes, freeBytes, protectedClips } = run.survey;
    const space = {
      usedBytes: keptBytes,
      freeBytes: freeBytes === null ? null : freeBytes + run.freedBytes,
    };
    const over = await this.lock.space(() => this.removeOldest(run, space), run.manager);
    if (over > 0) {
      run.warn(
        `The clips folder is still ${over} bytes over its limits. ${protectedClips.clips} protected clips take ${protectedClips.bytes} bytes. Lift the protection of some, raise CLIPS_MAX_BYTES, lower CLIPS_MIN_FREE_BYTES, or free space on the disk.`,
      );
    }
  }

  /**
   * The caller holds the lock for space.
   *
   * @param space without the clips that other rules claim
   * @returns the bytes by which the limits are still exceeded
   */
  async removeOldest(run: RetentionRun, space: Space): Promise<number> {
    let over = bytesOverLimits(await this.withoutIntervals(run, space), this.settings);
    run.expect(over);
    let after = { generatedAt: new Date(0), eventId: 0 };
    while (over > 0) {
      const batch = await candidatesAfter(after, run.manager);
      const last = batch.at(-1);
      if (!last) break;
      // A dry run still finds the clips that the rules before this one remove or mark.
      const claimed = await run.claimed(batch);
      const left = batch.filter(
        ({ eventId }) => !claimed.has(eventId) && !run.survey.missing.has(eventId),
      );
      const taken = await this.removeRows(run, firstOf(left, over));
      const names = taken.flatMap((clip) => filesOfClip(clip.eventId));
      const { removed, failed } = await run.removeFiles(names);
      // Where no file can be removed, more rows would be lost without any gain.
      if (failed.length > 0 && removed.length === 0) break;
      const bytes = taken.reduce((sum, clip) => sum + clip.bytes, 0);
      over -= bytes;
      run.advance(bytes);
      after = last;
    }
    return Math.max(0, over);
  }

  /** Removes clips of a camera alone as far as the disk lacks space. Returns what space there is then. */
  private async withoutIntervals(run: RetentionRun, space: Space): Promise<Space> {
    const { freeBytes } = space;
    const lacking = bytesOverLimits({ usedBytes: 0, freeBytes }, this.settings);
    if (freeBytes === null || lacking === 0) return space;
    const before = run.freedBytes;
    const clips = await this.cache.leastUsed(lacking, run.manager);
    await this.intervals.remove(run, clips, this.reason);
    return { ...space, freeBytes: freeBytes + run.freedBytes - before };
  }

  private removeRows(run: RetentionRun, due: readonly ClipFacts[]): Promise<readonly ClipFacts[]> {
    return run.manager.transaction(async (manager) => {
      const taken = run.dryRun ? due : await lockUnchanged(due, manager);
      run.count({ clips: taken.length });
      if (!run.dryRun) {
        const ids = taken.map((clip) => clip.eventId);
        await this.removal.remove(ids, this.reason, manager, removedMessage(run.now));
      }
      return taken;
    });
  }
}

function removedMessage(now: Date): string {
  return `The clip was removed at ${now.toISOString()} to make room for newer ones. Generate it again if its footage is still there.`;
}

import { Injectable } from '@nestjs/common';
import type { ClipFacts } from '../../media/retention/clip-facts.js';
import type { RetentionRule } from '../../media/retention/retention-rule.js';
import type { RetentionRun } from '../../media/retention/retention-run.js';
import { EventRemoval } from '../event-removal.js';
import { PeriodReader } from '../period-reader.js';
import { isDue } from '../retention.js';
import { agedAfter, agedCameras, BEGINNING, keptOf } from './aged-events.js';

/** Removes events that ended before the retention period, with everything that belongs to them. */
@Injectable()
export class AgeRule implements RetentionRule {
  readonly reason = 'age';
  readonly stage = 'expired';

  constructor(
    private readonly periods: PeriodReader,
    private readonly events: EventRemoval,
  ) {}

  async claim(clips: readonly ClipFacts[], run: RetentionRun): Promise<readonly ClipFacts[]> {
    const periods = await this.periods.of(run);
    return clips.filter((clip) => isDue(clip, run.now, periods.daysOf(clip.cameraId, clip.label)));
  }

  async apply(run: RetentionRun): Promise<void> {
    const periods = await this.periods.of(run);
    for (const camera of periods.cameras) if (camera.isOwn) run.countOfCamera(camera, {});
    const aged = await agedCameras(periods.aging(run.now), run.now, run.manager);
    run.expect(aged.reduce((sum, { count }) => sum + count, 0));
    let [index, after] = [0, BEGINNING];
    await this.events.remove(run, this.reason, async (manager) => {
      for (; index < aged.length; index++, after = BEGINNING) {
        const { camera } = aged[index]!;
        const batch = await agedAfter(after, camera, run.now, !run.dryRun, manager);
        if (!batch) continue;
        after = batch.last;
        // Read only now that the events are locked.
        const { seen, late } = await keptOf(batch.doubtful, camera, run.now, manager);
        run.keepLate(late);
        const kept = new Set([...seen, ...late]);
        const dueIds = batch.ids.filter((id) => !kept.has(id));
        return { dueIds, seen: batch.ids.length, ...(camera.isOwn && { camera }) };
      }
      return null;
    });
  }
}

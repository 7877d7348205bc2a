import { Injectable } from '@nestjs/common';
import type { ClipFacts } from '../../media/retention/clip-facts.js';
import type { RetentionRule } from '../../media/retention/retention-rule.js';
import type { RetentionRun } from '../../media/retention/retention-run.js';
import { CleanupSettings } from '../cleanup.module-definition.js';
import { EventRemoval } from '../event-removal.js';
import { cutoffOf, isDue } from '../retention.js';
import { agedAfter, countAged, type Place, seenSince } from './aged-events.js';

/** Removes events that ended before the retention period, with everything that belongs to them. */
@Injectable()
export class AgeRule implements RetentionRule {
  readonly reason = 'age';
  readonly stage = 'expired';

  constructor(
    private readonly settings: CleanupSettings,
    private readonly events: EventRemoval,
  ) {}

  claim(clips: readonly ClipFacts[], { now }: RetentionRun): readonly ClipFacts[] {
    const cutoff = cutoffOf(now, this.settings);
    return clips.filter((clip) => isDue(clip, cutoff));
  }

  async apply(run: RetentionRun): Promise<void> {
    const cutoff = cutoffOf(run.now, this.settings);
    if (!cutoff) return;
    run.expect(await countAged(cutoff, run.manager));
    let after: Place = { ended: '-infinity', id: 0 };
    await this.events.remove(run, this.reason, async (manager) => {
      const batch = await agedAfter(after, cutoff, !run.dryRun, manager);
      if (!batch) return null;
      after = batch.last;
      // Read only now that the events are locked.
      const young = await seenSince(cutoff, batch.open, manager);
      return { dueIds: batch.ids.filter((id) => !young.has(id)), seen: batch.ids.length };
    });
  }
}

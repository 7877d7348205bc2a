import { Injectable, Module } from '@nestjs/common';
import { EventRemoval } from '../../src/cleanup/event-removal.js';
import { eventEnd } from '../../src/clips/model/event-end.js';
import type { ClipFacts } from '../../src/media/retention/clip-facts.js';
import type { RetentionRule } from '../../src/media/retention/retention-rule.js';
import type { RetentionRun } from '../../src/media/retention/retention-run.js';

const DAYS = 3;
const LABEL = 'cat';

/** A rule as another module or a host would write it: events of a label are kept for fewer days. */
@Injectable()
export class LabelRule implements RetentionRule {
  readonly reason = 'label';
  readonly stage = 'expired';

  constructor(private readonly events: EventRemoval) {}

  claim(clips: readonly ClipFacts[], { now }: RetentionRun): readonly ClipFacts[] {
    const cutoff = cutoffOf(now);
    return clips.filter(
      (clip) => clip.label === LABEL && eventEnd(clip, clip.lastDetectionAt) < cutoff,
    );
  }

  async apply(run: RetentionRun): Promise<void> {
    let after = 0;
    await this.events.remove(run, this.reason, async (manager) => {
      const rows = await manager.query<{ id: number }[]>(
        `SELECT id FROM events
          WHERE id > $1 AND label = $2 AND coalesce(ended_at, started_at) < $3
          ORDER BY id LIMIT 100 ${run.dryRun ? '' : 'FOR UPDATE SKIP LOCKED'}`,
        [after, LABEL, cutoffOf(run.now)],
      );
      const dueIds = rows.map(({ id }) => id);
      after = dueIds.at(-1) ?? after;
      return dueIds.length === 0 ? null : { dueIds, seen: dueIds.length };
    });
  }
}

function cutoffOf(now: Date): Date {
  return new Date(now.getTime() - DAYS * 86_400_000);
}

@Module({ providers: [LabelRule] })
export class LabelModule {}

import { Injectable } from '@nestjs/common';
import type { RetentionRule } from '../../media/retention/retention-rule.js';
import type { RetentionRun } from '../../media/retention/retention-run.js';
import { CleanupSettings } from '../cleanup.module-definition.js';
import { cutoffOf } from '../retention.js';

const BATCH = 2_000;

/** Removes the rows of recordings that ended before the retention period. No file is touched. */
@Injectable()
export class OldRecordingsRule implements RetentionRule {
  readonly reason = 'age';
  readonly stage = 'expired';
  readonly step = 'recordings';

  constructor(private readonly settings: CleanupSettings) {}

  async apply(run: RetentionRun): Promise<void> {
    const cutoff = cutoffOf(run.now, this.settings);
    if (!cutoff) return;
    if (run.dryRun) {
      const [{ count }] = await run.manager.query<[{ count: number }]>(
        'SELECT count(*)::int AS count FROM recordings WHERE ended_at < $1',
        [cutoff],
      );
      return run.count({ recordings: count });
    }
    for (let removed = BATCH; removed === BATCH; run.advance(removed)) {
      [, removed] = await run.manager.query<[unknown, number]>(
        `DELETE FROM recordings WHERE id IN (
           SELECT id FROM recordings WHERE ended_at < $1 ORDER BY ended_at, id LIMIT ${BATCH}
         )`,
        [cutoff],
      );
      run.count({ recordings: removed });
    }
  }
}

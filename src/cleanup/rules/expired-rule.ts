import { Injectable } from '@nestjs/common';
import { IntervalCache } from '../../clips/requests/interval-cache.js';
import type { RetentionRule } from '../../media/retention/retention-rule.js';
import type { RetentionRun } from '../../media/retention/retention-run.js';
import { IntervalRemoval } from '../interval-removal.js';

/** Removes clips of a camera alone that have expired or exceed their limit, and what failed attempts left of them. */
@Injectable()
export class ExpiredRule implements RetentionRule {
  readonly reason = 'expired';
  readonly stage = 'expired';

  constructor(
    private readonly cache: IntervalCache,
    private readonly removal: IntervalRemoval,
  ) {}

  async apply(run: RetentionRun): Promise<void> {
    const due = await this.cache.due(run.now, run.manager);
    run.expect(due.length);
    await this.removal.remove(run, due, this.reason);
    if (!run.dryRun) await this.cache.removeLeftovers(run.now, run.manager);
  }
}

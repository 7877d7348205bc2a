import { Injectable } from '@nestjs/common';
import { PendingDeletions } from '../../clips/records/pending-deletions.js';
import type { RetentionRule } from '../../media/retention/retention-rule.js';
import type { RetentionRun } from '../../media/retention/retention-run.js';

const BATCH = 500;

/** Completes the removals that an earlier run, or a process that died, has left unfinished. */
@Injectable()
export class InterruptedRule implements RetentionRule {
  readonly reason = 'interrupted';
  readonly stage = 'expired';

  constructor(private readonly deletions: PendingDeletions) {}

  async apply(run: RetentionRun): Promise<void> {
    for await (const names of this.deletions.names(BATCH, run.manager)) {
      await run.removeFiles(names);
      run.advance(names.length);
    }
  }
}

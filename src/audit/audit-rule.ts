import { Injectable, Logger } from '@nestjs/common';
import { cutoffOf } from '../media/retention/cutoff-of.js';
import type { RetentionRule } from '../media/retention/retention-rule.js';
import type { RetentionRun } from '../media/retention/retention-run.js';
import { AuditOptions } from './audit.module-definition.js';

const BATCH = 10_000;

/** Deletes entries of the trail that are older than its retention period, which nothing else may do. */
@Injectable()
export class AuditRule implements RetentionRule {
  readonly reason = 'expired';
  readonly stage = 'expired';
  readonly step = 'audit entries';
  private readonly logger = new Logger('Audit');

  constructor(private readonly options: AuditOptions) {}

  async apply(run: RetentionRun): Promise<void> {
    const cutoff = cutoffOf(run.now, this.options.retentionDays);
    if (!cutoff || run.dryRun) return;
    let entries = 0;
    for (let deleted = BATCH; deleted === BATCH; run.advance(deleted)) {
      deleted = await this.deleteSome(run, cutoff);
      entries += deleted;
    }
    if (entries > 0) {
      this.logger.log({ msg: 'Deleted old entries of the audit trail', entries, before: cutoff });
    }
  }

  private deleteSome(run: RetentionRun, cutoff: Date): Promise<number> {
    return run.manager.transaction(async (manager) => {
      // The trigger of the table lets a transaction delete only with this setting, which ends with it.
      await manager.query(`SELECT set_config('event_clips.audit_retention', 'on', true)`);
      const [, deleted] = await manager.query<[unknown, number]>(
        `DELETE FROM audit_entries WHERE id IN (
           SELECT id FROM audit_entries WHERE at < $1 ORDER BY at, id LIMIT ${BATCH}
         )`,
        [cutoff],
      );
      return deleted;
    });
  }
}

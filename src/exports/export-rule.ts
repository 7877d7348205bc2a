import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../common/audit/audit-trail.js';
import { cutoffOf } from '../media/retention/cutoff-of.js';
import type { RetentionRule } from '../media/retention/retention-rule.js';
import type { RetentionRun } from '../media/retention/retention-run.js';
import { exportFile } from '../media/storage/clip-files.js';
import { ExportsOptions } from './exports.module-definition.js';
import { Exports } from './records/exports.js';

const BATCH = 100;

/** Removes exports that ended before their retention period. Protected ones stay. */
@Injectable()
export class ExportRule implements RetentionRule {
  readonly reason = 'expired';
  readonly stage = 'expired';
  readonly step = 'exports';

  constructor(
    private readonly options: ExportsOptions,
    private readonly exports: Exports,
    private readonly trail: AuditTrail,
  ) {}

  async apply(run: RetentionRun): Promise<void> {
    const cutoff = cutoffOf(run.now, this.options.retentionDays);
    if (!cutoff) return;
    const due = await this.exports.endedBefore(cutoff, run.manager);
    run.expect(due.length);
    for (let at = 0; at < due.length; at += BATCH) {
      const ids = due.slice(at, at + BATCH).map(({ id }) => id);
      await run.removeFiles(await this.removeRows(run, ids));
      run.advance(ids.length);
    }
  }

  private removeRows(run: RetentionRun, ids: readonly number[]): Promise<string[]> | string[] {
    if (run.dryRun) return ids.map(exportFile);
    return run.manager.transaction(async (manager) => {
      // One may have been protected, or removed, since.
      const rows = await manager.query<{ id: number }[]>(
        `SELECT id FROM exports WHERE id = ANY($1) AND NOT protected ORDER BY id FOR UPDATE SKIP LOCKED`,
        [ids],
      );
      const unprotected = rows.map(({ id }) => id);
      if (unprotected.length === 0) return [];
      await this.trail.record(
        { action: 'export.deleted', exportIds: unprotected, rule: this.reason },
        manager,
      );
      return this.exports.remove(unprotected, this.reason, manager);
    });
  }
}

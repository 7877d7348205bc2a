import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RetentionRule } from '../../media/retention/retention-rule.js';
import type { RetentionRun } from '../../media/retention/retention-run.js';
import { ClipFolder } from '../../media/storage/clip-folder.js';
import { isAbandoned } from '../retention.js';

/** Removes temporary files that are older than an hour and whose job has ended. */
@Injectable()
export class TemporaryRule implements RetentionRule {
  readonly reason = 'temporary';
  readonly stage = 'files';

  constructor(private readonly folder: ClipFolder) {}

  async apply(run: RetentionRun): Promise<void> {
    const jobs = await pendingJobs(run.manager);
    for await (const { name, job } of this.folder.temporaries()) {
      run.advance(1);
      if (jobs.has(job)) continue;
      const [file] = await this.folder.measure([name]);
      if (!file || !isAbandoned(file.modifiedAt, run.now)) continue;
      run.countFiles(
        run.dryRun ? { removed: [file], failed: [] } : await this.folder.remove([name]),
      );
    }
  }
}

/** The names that the files of pending jobs begin with. The limit of the queue keeps them few. */
async function pendingJobs(manager: EntityManager): Promise<Set<string>> {
  const rows = await manager.query<{ job: string }[]>(
    `SELECT event_id || '-' || job_id AS job FROM clip_requests WHERE state = 'pending'`,
  );
  return new Set(rows.map(({ job }) => job));
}

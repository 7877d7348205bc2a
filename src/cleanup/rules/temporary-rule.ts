import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ClipFolder } from '../../media/storage/clip-folder.js';
import type { CleanupRun } from '../cleanup-run.js';
import { isAbandoned } from '../retention.js';

/** Files in the making go when nobody makes them any more: their job has ended, and an hour passed. */
@Injectable()
export class TemporaryRule {
  constructor(private readonly folder: ClipFolder) {}

  async apply(run: CleanupRun): Promise<void> {
    run.begin('temporary');
    const jobs = await pendingJobs(run.manager);
    for await (const { name, job } of this.folder.temporaries()) {
      run.advance(1);
      if (jobs.has(job)) continue;
      const [file] = await this.folder.measure([name]);
      if (!file || !isAbandoned(file.modifiedAt, run.now)) continue;
      const { removed, failed } = run.dryRun
        ? { removed: [file], failed: [] }
        : await this.folder.remove([name]);
      run.countFiles('temporary', removed);
      run.result.errors += failed.length;
    }
  }
}

/** As their files are named. The queue's limit keeps them few. */
async function pendingJobs(manager: EntityManager): Promise<Set<string>> {
  const rows = await manager.query<{ job: string }[]>(
    `SELECT event_id || '-' || job_id AS job FROM clip_requests WHERE state = 'pending'`,
  );
  return new Set(rows.map(({ job }) => job));
}

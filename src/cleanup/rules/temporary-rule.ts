import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WorkFolder } from '../../media/storage/work-folder.js';
import type { CleanupRun } from '../cleanup-run.js';
import { isAbandoned } from '../retention.js';

/** Removes unfinished files whose job has ended and that were not written to for an hour. */
@Injectable()
export class TemporaryRule {
  constructor(private readonly work: WorkFolder) {}

  async apply(run: CleanupRun): Promise<void> {
    run.begin('temporary');
    const jobs = await pendingJobs(run.manager);
    for await (const file of this.work.files()) {
      run.advance(1);
      if (jobs.has(file.job) || !isAbandoned(file.modifiedAt, run.now)) continue;
      try {
        if (!run.dryRun) await this.work.discard(file.path);
        run.countFiles('temporary', [file]);
      } catch {
        run.result.errors++;
      }
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

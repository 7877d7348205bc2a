import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type WorkFile, WorkFolder } from '../../media/storage/work-folder.js';
import { isAbandoned } from '../retention.js';
import type { RetentionRule } from '../../media/retention/retention-rule.js';
import type { FileRemovalResult, RetentionRun } from '../../media/retention/retention-run.js';

/** Removes temporary files that are older than an hour and whose job has ended. */
@Injectable()
export class TemporaryRule implements RetentionRule {
  readonly reason = 'temporary';
  readonly stage = 'files';

  constructor(private readonly work: WorkFolder) {}

  async apply(run: RetentionRun): Promise<void> {
    const jobs = await pendingJobs(run.manager);
    for await (const file of this.work.files()) {
      run.advance(1);
      if (jobs.has(file.job) || !isAbandoned(file.modifiedAt, run.filesNow)) continue;
      run.countFiles(await this.remove(file, run.dryRun));
    }
  }

  private async remove(file: WorkFile, dryRun: boolean): Promise<FileRemovalResult> {
    try {
      if (!dryRun) await this.work.discard(file.path);
      return { removed: [file], failed: [] };
    } catch (error) {
      return { removed: [], failed: [error] };
    }
  }
}

/** The names that the files of pending jobs begin with. The limit of the queue keeps them few. */
async function pendingJobs(manager: EntityManager): Promise<Set<string>> {
  const rows = await manager.query<{ job: string }[]>(
    `SELECT event_id || '-' || job_id AS job FROM clip_requests WHERE state = 'pending'
      UNION ALL
     SELECT event_id || '-' || job_id FROM clip_renditions WHERE state = 'pending'
      UNION ALL
     SELECT 'i' || id || '-' || job_id FROM interval_clips WHERE state = 'pending'
      UNION ALL
     SELECT 'e' || id || '-' || job_id FROM exports WHERE state = 'pending'`,
  );
  return new Set(rows.map(({ job }) => job));
}

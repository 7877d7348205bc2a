import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { endAttempt, refuseAfterDeaths, untilRecorded } from '../../clips/worker/end-of-attempt.js';
import { ProgressReport } from '../../clips/worker/progress-report.js';
import { onBehalfOf } from '../../common/http/request-id.js';
import { type Job, JobQueue } from '../../jobs/job-queue.js';
import { readJob } from '../../jobs/read-job.js';
import { WorkFolder } from '../../media/storage/work-folder.js';
import { ExportsOptions } from '../exports.module-definition.js';
import { EXPORT_QUEUE, type ExportJob, exportJobName, readExportJob } from '../model/export-job.js';
import type { Export } from '../records/export.entity.js';
import { ExportJobs } from '../records/export-jobs.js';
import { ExportGoneError, Exports } from '../records/exports.js';
import { ExportMaker } from './export-maker.js';

/** One that waits for footage should not hold up the next one. */
const CONCURRENCY = 2;

/** Runs the jobs that make exports. */
@Injectable()
export class ExportWorker implements OnApplicationBootstrap {
  private readonly logger = new Logger('Exports');

  constructor(
    private readonly options: ExportsOptions,
    private readonly queue: JobQueue,
    private readonly exports: Exports,
    private readonly jobs: ExportJobs,
    private readonly maker: ExportMaker,
    private readonly work: WorkFolder,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.options.worker) return;
    const concurrency = CONCURRENCY;
    await this.queue.work<object>(EXPORT_QUEUE, { concurrency }, async (stored, signal) => {
      const job = readJob(stored, readExportJob);
      await onBehalfOf(job.data.request_id ?? undefined, () => this.run(job, signal));
    });
    await this.recover();
  }

  /** A failure must not stop the service. */
  private async recover(): Promise<void> {
    try {
      const lost = await this.jobs.recover();
      if (lost > 0) this.logger.warn(`${lost} pending exports had no job and got a new one`);
    } catch (err) {
      this.logger.warn({ msg: 'Recovery failed', err });
    }
  }

  private async run(job: Job<ExportJob>, signal: AbortSignal): Promise<void> {
    await untilRecorded(job, signal, async () => {
      const row = await this.exports.get(job.data.export_id);
      if (row?.jobId !== job.id || row.state !== 'pending') return;
      if (job.deaths > 0) await this.sweep(row);
      await this.complete(row, job, signal);
    });
  }

  private async complete(row: Export, job: Job<ExportJob>, signal: AbortSignal): Promise<void> {
    try {
      refuseAfterDeaths(job, TOO_MANY_DEATHS);
      if (row.message !== null) await this.exports.explain(row, null);
      await this.make(row, signal);
    } catch (error) {
      if (error instanceof ExportGoneError) return;
      await endAttempt(error, job, signal, {
        ...{ what: 'Export', logger: this.logger, about: { export_id: row.id } },
        postpone: (message) => this.exports.explain(row, message),
        fail: (failure) => this.exports.fail(row, failure),
      });
    }
  }

  private async make(row: Export, signal: AbortSignal): Promise<void> {
    const gone = new AbortController();
    const progress = new ProgressReport(async (percent) => {
      await this.exports.progress(row, percent).catch((error: unknown) => {
        if (error instanceof ExportGoneError) gone.abort(error);
      });
    });
    const making = {
      signal: AbortSignal.any([signal, gone.signal]),
      onProgress: (fraction: number) => progress.report(fraction),
    };
    await this.maker.make(row, making).catch((error: unknown) => {
      throw gone.signal.aborted ? gone.signal.reason : error;
    });
  }

  /** Removes the temporary files of earlier starts. Cleanup removes those that stay. */
  private async sweep({ id, jobId }: Export): Promise<void> {
    await this.work.discardAll(exportJobName(id, jobId)).catch((err: unknown) => {
      this.logger.warn({ msg: 'Temporary files were left', export_id: id, err });
    });
  }
}

const TOO_MANY_DEATHS =
  'Every worker that made this export died, so it is not tried again. Request it again with fewer items.';

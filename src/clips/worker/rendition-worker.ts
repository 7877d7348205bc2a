import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { onBehalfOf } from '../../common/http/request-id.js';
import { FolderSilentError } from '../../isolation/folder-errors.js';
import { type Job, JobQueue } from '../../jobs/job-queue.js';
import { readJob } from '../../jobs/read-job.js';
import { RetryJob } from '../../jobs/retry-job.js';
import { WorkFolder } from '../../media/storage/work-folder.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { clipFailureOf } from '../make/clip-failure.js';
import { RenditionMaker } from '../make/rendition-maker.js';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import { readRenditionJob, RENDITION_QUEUE, type RenditionJob } from '../model/rendition-job.js';
import type { ClipRendition } from '../records/clip-rendition.entity.js';
import { ClipRenditions, RenditionGoneError } from '../records/clip-renditions.js';
import { jobName } from '../records/temporary-files.js';
import { DATABASE_RETRY_MS, MAX_DEATHS, nextTry, SILENT_RETRY_MS } from './next-try.js';
import { ProgressReport } from './progress-report.js';

/** Runs the jobs that make renditions: one at a time on each node, beside those that make clips. */
@Injectable()
export class RenditionWorker implements OnApplicationBootstrap {
  private readonly logger = new Logger('Renditions');

  constructor(
    private readonly options: ClipsOptions,
    private readonly queue: JobQueue,
    private readonly renditions: ClipRenditions,
    private readonly maker: RenditionMaker,
    private readonly work: WorkFolder,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.options.worker) return;
    await this.queue.work<object>(RENDITION_QUEUE, { concurrency: 1 }, async (stored, signal) => {
      const job = readJob(stored, readRenditionJob);
      await onBehalfOf(job.data.request_id ?? undefined, () => this.run(job, signal));
    });
  }

  private async run(job: Job<RenditionJob>, signal: AbortSignal): Promise<void> {
    try {
      const { event_id: eventId, name } = job.data;
      const rendition = await this.renditions.find(eventId, name);
      if (rendition?.jobId !== job.id || rendition.state !== 'pending') return;
      if (job.deaths > 0) await this.sweep(job);
      await this.complete(rendition, job, signal);
    } catch (error) {
      if (signal.aborted || error instanceof RetryJob) throw error;
      // The database failed. If the job ended now, the rendition would stay pending until it is requested again.
      throw new RetryJob(DATABASE_RETRY_MS, job.data, { cause: error });
    }
  }

  private async complete(
    rendition: ClipRendition,
    { data, deaths }: Job<RenditionJob>,
    signal: AbortSignal,
  ): Promise<void> {
    const about = { event_id: rendition.eventId, rendition: rendition.name };
    try {
      if (deaths > MAX_DEATHS) throw new ClipGenerationError('FFMPEG_FAILED', TOO_MANY_DEATHS);
      await this.make(rendition, signal);
    } catch (error) {
      if (error instanceof RenditionGoneError) return;
      if (signal.aborted) throw error;
      if (error instanceof FolderSilentError) {
        await this.renditions.explain(rendition, error.message);
        throw new RetryJob(SILENT_RETRY_MS, data, { cause: error });
      }
      const failure = clipFailureOf(error);
      const next = nextTry(data, failure);
      if (next) {
        this.logger.warn({ msg: 'Rendition will be tried again', ...about, err: error });
        throw new RetryJob(next.waitMs, next.data, { cause: error });
      }
      this.logger.warn({ msg: 'Rendition failed', ...about, err: error });
      await this.renditions.fail(rendition, failure ?? UNEXPECTED);
    }
  }

  /** Stops at the next report of progress once the rendition is gone, as with its clip. */
  private async make(rendition: ClipRendition, signal: AbortSignal): Promise<void> {
    const gone = new AbortController();
    const progress = new ProgressReport(async (percent) => {
      await this.renditions.progress(rendition, percent).catch((error: unknown) => {
        if (error instanceof RenditionGoneError) gone.abort(error);
      });
    });
    await this.maker.make(rendition, AbortSignal.any([signal, gone.signal]), (fraction) =>
      progress.report(fraction),
    );
  }

  /** Removes the temporary files of earlier starts. Cleanup removes those that stay. */
  private async sweep({ id, data: { event_id } }: Job<RenditionJob>): Promise<void> {
    await this.work.discardAll(jobName(event_id, id)).catch((err: unknown) => {
      this.logger.warn({ msg: 'Temporary files were left', event_id, err });
    });
  }
}

const TOO_MANY_DEATHS =
  'Every worker that made this rendition died, so it is not tried again now. The clip may be damaged.';

const UNEXPECTED = new ClipGenerationError(
  'FFMPEG_FAILED',
  'The rendition could not be made. The log has the details.',
);

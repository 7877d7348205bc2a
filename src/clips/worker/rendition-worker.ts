import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { onBehalfOf } from '../../common/http/request-id.js';
import { type Job, JobQueue } from '../../jobs/job-queue.js';
import { readJob } from '../../jobs/read-job.js';
import { WorkFolder } from '../../media/storage/work-folder.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { RenditionMaker } from '../make/rendition-maker.js';
import { readRenditionJob, RENDITION_QUEUE, type RenditionJob } from '../model/rendition-job.js';
import type { ClipRendition } from '../records/clip-rendition.entity.js';
import { ClipRenditions, RenditionGoneError } from '../records/clip-renditions.js';
import { jobName } from '../records/temporary-files.js';
import { endAttempt, refuseAfterDeaths, untilRecorded } from './end-of-attempt.js';
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
    await untilRecorded(job, signal, async () => {
      const { event_id: eventId, name } = job.data;
      const rendition = await this.renditions.find(eventId, name);
      if (rendition?.jobId !== job.id || rendition.state !== 'pending') return;
      if (job.deaths > 0) await this.sweep(job);
      await this.complete(rendition, job, signal);
    });
  }

  private async complete(
    rendition: ClipRendition,
    job: Job<RenditionJob>,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      refuseAfterDeaths(job, TOO_MANY_DEATHS);
      await this.make(rendition, signal);
    } catch (error) {
      if (error instanceof RenditionGoneError) return;
      await endAttempt(error, job, signal, {
        ...{ what: 'Rendition', logger: this.logger },
        about: { event_id: rendition.eventId, rendition: rendition.name },
        postpone: (message) => this.renditions.explain(rendition, message),
        fail: (failure) => this.renditions.fail(rendition, failure),
      });
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

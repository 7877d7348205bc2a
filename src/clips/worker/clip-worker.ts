import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { onBehalfOf } from '../../common/http/request-id.js';
import { Event } from '../../events/records/event.entity.js';
import { FootageSource } from '../../events/footage/footage-source.js';
import { type Job, JobQueue } from '../../jobs/job-queue.js';
import { RetryJob } from '../../jobs/retry-job.js';
import { WorkFolder } from '../../media/storage/work-folder.js';
import { posterName } from '../make/poster-maker.js';
import { clipFailureOf } from './clip-failure.js';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import { CLIP_QUEUE, type ClipJob, readClipJob } from '../model/clip-job.js';
import { ClipMaker } from '../make/clip-maker.js';
import { ClipPosters } from '../make/clip-posters.js';
import type { ClipRequest } from '../records/clip-request.entity.js';
import { ClipRequests, requestedClipOf, RequestGoneError } from '../records/clip-requests.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { footageWaitUntilMs } from '../footage/footage-wait.js';
import { InterruptedClips } from '../records/interrupted-clips.js';
import { readJob } from '../../jobs/read-job.js';
import { intervalOf } from '../model/interval.js';
import { clipInputs } from '../footage/clip-inputs.js';
import { ProgressReport } from './progress-report.js';
import { type KnownFootage, knownFootage } from '../footage/known-footage.js';
import { SourceFinder } from '../footage/source-finder.js';
import { jobName } from '../records/temporary-files.js';
import { eventEnd } from '../model/event-end.js';
import type { RequestedClip } from '../model/requested-clip.js';

/** How long a job waits before it is tried again, for each failure that may pass. */
const BACK_OFF_MS = [2_000, 10_000];
/** How long a job waits when the database cannot be reached. */
const DATABASE_RETRY_MS = 5_000;
/** Workers that may die while they run a job before the job is taken for the cause. */
const MAX_DEATHS = 10;
/** How often a waiting job looks for footage by itself, as a notification may be lost. */
const FOOTAGE_CHECK_MS = 15_000;
/** Failures that another attempt with the same footage may not have. */
const TRANSIENT = new Set(['TIMED_OUT']);

/** Runs the jobs that make clips. */
@Injectable()
export class ClipWorker implements OnApplicationBootstrap {
  private readonly logger = new Logger('Clips');

  constructor(
    private readonly options: ClipsOptions,
    private readonly queue: JobQueue,
    private readonly requests: ClipRequests,
    private readonly footage: FootageSource,
    private readonly sources: SourceFinder,
    private readonly maker: ClipMaker,
    private readonly posters: ClipPosters,
    private readonly interrupted: InterruptedClips,
    private readonly work: WorkFolder,
    @InjectRepository(Event) private readonly events: Repository<Event>,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { worker, concurrency } = this.options;
    if (!worker) return;
    await this.queue.work<object>(
      CLIP_QUEUE,
      { concurrency },
      async (stored, signal, releaseSlot) => {
        const job = readJob(stored, readClipJob);
        await onBehalfOf(job.data.request_id ?? undefined, () =>
          this.run(job, signal, releaseSlot),
        );
      },
    );
  }

  private async run(
    job: Job<ClipJob>,
    signal: AbortSignal,
    releaseSlot: () => void,
  ): Promise<void> {
    try {
      const { event_id: eventId } = job.data;
      const [request, event] = await Promise.all([
        this.requests.find(eventId),
        this.events.findOneBy({ id: eventId }),
      ]);
      if (request?.jobId !== job.id || !event) return;
      if (job.deaths > 0) await this.sweep(job);
      if (request.state === 'pending') {
        await this.complete(request, event, job, signal, releaseSlot);
        // The clip may be recorded without its poster. The next start of the job makes it.
        signal.throwIfAborted();
      } else {
        await this.posters.makeFor(event, signal);
      }
    } catch (error) {
      if (signal.aborted || error instanceof RetryJob) throw error;
      // The database failed. If the job ended now, its request would stay pending for ever.
      throw new RetryJob(DATABASE_RETRY_MS, job.data, { cause: error });
    }
  }

  private async complete(
    request: ClipRequest,
    event: Event,
    job: Job<ClipJob>,
    signal: AbortSignal,
    releaseSlot: () => void,
  ): Promise<void> {
    const { event_id: eventId, failures } = job.data;
    try {
      if (await this.interrupted.complete(request)) {
        await this.posters.makeFor(event, signal);
        return;
      }
      if (job.deaths > MAX_DEATHS) throw new ClipGenerationError('FFMPEG_FAILED', TOO_MANY_DEATHS);
      await this.make(request, event, signal, releaseSlot);
    } catch (error) {
      if (error instanceof RequestGoneError) return;
      if (signal.aborted || error instanceof RetryJob) throw error;
      const failure = clipFailureOf(error);
      const waitMs = BACK_OFF_MS[failures];
      // Without a clip failure, the database or the service itself failed, which may pass.
      if ((!failure || TRANSIENT.has(failure.code)) && waitMs !== undefined) {
        this.logger.warn({ msg: 'Clip will be tried again', event_id: eventId, err: error });
        throw new RetryJob(waitMs, { ...job.data, failures: failures + 1 }, { cause: error });
      }
      this.logger.warn({ msg: 'Clip failed', event_id: eventId, err: error });
      await this.requests.fail(eventId, job.id, failure ?? UNEXPECTED);
    }
  }

  /** Removes the temporary files of earlier starts. Cleanup removes those that stay. */
  private async sweep({ id, data: { event_id: eventId } }: Job<ClipJob>): Promise<void> {
    try {
      await this.work.discardAll(jobName(eventId, id));
      await this.work.discardAll(posterName(eventId));
    } catch (err) {
      this.logger.warn({ msg: 'Temporary files were left', event_id: eventId, err });
    }
  }

  private async make(
    request: ClipRequest,
    event: Event,
    signal: AbortSignal,
    onRecorded: () => void,
  ): Promise<void> {
    const { eventId, jobId } = request;
    const clip = requestedClipOf(request, event);
    const { interval, options } = clip;
    const [lastDetectionAt, known] = await Promise.all([
      this.footage.lastDetectionAt(event),
      this.footageInTime(request, clip),
    ]);
    const end = options.followsEnd ? eventEnd(event, lastDetectionAt) : undefined;
    const sources = await this.sources.open(known, interval, options.source, signal);
    const progress = new ProgressReport((percent) =>
      this.requests.progress(eventId, jobId, percent),
    );
    await this.maker.make({
      ...clip,
      jobId,
      sources,
      inputs: clipInputs(known, interval, end),
      signal,
      withPoster: true,
      onRecorded,
      onProgress: (fraction) => progress.report(fraction),
    });
  }

  /**
   * The footage that is known for the clip, once it is complete or the grace period is over.
   *
   * @throws RetryJob while the clip waits for footage
   */
  private async footageInTime(
    { eventId, jobId, waitingUntil }: ClipRequest,
    { event, interval, options }: RequestedClip,
  ): Promise<KnownFootage> {
    const known = await knownFootage(this.footage, event, interval);
    const mayGrow =
      options.source !== 'images' &&
      !known.video &&
      (await this.footage.hasRecordings(event.cameraId));
    const nowMs = mayGrow ? (await this.requests.now()).getTime() : Infinity;
    const recordings = known.recordings.map((one) => intervalOf(one.startedAt, one.endedAt));
    const { footageGraceSeconds } = this.options;
    const untilMs = footageWaitUntilMs(interval, recordings, footageGraceSeconds, nowMs);
    if ((untilMs ?? undefined) !== waitingUntil?.getTime()) {
      const until = untilMs === null ? null : new Date(untilMs);
      await this.requests.waitUntil(eventId, jobId, until);
    }
    // A recording that is registered from now on wakes the job. One registered just before is found when
    // the job looks again.
    if (untilMs !== null) throw new RetryJob(Math.min(untilMs - nowMs, FOOTAGE_CHECK_MS));
    return known;
  }
}

const TOO_MANY_DEATHS =
  'Every worker that made this clip died, so it is not tried again. The footage may be damaged.';

const UNEXPECTED = new ClipGenerationError(
  'FFMPEG_FAILED',
  'The clip could not be made. The log has the details.',
);

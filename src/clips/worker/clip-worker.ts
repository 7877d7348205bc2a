import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { onBehalfOf } from '../../common/request-id.js';
import { Event } from '../../events/event.entity.js';
import { FootageSource } from '../../events/footage-source.js';
import { type Job, JobQueue } from '../../jobs/job-queue.js';
import { RetryJob } from '../../jobs/retry-job.js';
import { WorkFolder } from '../../media/storage/work-folder.js';
import { posterName } from '../make/poster-maker.js';
import { clipFailureOf } from './clip-failure.js';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import { CLIP_QUEUE, type ClipJob } from '../model/clip-job.js';
import { ClipMaker } from '../make/clip-maker.js';
import { ClipPosters } from '../make/clip-posters.js';
import type { ClipRequest } from '../records/clip-request.entity.js';
import { ClipRequests, RequestGoneError } from '../records/clip-requests.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { footageToCome } from '../footage/footage-wait.js';
import { InterruptedClips } from '../records/interrupted-clips.js';
import { type Interval, spanOf } from '../model/interval.js';
import { madeFrom } from '../footage/clip-inputs.js';
import { ProgressReport } from './progress-report.js';
import { type KnownFootage, SourceFinder } from '../footage/source-finder.js';
import { jobName } from '../records/temporary-files.js';
import { eventEnd } from '../model/window.js';

/** Tries of a job that fails for a reason that may pass, and what it waits between them, in ms. */
const BACK_OFF = [2_000, 10_000];
/** Wait for the database, in ms. */
const BOOKS_AWAY_MS = 5_000;
/** Workers that may die over one job before it is taken for the cause. */
const MAX_DEATHS = 10;
/** How often footage that is waited for is looked for, should the news of it be lost. */
const LOOK_AGAIN_MS = 15_000;
/** Failures that the same footage need not give again. */
const PASSING = new Set(['TIMED_OUT']);

/** Makes the clips that are asked for, job by job. */
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
    await this.queue.work<ClipJob>(CLIP_QUEUE, { concurrency }, (job, signal, makeRoom) =>
      onBehalfOf(job.data.request_id, () => this.run(job, signal, makeRoom)),
    );
  }

  private async run(job: Job<ClipJob>, signal: AbortSignal, makeRoom: () => void): Promise<void> {
    try {
      const { event_id: eventId } = job.data;
      const [request, event] = await Promise.all([
        this.requests.find(eventId),
        this.events.findOneBy({ id: eventId }),
      ]);
      if (request?.jobId !== job.id || !event) return;
      if (job.deaths > 0) await this.sweep(job);
      if (request.state === 'pending') {
        await this.answer(request, event, job, signal, makeRoom);
        // Recorded perhaps, but without its poster, which the next start makes.
        signal.throwIfAborted();
      } else {
        await this.posters.makeFor(event, signal);
      }
    } catch (error) {
      if (signal.aborted || error instanceof RetryJob) throw error;
      // The books could not be read or written: ending the job would leave its request pending for ever.
      throw new RetryJob(BOOKS_AWAY_MS, job.data, { cause: error });
    }
  }

  private async answer(
    request: ClipRequest,
    event: Event,
    job: Job<ClipJob>,
    signal: AbortSignal,
    makeRoom: () => void,
  ): Promise<void> {
    const { event_id: eventId, failures } = job.data;
    try {
      if (await this.interrupted.complete(request)) {
        await this.posters.makeFor(event, signal);
        return;
      }
      if (job.deaths > MAX_DEATHS) throw new ClipGenerationError('FFMPEG_FAILED', TOO_MANY_DEATHS);
      await this.make(request, event, signal, makeRoom);
    } catch (error) {
      if (error instanceof RequestGoneError) return;
      if (signal.aborted || error instanceof RetryJob) throw error;
      const failure = clipFailureOf(error);
      const wait = BACK_OFF[failures];
      // What is no failure of the footage is the database's or our own, and worth another try.
      if ((!failure || PASSING.has(failure.code)) && wait !== undefined) {
        this.logger.warn({ msg: 'Clip will be tried again', event_id: eventId, err: error });
        throw new RetryJob(wait, { ...job.data, failures: failures + 1 }, { cause: error });
      }
      this.logger.warn({ msg: 'Clip failed', event_id: eventId, err: error });
      await this.requests.fail(eventId, job.id, failure ?? UNEXPECTED);
    }
  }

  /** Removes the unfinished files of an earlier start. Best effort: cleanup removes what stays. */
  private async sweep({ id, data: { event_id: eventId } }: Job<ClipJob>): Promise<void> {
    try {
      await this.work.discardAll(jobName(eventId, id));
      await this.work.discardAll(posterName(eventId));
    } catch (err) {
      this.logger.warn({ msg: 'Unfinished files are left', event_id: eventId, err });
    }
  }

  private async make(
    request: ClipRequest,
    event: Event,
    signal: AbortSignal,
    onRecorded: () => void,
  ): Promise<void> {
    const { eventId, jobId, options } = request;
    const window = { startsAt: request.startsAt.getTime(), endsAt: request.endsAt.getTime() };
    const [lastDetectionAt, known] = await Promise.all([
      this.footage.lastDetectionAt(event),
      this.knownInTime(request, event, window),
    ]);
    const end = eventEnd(event, lastDetectionAt);
    const sources = await this.sources.open(known, window, options.source, signal);
    const progress = new ProgressReport((percent) =>
      this.requests.progress(eventId, jobId, percent),
    );
    await this.maker.make({
      event,
      window,
      options,
      jobId,
      sources,
      madeFrom: madeFrom(known, window, options.followsEnd ? end : undefined),
      signal,
      withPoster: true,
      onRecorded,
      onProgress: (fraction) => progress.report(fraction),
    });
  }

  /** What is known of the footage once all of it has landed, or has had its time. */
  private async knownInTime(
    { eventId, jobId, options, waitingUntil }: ClipRequest,
    event: Event,
    window: Interval,
  ): Promise<KnownFootage> {
    const known = await this.sources.known(event, window);
    const mayCome =
      options.source !== 'images' &&
      !known.video &&
      (await this.footage.hasRecordings(event.cameraId));
    // What nothing is to come of has had its time.
    const now = mayCome ? (await this.requests.now()).getTime() : Infinity;
    const recordings = known.recordings.map(spanOf);
    const until = footageToCome(window, recordings, this.options.footageGraceSeconds, now);
    if ((until ?? undefined) !== waitingUntil?.getTime()) {
      await this.requests.waitFor(eventId, jobId, until === null ? null : new Date(until));
    }
    // A recording registered from here on wakes the job; one that came just before is met by looking again.
    if (until !== null) throw new RetryJob(Math.min(until - now, LOOK_AGAIN_MS));
    return known;
  }
}

const TOO_MANY_DEATHS =
  'The worker was killed each time it made this clip, so it is not tried again. The footage may be damaged.';

const UNEXPECTED = new ClipGenerationError(
  'FFMPEG_FAILED',
  'The clip could not be made. The log has the details.',
);

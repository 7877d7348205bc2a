import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { onBehalfOf } from '../../common/http/request-id.js';
import { Event } from '../../events/records/event.entity.js';
import { type Job, JobQueue } from '../../jobs/job-queue.js';
import { RetryJob } from '../../jobs/retry-job.js';
import { WorkFolder } from '../../media/storage/work-folder.js';
import { posterName } from '../make/poster-maker.js';
import { CLIP_QUEUE, type ClipJob, readClipJob } from '../model/clip-job.js';
import { ClipMaker } from '../make/clip-maker.js';
import { ClipPosters } from '../make/clip-posters.js';
import type { ClipRequest } from '../records/clip-request.entity.js';
import { ClipRequests, requestedClipOf, RequestGoneError } from '../records/clip-requests.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { JobRequests } from '../records/job-requests.js';
import { FollowedClips } from '../footage/followed-clips.js';
import type { FreshFootage } from '../footage/fresh-footage.js';
import { InterruptedClips } from '../records/interrupted-clips.js';
import { readJob } from '../../jobs/read-job.js';
import { AwaitedFootage } from './awaited-footage.js';
import { leaveOutFailures } from '../footage/leave-out-failures.js';
import { endAttempt, refuseAfterDeaths, untilRecorded } from './end-of-attempt.js';
import { ProgressReport } from './progress-report.js';
import { ClipKept, Replacement } from './replacement.js';
import type { FailedSources } from '../footage/usable-pieces.js';
import { AutomaticClips } from '../requests/automatic-clips.js';
import { SourceFinder } from '../footage/source-finder.js';
import { jobName } from '../records/temporary-files.js';
import type { RequestedClip } from '../model/requested-clip.js';

/** Runs the jobs that make clips. */
@Injectable()
export class ClipWorker implements OnApplicationBootstrap {
  private readonly logger = new Logger('Clips');

  constructor(
    private readonly options: ClipsOptions,
    private readonly queue: JobQueue,
    private readonly requests: ClipRequests,
    private readonly jobRequests: JobRequests,
    private readonly awaited: AwaitedFootage,
    private readonly followed: FollowedClips,
    private readonly sources: SourceFinder,
    private readonly replacement: Replacement,
    private readonly maker: ClipMaker,
    private readonly posters: ClipPosters,
    private readonly interrupted: InterruptedClips,
    private readonly work: WorkFolder,
    private readonly automatic: AutomaticClips,
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
    await untilRecorded(job, signal, async () => {
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
      await this.followUp(eventId);
    });
  }

  private async complete(
    request: ClipRequest,
    event: Event,
    job: Job<ClipJob>,
    signal: AbortSignal,
    releaseSlot: () => void,
  ): Promise<void> {
    const { event_id: eventId } = job.data;
    let inputs: string[] | null = null;
    try {
      if (await this.interrupted.complete(request)) {
        await this.posters.makeFor(event, signal);
        return;
      }
      refuseAfterDeaths(job, TOO_MANY_DEATHS);
      const clip = await this.followed.update(requestedClipOf(request, event), job.id);
      const known = await this.awaited.find(request, clip, signal);
      inputs = await this.followed.inputsOf(clip, known.stored);
      await this.make(request, clip, known, inputs, signal, releaseSlot);
    } catch (error) {
      if (error instanceof RequestGoneError) return;
      if (error instanceof ClipKept && !signal.aborted) return this.keep(job, inputs ?? [], error);
      await endAttempt(error, job, signal, {
        ...{ what: 'Clip', logger: this.logger, about: { event_id: eventId } },
        postpone: (message) => this.jobRequests.hold(request, message, request.waitingUntil),
        fail: (failure) => this.jobRequests.fail(eventId, job.id, failure, inputs),
      });
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

  private async keep(
    { id, data }: Job<ClipJob>,
    inputs: readonly string[],
    error: ClipKept,
  ): Promise<void> {
    const { shownMessage, cause } = error;
    this.logger.log({ msg: 'Clip kept', event_id: data.event_id, why: shownMessage, err: cause });
    const isKept = await this.jobRequests.keep(data.event_id, id, inputs, shownMessage);
    // A caller has asked for the clip meanwhile, so it is made.
    if (!isKept) throw new RetryJob(0);
  }

  /** The event or its footage may have changed while its clip was made. */
  private async followUp(eventId: number): Promise<void> {
    const event = await this.events.findOneBy({ id: eventId });
    if (event) await this.automatic.consider(event);
  }

  private async make(
    request: ClipRequest,
    clip: RequestedClip,
    known: FreshFootage,
    inputs: readonly string[],
    signal: AbortSignal,
    onRecorded: () => void,
  ): Promise<void> {
    const { eventId, jobId } = request;
    const present = await this.replacement.of(request, inputs);
    const { interval, options } = clip;
    const open = async (failed: FailedSources) => {
      const opening = this.sources.open(known, interval, options.source, failed, signal);
      const opened = await (present ? this.replacement.check(present, interval, opening) : opening);
      await this.jobRequests.hold(request, null, null);
      return opened;
    };
    const progress = new ProgressReport((percent) =>
      this.jobRequests.progress(eventId, jobId, percent),
    );
    await leaveOutFailures(
      async (failed) =>
        this.maker.make({
          ...clip,
          jobId,
          sources: await open(failed),
          inputs,
          signal,
          withPoster: true,
          onRecorded,
          onProgress: (fraction) => progress.report(fraction),
        }),
      (err) => this.logger.warn({ msg: 'A source gave no picture', event_id: eventId, err }),
    );
  }
}

const TOO_MANY_DEATHS =
  'Every worker that made this clip died, so it is not tried again. The footage may be damaged.';

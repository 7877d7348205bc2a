import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { onBehalfOf } from '../../common/http/request-id.js';
import { type Job, JobQueue } from '../../jobs/job-queue.js';
import { readJob } from '../../jobs/read-job.js';
import { RetryJob } from '../../jobs/retry-job.js';
import { WorkFolder } from '../../media/storage/work-folder.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { clipInputs } from '../footage/clip-inputs.js';
import { waitingMessage } from '../footage/footage-wait.js';
import type { FreshFootage } from '../footage/fresh-footage.js';
import { IntervalFootage } from '../footage/interval-footage.js';
import { SourceFinder } from '../footage/source-finder.js';
import { IntervalMaker } from '../make/interval-maker.js';
import { intervalOf } from '../model/interval.js';
import { INTERVAL_QUEUE, type IntervalJob, readIntervalJob } from '../model/interval-clip.js';
import type { IntervalClip } from '../records/interval-clip.entity.js';
import { IntervalClipGoneError, IntervalClips } from '../records/interval-clips.js';
import { intervalJobName } from '../records/temporary-files.js';
import { IntervalCache } from '../requests/interval-cache.js';
import { endAttempt, refuseAfterDeaths, untilRecorded } from './end-of-attempt.js';
import { leaveOutFailures } from '../footage/leave-out-failures.js';
import { ProgressReport } from './progress-report.js';

/** Runs the jobs that make clips of a camera alone. */
@Injectable()
export class IntervalWorker implements OnApplicationBootstrap {
  private readonly logger = new Logger('Clips');

  constructor(
    private readonly options: ClipsOptions,
    private readonly queue: JobQueue,
    private readonly clips: IntervalClips,
    private readonly looks: IntervalFootage,
    private readonly sources: SourceFinder,
    private readonly maker: IntervalMaker,
    private readonly cache: IntervalCache,
    private readonly work: WorkFolder,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { worker, concurrency } = this.options;
    if (!worker) return;
    await this.queue.work<object>(INTERVAL_QUEUE, { concurrency }, async (stored, signal) => {
      const job = readJob(stored, readIntervalJob);
      await onBehalfOf(job.data.request_id ?? undefined, () => this.run(job, signal));
    });
  }

  private async run(job: Job<IntervalJob>, signal: AbortSignal): Promise<void> {
    await untilRecorded(job, signal, async () => {
      const clip = await this.clips.get(job.data.interval_clip_id);
      if (clip?.jobId !== job.id || clip.state !== 'pending') return;
      if (job.deaths > 0) await this.sweep(clip);
      await this.complete(clip, job, signal);
      await this.cache.trim();
    });
  }

  private async complete(
    clip: IntervalClip,
    job: Job<IntervalJob>,
    signal: AbortSignal,
  ): Promise<void> {
    let inputs: string[] | null = null;
    try {
      refuseAfterDeaths(job, TOO_MANY_DEATHS);
      const interval = intervalOf(clip.startsAt, clip.endsAt);
      const known = await this.awaited(clip, signal);
      inputs = clipInputs(known.stored, interval);
      await this.make(clip, known, inputs, signal);
    } catch (error) {
      if (error instanceof IntervalClipGoneError) return;
      await endAttempt(error, job, signal, {
        ...{ what: 'Clip', logger: this.logger, about: aboutOf(clip) },
        postpone: (message) => this.clips.hold(clip, message, clip.waitingUntil),
        fail: (failure) => this.clips.fail(clip, failure, inputs),
      });
    }
  }

  /** @throws RetryJob while footage may still arrive */
  private async awaited(clip: IntervalClip, signal: AbortSignal): Promise<FreshFootage> {
    const interval = intervalOf(clip.startsAt, clip.endsAt);
    const { known, wait } = await this.looks.look(
      { cameraId: clip.cameraId },
      interval,
      true,
      signal,
    );
    if (wait) {
      await this.clips.hold(clip, waitingMessage(wait.until), wait.until);
      throw new RetryJob(wait.nextLookMs);
    }
    if (clip.message !== null) await this.clips.hold(clip, null, null);
    return known;
  }

  private async make(
    clip: IntervalClip,
    known: FreshFootage,
    inputs: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    const interval = intervalOf(clip.startsAt, clip.endsAt);
    const gone = new AbortController();
    const progress = new ProgressReport(async (percent) => {
      await this.clips.progress(clip, percent).catch((error: unknown) => {
        if (error instanceof IntervalClipGoneError) gone.abort(error);
      });
    });
    await leaveOutFailures(
      async (failed) =>
        this.maker.make(clip, {
          sources: await this.sources.open(known, interval, 'video', failed, signal),
          inputs,
          signal: AbortSignal.any([signal, gone.signal]),
          onProgress: (fraction) => progress.report(fraction),
        }),
      (err) => this.logger.warn({ msg: 'A source gave no picture', ...aboutOf(clip), err }),
    );
  }

  /** Removes the temporary files of earlier starts. Cleanup removes those that stay. */
  private async sweep(clip: IntervalClip): Promise<void> {
    await this.work.discardAll(intervalJobName(clip.id, clip.jobId)).catch((err: unknown) => {
      this.logger.warn({ msg: 'Temporary files were left', ...aboutOf(clip), err });
    });
  }
}

function aboutOf({ id, cameraId }: IntervalClip) {
  return { interval_clip_id: id, camera_id: cameraId };
}

const TOO_MANY_DEATHS =
  'Every worker that made this clip died, so it is not tried again now. The footage may be damaged.';

import { Injectable } from '@nestjs/common';
import { FootageSource } from '../../events/footage/footage-source.js';
import { RetryJob } from '../../jobs/retry-job.js';
import { ClipsOptions } from '../clips.module-definition.js';
import {
  footageWaitUntilMs,
  nextLookMs,
  waitingMessage,
  waitsForFootage,
} from '../footage/footage-wait.js';
import { type FreshFootage, FreshFootageFinder } from '../footage/fresh-footage.js';
import type { FootageOwner } from '../footage/known-footage.js';
import { type Interval, intervalOf } from '../model/interval.js';
import type { RequestedClip } from '../model/requested-clip.js';
import type { ClipRequest } from '../records/clip-request.entity.js';
import { ClipRequests } from '../records/clip-requests.js';
import { JobRequests } from '../records/job-requests.js';

export interface FootageLook {
  readonly known: FreshFootage;
  /** Null: there is nothing to wait for. */
  readonly wait: {
    /** When the grace period is over. */
    readonly until: Date;
    /** How long the job waits before it looks again. */
    readonly nextLookMs: number;
  } | null;
}

/** Footage that a job waits for. */
@Injectable()
export class AwaitedFootage {
  constructor(
    private readonly options: ClipsOptions,
    private readonly requests: ClipRequests,
    private readonly jobRequests: JobRequests,
    private readonly footage: FootageSource,
    private readonly fresh: FreshFootageFinder,
  ) {}

  /**
   * The footage that is known for the clip, once it is complete or the grace period is over.
   *
   * @throws RetryJob while the clip waits for footage
   */
  async find(
    request: ClipRequest,
    clip: RequestedClip,
    signal: AbortSignal,
  ): Promise<FreshFootage> {
    const { event, interval } = clip;
    const isWaitedFor = await waitsForFootage(this.footage, clip);
    const { known, wait } = await this.look(event, interval, isWaitedFor, signal);
    // A recording that is registered from now on wakes the job. One registered just before, and one that
    // grows, is found when the job looks again.
    if (wait) {
      await this.jobRequests.hold(request, waitingMessage(wait.until), wait.until);
      throw new RetryJob(wait.nextLookMs);
    }
    if (request.waitingUntil) await this.jobRequests.hold(request, null, null);
    return known;
  }

  /** What is known of an interval, and how long to wait for more. */
  async look(
    owner: FootageOwner,
    interval: Interval,
    isWaitedFor: boolean,
    signal: AbortSignal,
  ): Promise<FootageLook> {
    const known = await this.fresh.find(owner, interval, signal);
    const nowMs = isWaitedFor ? (await this.requests.now()).getTime() : Infinity;
    const recordings = known.recordings.map((one) => intervalOf(one.startedAt, one.endedAt));
    const { footageGraceSeconds } = this.options;
    const untilMs = footageWaitUntilMs(interval, recordings, footageGraceSeconds, nowMs);
    if (untilMs === null) return { known, wait: null };
    const lookMs = nextLookMs(interval, untilMs, nowMs, known.mayGrow) - nowMs;
    return { known, wait: { until: new Date(untilMs), nextLookMs: lookMs } };
  }
}

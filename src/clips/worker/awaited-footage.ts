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
import { intervalOf } from '../model/interval.js';
import type { RequestedClip } from '../model/requested-clip.js';
import type { ClipRequest } from '../records/clip-request.entity.js';
import { ClipRequests } from '../records/clip-requests.js';
import { JobRequests } from '../records/job-requests.js';

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
    const known = await this.fresh.find(event, interval, signal);
    const isWaitedFor = await waitsForFootage(this.footage, clip);
    const nowMs = isWaitedFor ? (await this.requests.now()).getTime() : Infinity;
    const recordings = known.recordings.map((one) => intervalOf(one.startedAt, one.endedAt));
    const { footageGraceSeconds } = this.options;
    const untilMs = footageWaitUntilMs(interval, recordings, footageGraceSeconds, nowMs);
    // A recording that is registered from now on wakes the job. One registered just before, and one that
    // grows, is found when the job looks again.
    if (untilMs !== null) {
      const until = new Date(untilMs);
      await this.jobRequests.hold(request, waitingMessage(until), until);
      throw new RetryJob(nextLookMs(interval, untilMs, nowMs, known.mayGrow) - nowMs);
    }
    if (request.waitingUntil) await this.jobRequests.hold(request, null, null);
    return known;
  }
}

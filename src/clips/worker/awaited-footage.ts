import { Injectable } from '@nestjs/common';
import { FootageSource } from '../../events/footage/footage-source.js';
import { RetryJob } from '../../jobs/retry-job.js';
import { waitingMessage, waitsForFootage } from '../footage/footage-wait.js';
import type { FreshFootage } from '../footage/fresh-footage.js';
import { IntervalFootage } from '../footage/interval-footage.js';
import type { RequestedClip } from '../model/requested-clip.js';
import type { ClipRequest } from '../records/clip-request.entity.js';
import { JobRequests } from '../records/job-requests.js';

/** Footage that a job waits for. */
@Injectable()
export class AwaitedFootage {
  constructor(
    private readonly jobRequests: JobRequests,
    private readonly footage: FootageSource,
    private readonly looks: IntervalFootage,
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
    const { known, wait } = await this.looks.look(event, interval, isWaitedFor, signal);
    // A recording that is registered from now on wakes the job. One registered just before, and one that
    // grows, is found when the job looks again.
    if (wait) {
      await this.jobRequests.hold(request, waitingMessage(wait.until), wait.until);
      throw new RetryJob(wait.nextLookMs);
    }
    if (request.waitingUntil) await this.jobRequests.hold(request, null, null);
    return known;
  }
}

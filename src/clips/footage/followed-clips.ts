import { Injectable } from '@nestjs/common';
import { EventClipsError } from '../../common/event-clips-error.js';
import { FootageSource } from '../../events/footage/footage-source.js';
import { eventEnd } from '../model/event-end.js';
import { followingEnd, type RequestedClip } from '../model/requested-clip.js';
import { RequestGoneError } from '../records/clip-requests.js';
import { JobRequests } from '../records/job-requests.js';
import { clipInputs } from './clip-inputs.js';
import type { KnownInputs } from './known-footage.js';

/** Requested clips whose interval follows the end of their event. */
@Injectable()
export class FollowedClips {
  constructor(
    private readonly footage: FootageSource,
    private readonly requests: JobRequests,
  ) {}

  /**
   * The clip with the end that its event has now; unchanged where a clip cannot be as long.
   *
   * @throws RequestGoneError
   */
  async update(clip: RequestedClip, jobId: string): Promise<RequestedClip> {
    const lastDetectionAt = await this.footage.lastDetectionAt(clip.event);
    let now: RequestedClip;
    try {
      now = followingEnd(clip, lastDetectionAt);
    } catch (error) {
      if (error instanceof EventClipsError) return clip;
      throw error;
    }
    if (now !== clip && !(await this.requests.follow(now, jobId))) throw new RequestGoneError();
    return now;
  }

  /** The keys of the clip's inputs. */
  async inputsOf(clip: RequestedClip, known: KnownInputs): Promise<string[]> {
    const { event, interval, options, followedEnd } = clip;
    if (!options.followsEnd) return clipInputs(known, interval);
    const end = followedEnd ?? eventEnd(event, await this.footage.lastDetectionAt(event));
    return clipInputs(known, interval, end);
  }
}

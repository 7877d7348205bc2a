import { Injectable } from '@nestjs/common';
import type { Event } from '../../events/records/event.entity.js';
import { FootageSource } from '../../events/footage/footage-source.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { followedEndIn, followsEnd } from '../footage/clip-inputs.js';
import { DEFAULT_OPTIONS } from '../model/clip-options.js';
import { intervalOf } from '../model/interval.js';
import {
  type ClipChoices,
  followingEnd,
  requestedClip,
  type RequestedClip,
} from '../model/requested-clip.js';
import type { ClipRequest } from '../records/clip-request.entity.js';
import { requestedClipOf } from '../records/clip-requests.js';
import type { Clip } from '../records/clip.entity.js';

/** Works out which clip a caller requests, and whether it could be made. */
@Injectable()
export class ClipResolver {
  constructor(
    private readonly options: ClipsOptions,
    private readonly footage: FootageSource,
  ) {}

  /** @throws ReversedIntervalError, ClipTooLongError */
  async resolve(event: Event, choices: ClipChoices): Promise<RequestedClip> {
    const lastDetectionAt = await this.footage.lastDetectionAt(event);
    return requestedClip(event, lastDetectionAt, choices, this.options);
  }

  /**
   * The clip of the latest request as the event is now; without a request, the present clip.
   *
   * @throws ReversedIntervalError, ClipTooLongError
   */
  async again(
    event: Event,
    request: ClipRequest | null,
    clip: Clip | null,
  ): Promise<RequestedClip> {
    const previous = request
      ? requestedClipOf(request, event)
      : clip && this.requestFor(clip, event);
    if (!previous) return this.resolve(event, {});
    const { interval, options, followedEnd } = previous;
    const assumed = new Date(interval.endsAtMs - this.options.postRollSeconds * 1000);
    return followingEnd(
      { ...previous, followedEnd: options.followsEnd ? (followedEnd ?? assumed) : null },
      await this.footage.lastDetectionAt(event),
    );
  }

  /** Whether there is footage that the clip could be made from, or may be later. */
  async hasSource({ event, options: { source } }: RequestedClip): Promise<boolean> {
    if (source !== 'images') {
      if (event.videoPath !== null) return true;
      if (await this.footage.hasRecordings(event.cameraId)) return true;
    }
    return source !== 'video' && (await this.footage.lastDetectionAt(event)) !== null;
  }

  /** What would have been requested for the clip, if its request was cancelled since. */
  private requestFor(clip: Clip, event: Event): RequestedClip {
    const { format, madeFrom, requestedStartsAt, requestedEndsAt } = clip;
    return {
      event,
      interval: intervalOf(requestedStartsAt, requestedEndsAt),
      options: {
        ...DEFAULT_OPTIONS,
        cut: this.options.cut,
        videoCodec: this.options.videoCodec,
        format,
        followsEnd: followsEnd(madeFrom),
      },
      followedEnd: followedEndIn(madeFrom) ?? null,
    };
  }
}

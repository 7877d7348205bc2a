import { Injectable } from '@nestjs/common';
import type { Event } from '../../events/records/event.entity.js';
import { FootageSource } from '../../events/footage/footage-source.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { type ClipChoices, requestedClip, type RequestedClip } from '../model/requested-clip.js';

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

  /** Whether there is footage that the clip could be made from, or may be later. */
  async hasSource({ event, options: { source } }: RequestedClip): Promise<boolean> {
    if (source !== 'images') {
      if (event.videoPath !== null) return true;
      if (await this.footage.hasRecordings(event.cameraId)) return true;
    }
    return source !== 'video' && (await this.footage.lastDetectionAt(event)) !== null;
  }
}

import { Injectable } from '@nestjs/common';
import { FootageSource } from '../../events/footage/footage-source.js';
import type { Event } from '../../events/records/event.entity.js';
import { eventEnd } from '../model/event-end.js';
import { intervalOf } from '../model/interval.js';
import type { Clip } from '../records/clip.entity.js';
import { clipInputs, followsEnd } from './clip-inputs.js';
import { knownInputs } from './known-footage.js';

/** Looks up what a clip would be made of now. */
@Injectable()
export class CurrentInputs {
  constructor(private readonly footage: FootageSource) {}

  /** The keys of the inputs that there are for the clip's own interval. */
  async of(event: Event, clip: Clip): Promise<string[]> {
    const interval = intervalOf(clip.requestedStartsAt, clip.requestedEndsAt);
    const end = followsEnd(clip.madeFrom)
      ? eventEnd(event, event.endedAt ? null : await this.footage.lastDetectionAt(event))
      : undefined;
    return clipInputs(await knownInputs(this.footage, event, interval), interval, end);
  }
}

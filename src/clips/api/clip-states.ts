import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Event } from '../../events/records/event.entity.js';
import { FootageSource } from '../../events/footage/footage-source.js';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import type { ClipState } from './clip-answers.js';
import { ClipRequests } from '../records/clip-requests.js';
import { Clip } from '../records/clip.entity.js';
import { clipInputs, followsEnd, isStale } from '../footage/clip-inputs.js';
import { knownFootage } from '../footage/known-footage.js';
import { eventEnd } from '../model/event-end.js';
import { intervalOf } from '../model/interval.js';

/** The current state of an event's clip: its rows, its file, and whether its inputs have changed. */
@Injectable()
export class ClipStates {
  constructor(
    private readonly requests: ClipRequests,
    private readonly storage: ClipStorage,
    private readonly footage: FootageSource,
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
  ) {}

  async of(event: Event): Promise<ClipState> {
    const [clip, request] = await Promise.all([
      this.existing(event.id),
      this.requests.find(event.id),
    ]);
    return { clip, request, stale: clip !== null && (await this.isStale(event, clip)) };
  }

  /** The recorded clip, if its file exists. */
  async existing(eventId: number): Promise<Clip | null> {
    const clip = await this.clips.findOneBy({ eventId });
    return clip && (await this.storage.stat(clip.fileName)) ? clip : null;
  }

  private async isStale(event: Event, clip: Clip): Promise<boolean> {
    const interval = intervalOf(clip.requestedStartsAt, clip.requestedEndsAt);
    const end = followsEnd(clip.madeFrom)
      ? eventEnd(event, await this.footage.lastDetectionAt(event))
      : undefined;
    const known = await knownFootage(this.footage, event, interval);
    return isStale(clip.madeFrom, clipInputs(known, interval, end));
  }
}

import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Event } from '../../events/event.entity.js';
import { FootageSource } from '../../events/footage-source.js';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import type { ClipState } from './clip-answers.js';
import { ClipRequests } from '../records/clip-requests.js';
import { Clip } from '../records/clip.entity.js';
import { followsEnd, isStale, madeFrom } from '../footage/clip-inputs.js';
import { SourceFinder } from '../footage/source-finder.js';
import { eventEnd } from '../model/window.js';

/** What is true of an event's clip now: in the books, in the folder, and of the footage since. */
@Injectable()
export class ClipStates {
  constructor(
    private readonly requests: ClipRequests,
    private readonly storage: ClipStorage,
    private readonly footage: FootageSource,
    private readonly sources: SourceFinder,
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
  ) {}

  async of(event: Event): Promise<ClipState> {
    const [clip, request] = await Promise.all([
      this.present(event.id),
      this.requests.find(event.id),
    ]);
    return { clip, request, stale: clip !== null && (await this.isStale(event, clip)) };
  }

  /** The recorded clip, if its file is there. */
  async present(eventId: number): Promise<Clip | null> {
    const clip = await this.clips.findOneBy({ eventId });
    return clip && (await this.storage.stat(clip.fileName)) ? clip : null;
  }

  private async isStale(event: Event, clip: Clip): Promise<boolean> {
    const window = {
      startsAt: clip.requestedStartsAt.getTime(),
      endsAt: clip.requestedEndsAt.getTime(),
    };
    const end = followsEnd(clip.madeFrom)
      ? eventEnd(event, await this.footage.lastDetectionAt(event))
      : undefined;
    return isStale(clip.madeFrom, madeFrom(await this.sources.known(event, window), window, end));
  }
}

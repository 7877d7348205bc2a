import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { EventNotFoundError } from '../../events/event-errors.js';
import type { Event } from '../../events/records/event.entity.js';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import type { ClipState } from './clip-answers.js';
import { type StoredClip, StoredClips } from '../records/stored-clips.js';
import { Clip } from '../records/clip.entity.js';
import { isStale } from '../footage/clip-inputs.js';
import { CurrentInputs } from '../footage/current-inputs.js';
import { FreshFootageFinder } from '../footage/fresh-footage.js';
import { intervalOf } from '../model/interval.js';

/** The current state of an event's clip: its rows, its file, and whether its inputs have changed. */
@Injectable()
export class ClipStates {
  constructor(
    private readonly stored: StoredClips,
    private readonly storage: ClipStorage,
    private readonly inputs: CurrentInputs,
    private readonly fresh: FreshFootageFinder,
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
  ) {}

  /** @throws EventNotFoundError */
  async of(eventId: number): Promise<ClipState & Pick<StoredClip, 'event'>> {
    const stored = await this.stored.find(eventId);
    if (!stored) throw new EventNotFoundError();
    const { event, request } = stored;
    const clip = await this.ifThere(stored.clip);
    return { event, clip, request, stale: clip !== null && (await this.isStale(event, clip)) };
  }

  /** The same, after a look at the files of a clip with gaps: a recording that has grown may fill them. */
  async withGrowth(event: Event): Promise<ClipState> {
    const state = await this.of(event.id);
    if (!state.clip || state.stale || state.clip.gaps.length === 0) return state;
    const { requestedStartsAt, requestedEndsAt } = state.clip;
    await this.fresh.find(event, intervalOf(requestedStartsAt, requestedEndsAt));
    return this.of(event.id);
  }

  /** The recorded clip, if its file exists. */
  async existing(eventId: number): Promise<Clip | null> {
    return this.ifThere(await this.clips.findOneBy({ eventId }));
  }

  private async ifThere(clip: Clip | null): Promise<Clip | null> {
    return clip && (await this.storage.stat(clip.fileName)) ? clip : null;
  }

  private async isStale(event: Event, clip: Clip): Promise<boolean> {
    return isStale(clip.madeFrom, await this.inputs.of(event, clip));
  }
}

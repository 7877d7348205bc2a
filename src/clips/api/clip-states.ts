import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Event } from '../../events/records/event.entity.js';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import type { ClipState } from './clip-answers.js';
import { ClipRequests } from '../records/clip-requests.js';
import { Clip } from '../records/clip.entity.js';
import { isStale } from '../footage/clip-inputs.js';
import { CurrentInputs } from '../footage/current-inputs.js';
import { FreshFootageFinder } from '../footage/fresh-footage.js';
import { intervalOf } from '../model/interval.js';

/** The current state of an event's clip: its rows, its file, and whether its inputs have changed. */
@Injectable()
export class ClipStates {
  constructor(
    private readonly requests: ClipRequests,
    private readonly storage: ClipStorage,
    private readonly inputs: CurrentInputs,
    private readonly fresh: FreshFootageFinder,
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
  ) {}

  async of(event: Event): Promise<ClipState> {
    const [clip, request] = await Promise.all([
      this.existing(event.id),
      this.requests.find(event.id),
    ]);
    return { clip, request, stale: clip !== null && (await this.isStale(event, clip)) };
  }

  /** The same, after a look at the files of a clip with gaps: a recording that has grown may fill them. */
  async withGrowth(event: Event): Promise<ClipState> {
    const state = await this.of(event);
    if (!state.clip || state.stale || state.clip.gaps.length === 0) return state;
    const { requestedStartsAt, requestedEndsAt } = state.clip;
    await this.fresh.find(event, intervalOf(requestedStartsAt, requestedEndsAt));
    return this.of(event);
  }

  /** The recorded clip, if its file exists. */
  async existing(eventId: number): Promise<Clip | null> {
    const clip = await this.clips.findOneBy({ eventId });
    return clip && (await this.storage.stat(clip.fileName)) ? clip : null;
  }

  private async isStale(event: Event, clip: Clip): Promise<boolean> {
    return isStale(clip.madeFrom, await this.inputs.of(event, clip));
  }
}

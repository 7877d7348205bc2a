import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Event } from '../../events/records/event.entity.js';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import { EventNotFoundError } from '../../events/event-errors.js';
import type { ClipState } from './clip-answers.js';
import { ClipRequest } from '../records/clip-request.entity.js';
import { Clip } from '../records/clip.entity.js';
import { isStale } from '../footage/clip-inputs.js';
import { CurrentInputs } from '../footage/current-inputs.js';
import { FreshFootageFinder } from '../footage/fresh-footage.js';
import { intervalOf } from '../model/interval.js';

interface EventRows extends Event {
  readonly clip?: Clip | null;
  readonly request?: ClipRequest | null;
}

/** The current state of an event's clip: its rows, its file, and whether its inputs have changed. */
@Injectable()
export class ClipStates {
  constructor(
    private readonly storage: ClipStorage,
    private readonly inputs: CurrentInputs,
    private readonly fresh: FreshFootageFinder,
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
    @InjectRepository(Event) private readonly events: Repository<Event>,
  ) {}

  /** @throws EventNotFoundError */
  async of(eventId: number): Promise<ClipState> {
    const rows = await this.rows(eventId);
    if (!rows) throw new EventNotFoundError();
    const { clip: recorded = null, request = null, ...event } = rows;
    const clip = recorded && (await this.withFile(recorded));
    return { clip, request, stale: clip !== null && (await this.isStale(event, clip)) };
  }

  /**
   * The same, after a look at the files of a clip with gaps: a recording that has grown may fill them.
   *
   * @throws EventNotFoundError
   */
  async withGrowth(event: Event): Promise<ClipState> {
    const state = await this.of(event.id);
    if (!state.clip || state.stale || state.clip.gaps.length === 0) return state;
    const { requestedStartsAt, requestedEndsAt } = state.clip;
    await this.fresh.find(event, intervalOf(requestedStartsAt, requestedEndsAt));
    return this.of(event.id);
  }

  /** The recorded clip, if its file exists. */
  async existing(eventId: number): Promise<Clip | null> {
    const clip = await this.clips.findOneBy({ eventId });
    return clip && this.withFile(clip);
  }

  /** In one statement. */
  private rows(eventId: number): Promise<EventRows | null> {
    return this.events
      .createQueryBuilder('event')
      .leftJoinAndMapOne('event.clip', Clip, 'clip', 'clip.eventId = event.id')
      .leftJoinAndMapOne('event.request', ClipRequest, 'request', 'request.eventId = event.id')
      .where('event.id = :eventId', { eventId })
      .getOne();
  }

  private async withFile(clip: Clip): Promise<Clip | null> {
    return (await this.storage.stat(clip.fileName)) ? clip : null;
  }

  private async isStale(event: Event, clip: Clip): Promise<boolean> {
    return isStale(clip.madeFrom, await this.inputs.of(event, clip));
  }
}

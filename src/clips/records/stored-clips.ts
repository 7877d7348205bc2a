import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { EntityColumns } from '../../common/postgres/entity-columns.js';
import { Event } from '../../events/records/event.entity.js';
import { ClipRequest } from './clip-request.entity.js';
import { Clip } from './clip.entity.js';

/** What is stored of an event's clip. */
export interface StoredClip {
  readonly event: Event;
  readonly clip: Clip | null;
  readonly request: ClipRequest | null;
}

/** Reads an event with its clip and the latest request for it, in one statement. */
@Injectable()
export class StoredClips {
  private readonly event: EntityColumns<Event>;
  private readonly clip: EntityColumns<Clip>;
  private readonly request: EntityColumns<ClipRequest>;

  constructor(
    @InjectRepository(Event) private readonly events: Repository<Event>,
    @InjectRepository(Clip) clips: Repository<Clip>,
    @InjectRepository(ClipRequest) requests: Repository<ClipRequest>,
  ) {
    this.event = new EntityColumns(events, 'event');
    this.clip = new EntityColumns(clips, 'clip');
    this.request = new EntityColumns(requests, 'request');
  }

  /** Null where there is no such event. */
  async find(eventId: number): Promise<StoredClip | null> {
    const [row] = await this.events.query<Record<string, unknown>[]>(
      `SELECT ${this.event.list}, ${this.clip.list}, ${this.request.list}
         FROM events event
         LEFT JOIN clips clip ON clip.event_id = event.id
         LEFT JOIN clip_requests request ON request.event_id = event.id
        WHERE event.id = $1`,
      [eventId],
    );
    const event = row && this.event.read(row);
    return event ? { event, clip: this.clip.read(row), request: this.request.read(row) } : null;
  }
}

import { Injectable } from '@nestjs/common';
import { type EventDto, eventDto } from './dto/event.dto.js';
import { EventClips } from '../clips/event-clips.js';
import type { Event } from '../records/event.entity.js';

/** Turns events into answers, each with the summary of its clip. */
@Injectable()
export class EventAnswers {
  constructor(private readonly clips: EventClips) {}

  async one(event: Event): Promise<EventDto> {
    const [dto] = await this.many([event]);
    return dto as EventDto;
  }

  async many(events: Event[]): Promise<EventDto[]> {
    const clips = await this.clips.summaries(events.map(({ id }) => id));
    return events.map((event) => eventDto(event, clips.get(event.id) ?? null));
  }
}

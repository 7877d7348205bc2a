import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ClipSummary } from './dto/clip-summary.dto.js';
import type { Event } from './event.entity.js';
import type { Recording } from './recording.entity.js';

/** What this room needs of whoever makes the clips. */
export interface EventClipsSource {
  /** Those of the events that have or await a clip, by event id. */
  summaries(eventIds: number[]): Promise<Map<number, ClipSummary>>;
  /** Called inside the transaction that deletes the event, before the row goes. @throws ClipProtectedError */
  removing(manager: EntityManager, event: Event): Promise<void>;
  /** Called after an event was registered, changed, or given detections. */
  changed(event: Event): Promise<void>;
  /** Called after a recording was registered, or read again. */
  recorded(recording: Recording): Promise<void>;
  /** Called once the deletion is committed: files may go now. */
  removed(eventId: number): Promise<void>;
}

const NO_CLIPS: EventClipsSource = {
  summaries: () => Promise.resolve(new Map()),
  changed: () => Promise.resolve(),
  recorded: () => Promise.resolve(),
  removing: () => Promise.resolve(),
  removed: () => Promise.resolve(),
};

/**
 * The one thread from events to their clips. Clips import events and not the other way round, so
 * the clips room hands itself in by `use` when it starts; events work without it.
 */
@Injectable()
export class EventClips implements EventClipsSource {
  private source = NO_CLIPS;

  use(source: EventClipsSource): void {
    this.source = source;
  }

  summaries(eventIds: number[]): Promise<Map<number, ClipSummary>> {
    return this.source.summaries(eventIds);
  }

  changed(event: Event): Promise<void> {
    return this.source.changed(event);
  }

  recorded(recording: Recording): Promise<void> {
    return this.source.recorded(recording);
  }

  removing(manager: EntityManager, event: Event): Promise<void> {
    return this.source.removing(manager, event);
  }

  removed(eventId: number): Promise<void> {
    return this.source.removed(eventId);
  }
}

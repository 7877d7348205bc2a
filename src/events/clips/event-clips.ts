import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { ClipSummary } from './clip-summary.dto.js';
import type { Event } from '../records/event.entity.js';
import type { Recording } from '../records/recording.entity.js';

export const CLIP_STATUSES = ['none', 'pending', 'completed', 'failed'] as const;
/** The status of an event's clip in answers; `none` where they have no clip. */
export type ClipStatus = (typeof CLIP_STATUSES)[number];

/** By which clips events are chosen. What is left out does not matter. */
export interface ClipFilter {
  readonly status?: ClipStatus | undefined;
  readonly protected?: boolean | undefined;
}

/** What the events module needs from the module that makes the clips. */
export interface EventClipsSource {
  /** By event id; only of events that have a clip or a request for one. */
  summaries(eventIds: number[]): Promise<Map<number, ClipSummary>>;
  /** Leaves only events whose summary matches in a query of events under the alias `event`. */
  narrow(query: SelectQueryBuilder<Event>, filter: ClipFilter): void;
  /** Called after an event was registered. Returns whether a clip of it was requested. */
  added(event: Event): Promise<boolean>;
  /** Called after an event was changed, got detections, or was registered again. */
  changed(event: Event): Promise<void>;
  /** Called after recordings were registered, or read again: once for those of one call. */
  recorded(recordings: readonly Recording[]): Promise<void>;
  /**
   * Called in the transaction that corrects the extent of a recording whose file and place are unchanged:
   * no clip becomes stale by that.
   */
  corrected(manager: EntityManager, before: Recording, now: Recording): Promise<void>;
  /** Called in the transaction that deletes an event, before its row is deleted. @throws ClipProtectedError */
  removing(manager: EntityManager, event: Event): Promise<void>;
  /** Called after that transaction has committed, so that files can be deleted. */
  removed(eventId: number): Promise<void>;
}

const NO_CLIPS: EventClipsSource = {
  summaries: () => Promise.resolve(new Map()),
  narrow: (query, { status = 'none', protected: isProtected = false }) => {
    if (status !== 'none' || isProtected) query.andWhere('FALSE');
  },
  added: () => Promise.resolve(false),
  changed: () => Promise.resolve(),
  recorded: () => Promise.resolve(),
  corrected: () => Promise.resolve(),
  removing: () => Promise.resolve(),
  removed: () => Promise.resolve(),
};

/**
 * The port from events to their clips. The clips module imports the events module and not the reverse, so
 * it registers itself with `use` when it starts. Events work without it.
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

  narrow(query: SelectQueryBuilder<Event>, filter: ClipFilter): void {
    this.source.narrow(query, filter);
  }

  added(event: Event): Promise<boolean> {
    return this.source.added(event);
  }

  changed(event: Event): Promise<void> {
    return this.source.changed(event);
  }

  recorded(recordings: readonly Recording[]): Promise<void> {
    return this.source.recorded(recordings);
  }

  corrected(manager: EntityManager, before: Recording, now: Recording): Promise<void> {
    return this.source.corrected(manager, before, now);
  }

  removing(manager: EntityManager, event: Event): Promise<void> {
    return this.source.removing(manager, event);
  }

  removed(eventId: number): Promise<void> {
    return this.source.removed(eventId);
  }
}

import type { CameraEvent, ClipInfo, EventPage } from '../api/types.js';

/** The newest events, up to the start of the next page. */
export interface EventPages {
  readonly events: readonly CameraEvent[];
  /** Null if there are no older events. */
  readonly cursor: string | null;
}

export function withOlder({ events }: EventPages, page: EventPage): EventPages {
  return { events: [...events, ...page.events], cursor: page.next_cursor };
}

/** The newest page, just loaded, followed by the older events that were loaded before. */
export function withNewest({ events, cursor }: EventPages, page: EventPage): EventPages {
  const last = page.events.at(-1);
  const older = last ? events.filter((event) => isOlder(event, last)) : [];
  const fresh = new Set(page.events.map(({ id }) => id));
  const overlaps = events.some(({ id }) => fresh.has(id));
  // Without an overlap, there may be events between the two that neither has.
  if (page.next_cursor === null || older.length === 0 || !overlaps) {
    return { events: page.events, cursor: page.next_cursor };
  }
  return { events: [...page.events, ...older], cursor };
}

/** With the new state of an event's clip. */
export function withClip({ events, cursor }: EventPages, info: ClipInfo): EventPages {
  const clip = summaryOf(info);
  return {
    events: events.map((event) => (event.id === info.event_id ? { ...event, clip } : event)),
    cursor,
  };
}

function summaryOf(info: ClipInfo): CameraEvent['clip'] {
  const { status, clip_url, rendition_urls, poster_url, protected: isProtected } = info;
  const { duration_seconds, progress, message, error_code } = info;
  if (status === 'none') return null;
  return {
    ...{ status, clip_url, rendition_urls, poster_url, protected: isProtected },
    ...{ duration_seconds, progress, message, error_code },
  };
}

function isOlder(event: CameraEvent, than: CameraEvent): boolean {
  const difference = Date.parse(event.started_at) - Date.parse(than.started_at);
  return difference < 0 || (difference === 0 && event.id < than.id);
}

import type { ClipEvent } from '../clips/records/clip-events.js';
import { clipInfo, type ClipLinks } from '../clips/api/clip-answers.js';

/** What happened, as it waits in the queue: all but the links, which would have expired by then. */
export interface Notice {
  /** `clip.` and the type of a `ClipEvent`, of which another version may have more. */
  readonly type: string;
  /** ISO 8601 UTC. */
  readonly timestamp: string;
  readonly event_id: number;
  /** What is told of it beside. */
  readonly facts: object;
  /** Of a finished clip. */
  readonly file: { readonly name: string; readonly sha256: string } | null;
}

export function noticeOf(event: ClipEvent, now: Date): Notice {
  const told = {
    type: `clip.${event.type}`,
    timestamp: now.toISOString(),
    event_id: event.eventId,
  };
  switch (event.type) {
    case 'completed': {
      const { clip } = event;
      const facts = clipInfo(event.eventId, { clip, request: null, stale: false }, NO_LINKS);
      return { ...told, facts, file: { name: clip.fileName, sha256: clip.sha256 } };
    }
    case 'failed': {
      const { code: error_code, message } = event;
      return { ...told, facts: { status: 'failed', error_code, message }, file: null };
    }
    case 'deleted':
      return { ...told, facts: {}, file: null };
  }
}

/** The message's JSON, with links as they are good now. */
export function bodyOf(notice: Notice, links: ClipLinks, base: URL, hasPoster: boolean): string {
  const { type, timestamp, event_id, facts, file } = notice;
  const absolute = (path: string) => base.href.replace(/\/$/, '') + path;
  const addresses = file && {
    clip_url: absolute(links.clip(file.name)),
    poster_url: hasPoster ? absolute(links.poster(event_id)) : null,
  };
  const event_url = absolute(`/api/events/${event_id}`);
  return JSON.stringify({ type, timestamp, data: { event_id, event_url, ...facts, ...addresses } });
}

const NO_LINKS: ClipLinks = { clip: () => '', poster: () => '' };

import type { ClipEvent } from '../clips/records/clip-events.js';
import { clipInfo, type ClipLinks } from '../clips/api/clip-answers.js';

/** What a message says, as it waits in the queue. The links are added later, as they expire. */
export interface Notice {
  /** `clip.` and the type of a `ClipEvent`, of which another version may have more. */
  readonly type: string;
  /** ISO 8601 UTC. */
  readonly timestamp: string;
  readonly event_id: number;
  /** Other fields of the message. */
  readonly facts: object;
  /** The file of a completed clip. */
  readonly file: { readonly name: string; readonly sha256: string } | null;
}

export function noticeOf(event: ClipEvent, now: Date): Notice {
  const common = {
    type: `clip.${event.type}` as const,
    timestamp: now.toISOString(),
    event_id: event.eventId,
  };
  switch (event.type) {
    case 'completed': {
      const { clip } = event;
      const facts = clipInfo(event.eventId, { clip, request: null, stale: false }, NO_LINKS);
      return { ...common, facts, file: { name: clip.fileName, sha256: clip.sha256 } };
    }
    case 'failed': {
      const { code: error_code, message } = event;
      return { ...common, facts: { status: 'failed', error_code, message }, file: null };
    }
    case 'deleted':
      return { ...common, facts: {}, file: null };
  }
}

/** The JSON of a message, with links that are valid from now on. */
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

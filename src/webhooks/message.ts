import type { ClipEvent } from '../clips/records/clip-events.js';
import type { CameraEvent } from '../events/cameras/camera-events.js';
import { offeredRenditions } from '../clips/model/needed-renditions.js';
import { hasTimeOfDay } from '../clips/model/time-of-day.js';
import { clipInfo, type ClipLinks } from '../clips/api/clip-answers.js';

/** What a message says, as it waits in the queue. The links are added later, as they expire. */
export interface Notice {
  /** `clip.` or `camera.` and the type of the event, of which another version may have more. */
  readonly type: string;
  /** ISO 8601 UTC. */
  readonly timestamp: string;
  /** Null in a message about a camera, */
  readonly event_id: number | null;
  /** and this in one about a clip. */
  readonly camera_id: string | null;
  /** Other fields of the message. */
  readonly facts: object;
  /** The file of a clip that exists. */
  readonly file: NoticeFile | null;
}

export interface NoticeFile {
  readonly name: string;
  readonly sha256: string;
  /** The names of the renditions that can be made of it. */
  readonly renditions: readonly string[];
  readonly hasSubtitles: boolean;
}

export function noticeOf(event: ClipEvent, now: Date): Notice {
  const common = {
    type: `clip.${event.type}` as const,
    timestamp: now.toISOString(),
    event_id: event.eventId,
    camera_id: null,
  };
  switch (event.type) {
    case 'completed':
    case 'stale': {
      const { clip } = event;
      const stale = event.type === 'stale';
      const facts = clipInfo(event.eventId, { clip, request: null, stale }, NO_LINKS);
      const { fileName: name, sha256 } = clip;
      const hasSubtitles = hasTimeOfDay(clip);
      const renditions = offeredRenditions(clip);
      return { ...common, facts, file: { name, sha256, renditions, hasSubtitles } };
    }
    case 'failed': {
      const { code: error_code, message } = event;
      return { ...common, facts: { status: 'failed', error_code, message }, file: null };
    }
    case 'deleted':
      return { ...common, facts: {}, file: null };
  }
}

export function noticeOfCamera(event: CameraEvent, now: Date): Notice {
  return {
    type: `camera.${event.type}`,
    timestamp: now.toISOString(),
    event_id: null,
    camera_id: event.cameraId,
    facts: {
      name: event.name,
      quiet_after_seconds: event.quietAfterSeconds,
      newest_recording_ends_at: event.newestRecordingEndsAt,
      silent_since: event.silentSince,
    },
    file: null,
  };
}

/** The JSON of a message, with links that are valid from now on. */
export function bodyOf(notice: Notice, links: ClipLinks, base: URL, hasPoster: boolean): string {
  const { type, timestamp, event_id, camera_id, facts, file } = notice;
  const absolute = (path: string) => base.href.replace(/\/$/, '') + path;
  if (event_id === null) {
    const camera_url = absolute(`/api/cameras/${encodeURIComponent(camera_id ?? '')}`);
    return JSON.stringify({ type, timestamp, data: { camera_id, camera_url, ...facts } });
  }
  const addresses = file && {
    clip_url: absolute(links.clip(file.name, file)),
    rendition_urls: renditionUrls(file, (name) => absolute(links.rendition(file.name, name, file))),
    poster_url: hasPoster ? absolute(links.poster(event_id, file)) : null,
    subtitles_url: file.hasSubtitles ? absolute(links.subtitles(event_id, file)) : null,
  };
  const event_url = absolute(`/api/events/${event_id}`);
  return JSON.stringify({ type, timestamp, data: { event_id, event_url, ...facts, ...addresses } });
}

function renditionUrls(
  { renditions }: NoticeFile,
  urlOf: (name: string) => string,
): Record<string, string> | null {
  return renditions.length > 0
    ? Object.fromEntries(renditions.map((name) => [name, urlOf(name)]))
    : null;
}

const NO_LINKS: ClipLinks = {
  ...{ clip: () => '', rendition: () => '', poster: () => '', subtitles: () => '' },
};

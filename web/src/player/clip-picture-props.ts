import { getEventClipUrl } from '../api/clips.js';
import type { Connection } from '../api/connection.js';
import type { ClipInfo } from '../api/types.js';

export interface ClipPictureProps {
  /** Of an available clip. Use another `key` for another clip. */
  info: ClipInfo;
  connection: Connection;
  onVideo: (video: HTMLVideoElement | null) => void;
  refresh: (signal: AbortSignal) => Promise<ClipInfo>;
}

/** Options of URLs that no browser takes for those of another version of the clip. */
export function versioned(info: ClipInfo, connection: Connection) {
  return { ...connection, version: info.sha256?.slice(0, 12) ?? info.generated_at };
}

/** The URL of the clip's poster; null where there is none. */
export function posterOf(info: ClipInfo, connection: Connection) {
  return info.poster_url && getEventClipUrl(info.poster_url, versioned(info, connection));
}

/**
 * The URL of the time of day, which the browser's menu of subtitles switches on; null where there is none. Of a service
 * at another origin a browser takes subtitles only if the video, too, is requested with CORS, which not every host
 * allows.
 */
export function subtitlesOf(info: ClipInfo, connection: Connection) {
  if (!info.subtitles_url) return null;
  const url = getEventClipUrl(info.subtitles_url, versioned(info, connection));
  return new URL(url, location.href).origin === location.origin ? url : null;
}

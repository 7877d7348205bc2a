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

import { pathTime } from './path-time.js';

/** What the start of a video was taken from, the most trustworthy first. */
export type PlacedBy = 'given' | 'file_name' | 'creation_time' | 'modified';

export interface Placing {
  startedAt: Date;
  placedBy: PlacedBy;
}

export interface VideoToPlace {
  /** The start that the caller gave, if any. */
  given?: Date | null;
  filePath: string;
  /** IANA zone of local times in paths. */
  timezone: string;
  /** The container's own `creation_time`. */
  creationTime: Date | null;
  /** When the file was last written to: the end of its footage, unless the file was copied. */
  modifiedAt: Date;
  durationSeconds: number;
}

/** An earlier creation time comes from a clock that was never set: zero is 1904 or 1970. */
const EARLIEST_CREATION = Date.UTC(2000, 0, 2);

/**
 * When a video starts. The path takes precedence over `creation_time`, because remuxing copies that
 * field and many cameras write local time into it as if it were UTC.
 */
export function placeVideo(video: VideoToPlace): Placing {
  if (video.given) return { startedAt: video.given, placedBy: 'given' };
  const byAgeMs = Math.round(video.modifiedAt.getTime() - video.durationSeconds * 1000);
  const written = pathTime(video.filePath, video.timezone);
  if (written) return { startedAt: likelier(written, byAgeMs), placedBy: 'file_name' };
  if (video.creationTime && video.creationTime.getTime() >= EARLIEST_CREATION) {
    return { startedAt: video.creationTime, placedBy: 'creation_time' };
  }
  return { startedAt: new Date(byAgeMs), placedBy: 'modified' };
}

/**
 * Of the two instants of an hour that clocks showed twice: the second only if the file's age points to it,
 * since the age of a copy says nothing.
 */
function likelier([first, second]: [Date, Date?], byAgeMs: number): Date {
  if (!second) return first;
  const half = (second.getTime() - first.getTime()) / 2;
  return Math.abs(byAgeMs - second.getTime()) < half ? second : first;
}

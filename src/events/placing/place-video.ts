import { fileNameTime } from './file-name-time.js';

/** What the start of a video was taken from, the most trustworthy first. */
export type PlacedBy = 'given' | 'file_name' | 'creation_time' | 'modified';

export interface Placing {
  startedAt: Date;
  placedBy: PlacedBy;
}

export interface VideoToPlace {
  /** The start that the caller told, if any. */
  given?: Date | null;
  filePath: string;
  /** IANA zone of local times in file names. */
  timezone: string;
  /** The container's own `creation_time`. */
  creationTime: Date | null;
  /** When the file was last written to: the end of its footage, unless somebody copied it. */
  modifiedAt: Date;
  durationSeconds: number;
}

/** A container's time before this means that nobody set the clock: zero is 1904 or 1970. */
const EARLIEST_CREATION = Date.UTC(2000, 0, 2);

/**
 * When a video starts. The name goes before `creation_time`, because remuxing inherits that one
 * and many cameras write local time into it as if it were UTC.
 */
export function placeVideo(video: VideoToPlace): Placing {
  if (video.given) return { startedAt: video.given, placedBy: 'given' };
  const told = Math.round(video.modifiedAt.getTime() - video.durationSeconds * 1000);
  const named = fileNameTime(video.filePath, video.timezone);
  if (named) return { startedAt: likelier(named, told), placedBy: 'file_name' };
  if (video.creationTime && video.creationTime.getTime() >= EARLIEST_CREATION) {
    return { startedAt: video.creationTime, placedBy: 'creation_time' };
  }
  return { startedAt: new Date(told), placedBy: 'modified' };
}

/**
 * Clocks that are set back show an hour twice. It is the second only if the file's age says so: that of a
 * copy says nothing.
 */
function likelier([first, second]: [Date, Date?], toldMs: number): Date {
  if (!second) return first;
  const half = (second.getTime() - first.getTime()) / 2;
  return Math.abs(toldMs - second.getTime()) < half ? second : first;
}

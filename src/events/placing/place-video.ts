import type { CameraNaming } from './camera-naming.js';
import type { NameStyle } from './name-style.js';
import { NAME_STYLES } from './name-styles.js';
import { instantsOf, type PathTime, pathTime } from './path-time.js';
import { patternStyle } from './pattern-style.js';
import { instantOfRepeated, type TimedFile } from './repeated-hour.js';

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
  naming: CameraNaming;
  /** The container's own `creation_time`. */
  creationTime: Date | null;
  /** When the file was last written to: the end of its footage, unless the file was copied. */
  modifiedAt: Date;
  /** Of its pictures. */
  durationSeconds: number;
}

/** Another file in the folder of a video. */
export interface Sibling {
  readonly name: string;
  readonly modifiedAtMs: number;
}

/** An earlier creation time comes from a clock that was never set: zero is 1904 or 1970. */
const EARLIEST_CREATION = Date.UTC(2000, 0, 2);

/**
 * When a video starts. The path takes precedence over `creation_time`, because remuxing copies that
 * field and many cameras write local time into it as if it were UTC.
 *
 * @param siblings the other files of its folder, where `needsSiblings`
 */
export function placeVideo(video: VideoToPlace, siblings: readonly Sibling[] = []): Placing {
  if (video.given) return { startedAt: video.given, placedBy: 'given' };
  const written = startInPath(video, siblings);
  if (written) return { startedAt: written, placedBy: 'file_name' };
  if (video.creationTime && video.creationTime.getTime() >= EARLIEST_CREATION) {
    const startedAt = new Date(video.creationTime.getTime() - aheadMsOf(video.naming));
    return { startedAt, placedBy: 'creation_time' };
  }
  return { startedAt: new Date(startByAge(video)), placedBy: 'modified' };
}

/**
 * Whether the other files of its folder say more about a video: its name can be read in several ways, or
 * clocks showed its time twice.
 */
export function needsSiblings({ given, filePath, naming }: VideoToPlace): boolean {
  if (given) return false;
  const written = timeIn(filePath, naming);
  if (!written) return false;
  return !written.time || instantsOf(written.time, naming.timezone).length > 1;
}

/** Why a path writes no time that can be used; null where it writes one. */
export function unusableName(
  filePath: string,
  naming: CameraNaming,
): 'no time' | 'ambiguous' | null {
  const written = timeIn(filePath, naming);
  if (!written) return 'no time';
  return written.time ? null : 'ambiguous';
}

function startInPath(video: VideoToPlace, siblings: readonly Sibling[]): Date | null {
  const { filePath, naming } = video;
  const names = siblings.map(({ name }) => name);
  const time = timeIn(filePath, naming, names)?.time;
  if (!time) return null;
  const aheadMs = aheadMsOf(naming);
  const [first, second] = instantsOf(time, naming.timezone).map(
    (instant) => new Date(instant!.getTime() - aheadMs),
  );
  if (!second) return first!;
  const file = { clockMs: time.clockMs, modifiedAtMs: video.modifiedAt.getTime() };
  const others = siblings.flatMap(({ name, modifiedAtMs }): TimedFile[] => {
    const other = timeIn(
      filePath.replace(/[^/]*$/, () => name),
      naming,
    )?.time;
    return other && other.offsetMs === null ? [{ clockMs: other.clockMs, modifiedAtMs }] : [];
  });
  return instantOfRepeated([first!, second], file, startByAge(video), others);
}

function aheadMsOf({ clockAheadMs = 0 }: CameraNaming): number {
  return clockAheadMs;
}

function startByAge({ modifiedAt, durationSeconds }: VideoToPlace): number {
  return Math.round(modifiedAt.getTime() - durationSeconds * 1000);
}

function timeIn(path: string, { pattern }: CameraNaming, siblings?: string[]): PathTime | null {
  const own = pattern ? pathTime(path, [], [compiled(pattern)]) : null;
  return own ?? pathTime(path, siblings, NAME_STYLES);
}

const patterns = new Map<string, NameStyle>();

/** There are as many patterns as cameras have, so all are kept. */
function compiled(pattern: string): NameStyle {
  let style = patterns.get(pattern);
  if (!style) patterns.set(pattern, (style = patternStyle(pattern)));
  return style;
}

import { basename, dirname } from 'node:path';
import { decideReading, shapeOf } from './decide-readings.js';
import { instantsOfLocalTime } from './instants-of-local-time.js';
import type { NameStyle } from './name-style.js';
import { NAME_STYLES } from './name-styles.js';
import type { Reading, WrittenTime } from './written-time.js';

/** Two date-times in a name are the start and the end of a recording, if it lasts at most a week. */
const LONGEST_MS = 7 * 86_400_000;
/** Letters, or a known name of a format with digits: `.5` is none. */
const EXTENSION = /\.(?:[A-Za-z][A-Za-z0-9]{1,4}|26[45]|3gp)$/;

const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi;

/** What a path says about the start of a recording. */
export interface PathTime {
  /** The name of the style. */
  readonly style: string;
  /** Null: two readings fit, and the other names of the folder do not decide. */
  readonly time: WrittenTime | null;
}

/**
 * The time that a path writes, or null. Of several in one style the first counts, as where a name has a
 * start and an end.
 *
 * @param siblings the names of the other files in its folder, which are needed where the path is ambiguous
 */
export function pathTime(
  path: string,
  siblings: Iterable<string> = [],
  styles: readonly NameStyle[] = NAME_STYLES,
): PathTime | null {
  for (const style of styles) {
    const readings = readingsIn(style, path);
    if (readings.length === 0) continue;
    const decided = decideReading(readings, readingsOfSiblings(style, path, siblings));
    return { style: style.name, time: decided?.time ?? null };
  }
  return null;
}

/** The instants of a written time; two where the clocks of the zone showed it twice, the earlier first. */
export function instantsOf(
  { clockMs, offsetMs, daylightSaving }: WrittenTime,
  timezone: string,
): [Date, Date?] {
  if (offsetMs !== null) return [new Date(clockMs - offsetMs)];
  const [first, second] = instantsOfLocalTime(clockMs, timezone);
  return second && !daylightSaving ? [first, second] : [first];
}

function* readingsOfSiblings(
  style: NameStyle,
  path: string,
  siblings: Iterable<string>,
): Generator<readonly Reading[]> {
  const [folder, name] = [dirname(path), basename(path)];
  const shape = shapeOf(name);
  for (const sibling of siblings) {
    if (sibling === name || shapeOf(sibling) !== shape) continue;
    yield readingsIn(style, `${folder}/${sibling}`);
  }
}

function readingsIn({ searches, pattern, read }: NameStyle, path: string): readonly Reading[] {
  const text = (searches === 'name' ? basename(path) : path)
    .replace(EXTENSION, '')
    .replace(UUID, (uuid) => '#'.repeat(uuid.length));
  let start: readonly Reading[] = [];
  for (const match of text.matchAll(pattern)) {
    const before = text.slice(0, match.index);
    const after = text.slice(match.index + match[0].length);
    const readings = read(match.groups ?? {}, { before, after });
    if (start.length === 0) start = readings;
    else if (readings.length > 0 && !readings.some((end) => isEndOf(start, end))) return [];
  }
  return start;
}

function isEndOf(starts: readonly Reading[], { as, time }: Reading): boolean {
  return starts.some((start) => {
    const lengthMs = time.clockMs - start.time.clockMs;
    return start.as === as && lengthMs >= 0 && lengthMs <= LONGEST_MS;
  });
}

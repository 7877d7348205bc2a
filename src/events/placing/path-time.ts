import { basename } from 'node:path';
import { instantsOfLocalTime } from './instants-of-local-time.js';
import type { NameStyle } from './name-style.js';
import { NAME_STYLES } from './name-styles.js';
import type { WrittenTime } from './written-time.js';

/**
 * The time that a path writes, or null. Of several in one style the first counts, as where a name has a
 * start and an end.
 *
 * @param timezone IANA zone of times that are written without `Z` or an offset, as most cameras do. A
 *   time that the clocks of the zone showed twice gives both instants
 */
export function pathTime(
  path: string,
  timezone: string,
  styles: readonly NameStyle[] = NAME_STYLES,
): [Date, Date?] | null {
  for (const style of styles) {
    const time = timeInStyle(style, path);
    if (time) return instantsOf(time, timezone);
  }
  return null;
}

function timeInStyle({ searches, pattern, read }: NameStyle, path: string): WrittenTime | null {
  const text = searches === 'name' ? basename(path) : path;
  for (const match of text.matchAll(pattern)) {
    const before = text.slice(0, match.index);
    const after = text.slice(match.index + match[0].length);
    const time = read(match.groups ?? {}, { before, after });
    if (time) return time;
  }
  return null;
}

function instantsOf({ clockMs, offsetMs }: WrittenTime, timezone: string): [Date, Date?] {
  return offsetMs === null
    ? instantsOfLocalTime(clockMs, timezone)
    : [new Date(clockMs - offsetMs)];
}

import { shownSeconds } from './hole.js';

/**
 * When the last of some frames ends. It lasts as long as the container says, unless that would be a hole:
 * then, or where the container does not say, it lasts as long as the frames before it. Null where neither
 * is known.
 *
 * @param times when the last frames are shown, in seconds, in any order
 * @param lastsSeconds the duration of the last one; null or 0: the container does not say
 */
export function endOfLastFrame(
  times: readonly number[],
  lastsSeconds: number | null,
): number | null {
  const shown = [...new Set(times)].sort((a, b) => a - b);
  const last = shown.at(-1);
  if (last === undefined || (shown.length === 1 && !lastsSeconds)) return null;
  return last + shownSeconds(shown, shown.length - 1, lastsSeconds ?? 0);
}

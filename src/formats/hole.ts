/** A distance between two frames that is no longer than this is never a hole. */
const MIN_HOLE_SECONDS = 1;
/** How many times the usual spacing a hole exceeds: footage with a frame every five seconds has none. */
const MIN_HOLE_SPACINGS = 3;
/** How many distances on each side are looked at for the usual spacing. */
const NEIGHBOURS = 4;

/**
 * How long frame `index` is shown at most: until the next frame, but for as long as its neighbours where a hole
 * follows it. In a hole the recorder wrote nothing, so a picture that stood for minutes would show what was
 * not seen.
 *
 * @param times the presentation times of a track's frames around it, rising, in seconds
 * @param claimedSeconds how long the last frame of the file says it lasts; 0 where it does not say
 * @returns seconds
 */
export function shownSeconds(
  times: readonly number[],
  index: number,
  claimedSeconds: number,
): number {
  const next = times[index + 1];
  const distance = next === undefined ? claimedSeconds : next - times[index]!;
  if (distance > 0 && distance <= MIN_HOLE_SECONDS) return distance;
  const spacing = spacingAround(times, index);
  if (spacing === null) return distance > 0 ? distance : DEFAULT_SECONDS;
  return distance > 0 && distance <= MIN_HOLE_SPACINGS * spacing ? distance : spacing;
}

/** Where there is one frame, and it does not say how long it lasts. */
const DEFAULT_SECONDS = 1 / 25;

/**
 * The median distance of the frames around, without the distance that follows frame `index`; null where there
 * are no others. Of an even number the lower one counts.
 */
function spacingAround(times: readonly number[], index: number): number | null {
  const distances: number[] = [];
  for (let i = index - NEIGHBOURS; i <= index + NEIGHBOURS; i++) {
    const [time, next] = [times[i], times[i + 1]];
    if (i !== index && time !== undefined && next !== undefined) distances.push(next - time);
  }
  distances.sort((a, b) => a - b);
  return distances[(distances.length - 1) >> 1] ?? null;
}

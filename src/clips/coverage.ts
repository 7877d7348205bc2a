import { type Interval, lengthOf } from './interval.js';

/** One source's part of a window. */
export interface Stretch<S extends Interval> extends Interval {
  readonly source: S;
}

/**
 * Which source shows which part of a window, in order and each instant once. Of sources that overlap,
 * the one begun earlier is kept until its end; one that lies inside another is not used. An empty
 * window is covered by the source that shows its one instant.
 */
export function coverageOf<S extends Interval>(
  window: Interval,
  sources: readonly S[],
): Stretch<S>[] {
  if (lengthOf(window) === 0) {
    const source = sources.find((s) => s.startsAt <= window.startsAt && window.startsAt < s.endsAt);
    return source ? [{ ...window, source }] : [];
  }
  const stretches: Stretch<S>[] = [];
  let covered = window.startsAt;
  for (const source of [...sources].sort(
    (a, b) => a.startsAt - b.startsAt || b.endsAt - a.endsAt,
  )) {
    const startsAt = Math.max(covered, source.startsAt);
    const endsAt = Math.min(window.endsAt, source.endsAt);
    if (startsAt >= endsAt) continue;
    stretches.push({ source, startsAt, endsAt });
    covered = endsAt;
  }
  return stretches;
}

import { SNAP_MILLISECONDS } from '../model/gap.js';
import { type Interval, lengthOf } from '../model/interval.js';

/** One source's part of a window. */
export interface Stretch<S extends Interval> extends Interval {
  readonly source: S;
}

/**
 * Which source shows which part of a window, in order. Of sources that overlap, the one begun earlier is
 * kept until its end; one that lies inside another is not used. A source that begins within the jitter
 * before another's end is taken from its own beginning: its frames are other ones. An empty window is
 * covered by the source that shows its one instant.
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
    const endsAt = Math.min(window.endsAt, source.endsAt);
    if (Math.max(covered, source.startsAt) >= endsAt) continue;
    const follows = stretches.length > 0 && covered - source.startsAt <= SNAP_MILLISECONDS;
    const startsAt = follows ? source.startsAt : Math.max(covered, source.startsAt);
    stretches.push({ source, startsAt, endsAt });
    covered = endsAt;
  }
  return stretches;
}

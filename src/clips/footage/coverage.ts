import { JITTER_MS } from '../model/gap.js';
import { type Interval, lengthMsOf } from '../model/interval.js';

/** The part of one recording that a clip shows. */
export interface Segment<S extends Interval> extends Interval {
  readonly source: S;
}

/**
 * Which source shows which part of an interval, in order. Of sources that overlap, the one that starts
 * first is used until its end; one that lies inside another is not used. A source that starts up to
 * {@link JITTER_MS} before another's end is used from its own start, as its frames are different ones.
 * An empty interval is covered by the source that shows its one instant.
 */
export function coverageOf<S extends Interval>(
  interval: Interval,
  sources: readonly S[],
): Segment<S>[] {
  if (lengthMsOf(interval) === 0) {
    const { startsAtMs } = interval;
    const source = sources.find((s) => s.startsAtMs <= startsAtMs && startsAtMs < s.endsAtMs);
    return source ? [{ ...interval, source }] : [];
  }
  const segments: Segment<S>[] = [];
  let coveredMs = interval.startsAtMs;
  for (const source of [...sources].sort(
    (a, b) => a.startsAtMs - b.startsAtMs || b.endsAtMs - a.endsAtMs,
  )) {
    const endsAtMs = Math.min(interval.endsAtMs, source.endsAtMs);
    if (Math.max(coveredMs, source.startsAtMs) >= endsAtMs) continue;
    const follows = segments.length > 0 && coveredMs - source.startsAtMs <= JITTER_MS;
    const startsAtMs = follows ? source.startsAtMs : Math.max(coveredMs, source.startsAtMs);
    segments.push({ source, startsAtMs, endsAtMs });
    coveredMs = endsAtMs;
  }
  return segments;
}

import { JITTER_MS } from '../../events/footage/jitter.js';
import { type Interval, lengthMsOf } from '../model/interval.js';

/** The part of one recording that a clip shows. */
export interface Segment<S extends Interval> extends Interval {
  readonly source: S;
}

/**
 * Which source shows which part of an interval, in order. Of sources that overlap, the one that starts
 * later is used from its start on: when a recording starts is better known than when it ends. One that lies
 * inside another is not used. Clocks jitter, so a source is used to its end although the next one starts up
 * to {@link JITTER_MS} before it. An empty interval is covered by the source that shows its one instant.
 */
export function coverageOf<S extends Interval>(
  interval: Interval,
  sources: readonly S[],
): Segment<S>[] {
  const used = outermost(sources);
  if (lengthMsOf(interval) === 0) {
    const { startsAtMs } = interval;
    const source = used.findLast((s) => s.startsAtMs <= startsAtMs && startsAtMs < s.endsAtMs);
    return source ? [{ ...interval, source }] : [];
  }
  const segments: Segment<S>[] = [];
  for (const [index, source] of used.entries()) {
    const startsAtMs = Math.max(interval.startsAtMs, source.startsAtMs);
    const endsAtMs = Math.min(interval.endsAtMs, endOf(source, used[index + 1], interval));
    if (startsAtMs < endsAtMs) segments.push({ source, startsAtMs, endsAtMs });
  }
  return segments;
}

/** Until when a source is used, given the one that starts next. */
function endOf(source: Interval, next: Interval | undefined, interval: Interval): number {
  if (!next) return source.endsAtMs;
  const isJitter =
    source.endsAtMs - next.startsAtMs <= JITTER_MS && next.startsAtMs > interval.startsAtMs;
  return isJitter ? source.endsAtMs : Math.min(source.endsAtMs, next.startsAtMs);
}

/** The sources that do not lie inside another one, the earliest first. */
function outermost<S extends Interval>(sources: readonly S[]): S[] {
  const found: S[] = [];
  const sorted = [...sources].sort(
    (a, b) => a.startsAtMs - b.startsAtMs || b.endsAtMs - a.endsAtMs,
  );
  for (const source of sorted) {
    const last = found.at(-1);
    if (!last || source.endsAtMs > last.endsAtMs) found.push(source);
  }
  return found;
}

import { JITTER_MS } from './jitter.js';

/** A half-open interval of time, in milliseconds since the epoch. */
export interface Span {
  readonly startsAtMs: number;
  readonly endsAtMs: number;
}

/** Joins spans, in the order of their starts, that overlap or follow each other within the jitter of clocks. */
export function joinedSpans(spans: readonly Span[], toleranceMs = JITTER_MS): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (!last || span.startsAtMs - last.endsAtMs > toleranceMs) joined.push(span);
    else if (span.endsAtMs > last.endsAtMs)
      joined.splice(-1, 1, { ...last, endsAtMs: span.endsAtMs });
  }
  return joined;
}

/**
 * The gaps of more than `toleranceMs` that spans leave in a window.
 *
 * @param spans in order, without overlaps
 */
export function gapsBetween(window: Span, spans: readonly Span[], toleranceMs = JITTER_MS): Span[] {
  const ends = [window.startsAtMs, ...spans.map(({ endsAtMs }) => endsAtMs)];
  const starts = [...spans.map(({ startsAtMs }) => startsAtMs), window.endsAtMs];
  return ends
    .map((startsAtMs, index) => ({ startsAtMs, endsAtMs: starts[index]! }))
    .filter(({ startsAtMs, endsAtMs }) => endsAtMs - startsAtMs > toleranceMs);
}

export interface Coverage {
  readonly recorded: readonly Span[];
  readonly gaps: readonly Span[];
}

/** What joined spans show of a window, and the gaps of more than the jitter of clocks that they leave in it. */
export function coverageOfWindow(
  window: Span,
  joined: readonly Span[],
  toleranceMs = JITTER_MS,
): Coverage {
  const recorded = joined
    .map(({ startsAtMs, endsAtMs }) => ({
      startsAtMs: Math.max(startsAtMs, window.startsAtMs),
      endsAtMs: Math.min(endsAtMs, window.endsAtMs),
    }))
    .filter(({ startsAtMs, endsAtMs }) => startsAtMs < endsAtMs);
  return { recorded, gaps: gapsBetween(window, recorded, toleranceMs) };
}

/** How long the spans last together. */
export function totalSeconds(spans: readonly Span[]): number {
  return spans.reduce((sum, { startsAtMs, endsAtMs }) => sum + endsAtMs - startsAtMs, 0) / 1000;
}

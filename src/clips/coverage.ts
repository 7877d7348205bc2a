import { type Interval, iso, lengthOf } from './interval.js';
import type { Gap } from './gap.js';

/** Files that follow each other this closely are one stretch: the rest is jitter of their clocks. */
export const SNAP_MILLISECONDS = 250;

/** One source's part of a window. */
export interface Stretch<S extends Interval> extends Interval {
  readonly source: S;
}

export interface Coverage<S extends Interval> {
  readonly stretches: Stretch<S>[];
  readonly gaps: Gap[];
}

/**
 * Which sources show the window, each instant once, and what is missing.
 *
 * Of sources that overlap, the one begun earlier is kept until its end; a source that another one holds
 * whole is not used. A hole of at most 0.25 s between two files is clock jitter: it is no gap.
 */
export function coverageOf<S extends Interval>(
  window: Interval,
  sources: readonly S[],
): Coverage<S> {
  if (lengthOf(window) === 0) return coverageOfInstant(window, sources);
  const ordered = [...sources].sort((a, b) => a.startsAt - b.startsAt || b.endsAt - a.endsAt);
  const stretches: Stretch<S>[] = [];
  const gaps: Gap[] = [];
  let covered = window.startsAt;
  for (const source of ordered) {
    const startsAt = Math.max(covered, source.startsAt);
    const endsAt = Math.min(window.endsAt, source.endsAt);
    if (startsAt >= endsAt) continue;
    if (isGap(startsAt - covered, stretches.length > 0)) gaps.push(gap(covered, startsAt));
    stretches.push({ source, startsAt, endsAt });
    covered = endsAt;
  }
  if (covered < window.endsAt) gaps.push(gap(covered, window.endsAt));
  return { stretches, gaps };
}

function coverageOfInstant<S extends Interval>(
  window: Interval,
  sources: readonly S[],
): Coverage<S> {
  const source = sources.find((s) => s.startsAt <= window.startsAt && window.startsAt < s.endsAt);
  return { stretches: source ? [{ ...window, source }] : [], gaps: [] };
}

/** Between two files a hole must be longer than the jitter; before the first, any hole is one. */
function isGap(milliseconds: number, betweenFiles: boolean): boolean {
  return milliseconds > (betweenFiles ? SNAP_MILLISECONDS : 0);
}

function gap(startsAt: number, endsAt: number): Gap {
  return { starts_at: iso(startsAt), ends_at: iso(endsAt) };
}

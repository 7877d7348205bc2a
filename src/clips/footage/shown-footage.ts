import type { KnownInputs } from './known-footage.js';
import { JITTER_MS } from '../../events/footage/jitter.js';
import { gapsBetween } from '../../events/footage/spans.js';
import { type Interval, intervalOf } from '../model/interval.js';
import type { RequestedClip } from '../model/requested-clip.js';
import type { Clip } from '../records/clip.entity.js';
import type { ClipSources } from './clip-sources.js';
import { coverageOf } from './coverage.js';

/** What a clip shows of its interval, or would show. */
export type Shown = { readonly interval: Interval } & (
  | { readonly kind: 'video'; readonly parts: readonly Interval[] }
  | { readonly kind: 'images'; readonly stills: number }
);

/** Rows and frames of the same footage may differ by this much without a difference in what is shown. */
const TOLERANCE_MS = 2 * JITTER_MS;

export function shownBy(clip: Clip): Shown {
  const interval = intervalOf(clip.requestedStartsAt, clip.requestedEndsAt);
  if (clip.method === 'images') {
    return { kind: 'images', interval, stills: clip.madeFrom.filter(isDetection).length };
  }
  const gaps = clip.gaps.map(({ starts_at, ends_at }) =>
    intervalOf(new Date(starts_at), new Date(ends_at)),
  );
  return { kind: 'video', interval, parts: gapsBetween(interval, gaps, 0) };
}

export function shownOf(sources: ClipSources, interval: Interval): Shown {
  return sources.kind === 'video'
    ? { kind: 'video', interval, parts: sources.segments }
    : { kind: 'images', interval, stills: sources.stills.length };
}

/**
 * What a clip may show by the registered footage, before its files are opened. A video of the event may show all.
 */
export function shownByRows({ interval, options }: RequestedClip, known: KnownInputs): Shown {
  const { source } = options;
  if (known.video && source !== 'images') return { kind: 'video', interval, parts: [interval] };
  const recordings = known.recordings.map((one) => intervalOf(one.startedAt, one.endedAt));
  const parts = source === 'images' ? [] : coverageOf(interval, recordings);
  return parts.length > 0
    ? { kind: 'video', interval, parts }
    : { kind: 'images', interval, stills: known.detections.length };
}

/** Whether a clip would lose footage of its new interval that the present one shows. */
export function showsLess(next: Shown, present: Shown): boolean {
  if (present.kind === 'images') {
    const isShortened = next.interval.endsAtMs < present.interval.endsAtMs;
    return next.kind === 'images' && !isShortened && next.stills < present.stills;
  }
  if (next.kind === 'images') return present.parts.length > 0;
  return present.parts
    .map((part) => ({
      startsAtMs: Math.max(part.startsAtMs, next.interval.startsAtMs),
      endsAtMs: Math.min(part.endsAtMs, next.interval.endsAtMs),
    }))
    .some((part) => isUncovered(part, next.parts));
}

/** Whether a clip would have another interval than the present one, or show footage that the present one does not. */
export function showsMore(next: Shown, present: Shown): boolean {
  if (!isSameInterval(next, present)) return true;
  if (present.kind === 'images') return next.kind === 'video' || next.stills > present.stills;
  return next.kind === 'video' && next.parts.some((part) => isUncovered(part, present.parts));
}

function isSameInterval({ interval: a }: Shown, { interval: b }: Shown): boolean {
  return a.startsAtMs === b.startsAtMs && a.endsAtMs === b.endsAtMs;
}

/** Whether more than the tolerance of a part is outside of the others. */
function isUncovered(part: Interval, others: readonly Interval[]): boolean {
  return gapsBetween(part, coverageOf(part, others), TOLERANCE_MS).length > 0;
}

function isDetection(key: string): boolean {
  return key.startsWith('detection:');
}

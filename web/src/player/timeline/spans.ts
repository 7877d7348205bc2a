import type { ClipInfo, EventTimes } from '../../api/types.js';

/** An interval in seconds from the event's start. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The limits of both offsets in the contract. */
export const BOUNDS: Span = { start: -30, end: 3600 };
/** Time that the timeline shows after its last mark. */
const MARGIN_SECONDS = 30;

export function eventSpan({ started_at, ended_at }: EventTimes): Span {
  return { start: 0, end: Math.max(0, secondsFrom(started_at, ended_at ?? started_at)) };
}

/** The requested interval of the clip; null if there is none. */
export function requestedSpan(event: EventTimes, clip: ClipInfo): Span | null {
  return spanBetween(event, clip.requested_starts_at, clip.requested_ends_at);
}

/** The intervals of footage that the clip shows, in order. */
export function footageSpans(event: EventTimes, clip: ClipInfo): Span[] {
  const whole = spanBetween(event, clip.starts_at, clip.ends_at);
  if (!whole) return [];
  const pieces: Span[] = [];
  let start = whole.start;
  for (const gap of gapSpans(event, clip)) {
    if (gap.end <= whole.start || gap.start >= whole.end) continue;
    if (gap.start > start) pieces.push({ start, end: gap.start });
    start = Math.max(start, gap.end);
  }
  if (whole.end > start) pieces.push({ start, end: whole.end });
  return pieces;
}

/** Intervals inside the request without footage. */
export function gapSpans(event: EventTimes, clip: ClipInfo): Span[] {
  return (clip.gaps ?? []).flatMap((gap) => spanBetween(event, gap.starts_at, gap.ends_at) ?? []);
}

/** The interval of the timeline: from the earliest moment that can be requested to some time after these spans. */
export function shownSpan(...spans: readonly (Span | null)[]): Span {
  const last = Math.max(0, ...spans.map((span) => span?.end ?? 0));
  const end = Math.min(BOUNDS.end, Math.ceil(last / 10) * 10 + MARGIN_SECONDS);
  return { start: BOUNDS.start, end };
}

/** The position of `seconds` within the span, 0 to 1. */
export function shareOf(seconds: number, { start, end }: Span): number {
  return Math.min(1, Math.max(0, (seconds - start) / (end - start)));
}

/** Seconds from one instant to another. */
export function secondsFrom(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}

function spanBetween(event: EventTimes, from: string | null, to: string | null): Span | null {
  if (from === null || to === null) return null;
  return { start: secondsFrom(event.started_at, from), end: secondsFrom(event.started_at, to) };
}

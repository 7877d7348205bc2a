import { useState } from 'react';
import type { ClipInfo, GenerateOptions } from '../api/types.js';
import type { ClipTimes } from './clip-times.js';
import { BOUNDS, type Span } from './timeline/spans.js';

export type ClipFormat = NonNullable<ClipInfo['format']>;

/** The chosen interval and format of the next clip. */
export interface WindowDraft {
  readonly span: Span;
  readonly format: ClipFormat;
  /** The request. It has no offsets if none were chosen, so that the service uses its pre- and post-roll. */
  readonly request: GenerateOptions;
  moveStart: (seconds: number) => void;
  moveEnd: (seconds: number) => void;
  setFormat: (format: ClipFormat) => void;
}

interface Choice {
  /** The clip that it was chosen for. A new clip resets it. */
  readonly of: string | null;
  readonly span?: Span;
  readonly format?: ClipFormat;
}

/** The default pre- and post-roll of the service, shown until a clip has the real ones. */
const ROLL_SECONDS = 5;

export function useWindowDraft(times: ClipTimes | null, info: ClipInfo | null): WindowDraft {
  const of = info?.generated_at ?? null;
  const [choice, setChoice] = useState<Choice>({ of });
  const current: Choice = choice.of === of ? choice : { of };

  // The interval of a stale clip is not used; the service chooses again.
  const asked = current.span ?? (info?.stale ? null : times?.requested) ?? null;
  const span = wholeSeconds(asked ?? defaultSpan(times));
  const format = current.format ?? info?.format ?? 'mp4';
  return {
    span,
    format,
    request: {
      ...(asked && { start_offset_seconds: span.start, end_offset_seconds: span.end }),
      ...(format !== 'mp4' && { output_format: format }),
      ...(info?.clip_available && { force: true }),
    },
    moveStart: (seconds) => setChoice({ ...current, span: startMoved(span, seconds) }),
    moveEnd: (seconds) => setChoice({ ...current, span: endMoved(span, seconds) }),
    setFormat: (chosen) => setChoice({ ...current, format: chosen }),
  };
}

/** The end moves with the start if the start would pass it or be too far from it. */
export function startMoved({ end }: Span, seconds: number): Span {
  const start = bounded(seconds);
  return { start, end: Math.min(Math.max(end, start), start + LONGEST_SECONDS) };
}

export function endMoved({ start }: Span, seconds: number): Span {
  const end = bounded(seconds);
  return { start: Math.max(Math.min(start, end), end - LONGEST_SECONDS), end };
}

/** The longest clip that the contract allows. */
const LONGEST_SECONDS = 3600;

function bounded(seconds: number): number {
  return Math.min(BOUNDS.end, Math.max(BOUNDS.start, Math.round(seconds)));
}

function defaultSpan(times: ClipTimes | null): Span {
  return { start: -ROLL_SECONDS, end: (times?.event.end ?? 0) + ROLL_SECONDS };
}

function wholeSeconds({ start, end }: Span): Span {
  return { start: bounded(Math.floor(start)), end: bounded(Math.ceil(end)) };
}

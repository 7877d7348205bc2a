import { useState } from 'react';
import type { ClipInfo, GenerateOptions } from '../api/types.js';
import type { ClipTimes } from './clip-times.js';
import { BOUNDS, type Span } from './timeline/spans.js';

export type ClipFormat = NonNullable<ClipInfo['format']>;

/** The window that the next clip will have, being chosen. */
export interface WindowDraft {
  readonly span: Span;
  readonly format: ClipFormat;
  /** What to ask for: no offsets where none are known, so that the service's own rolls hold. */
  readonly request: GenerateOptions;
  moveStart: (seconds: number) => void;
  moveEnd: (seconds: number) => void;
  setFormat: (format: ClipFormat) => void;
}

interface Choice {
  /** The clip that it was made for; another one begins anew. */
  readonly of: string | null;
  readonly span?: Span;
  readonly format?: ClipFormat;
}

/** The service's usual pre- and post-roll, shown until a clip tells the real one. */
const ROLL_SECONDS = 5;

export function useWindowDraft(times: ClipTimes | null, info: ClipInfo | null): WindowDraft {
  const of = info?.generated_at ?? null;
  const [choice, setChoice] = useState<Choice>({ of });
  const current: Choice = choice.of === of ? choice : { of };

  // A clip that is out of date is no model: the service decides anew.
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

/** The end is pushed along where the start would pass it or leave it too far behind. */
export function startMoved({ end }: Span, seconds: number): Span {
  const start = bounded(seconds);
  return { start, end: Math.min(Math.max(end, start), start + LONGEST_SECONDS) };
}

export function endMoved({ start }: Span, seconds: number): Span {
  const end = bounded(seconds);
  return { start: Math.max(Math.min(start, end), end - LONGEST_SECONDS), end };
}

/** The contract's longest clip. */
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

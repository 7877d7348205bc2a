import type { ClipInfo, EventTimes } from '../api/types.js';
import { eventSpan, footageSpans, gapSpans, requestedSpan, type Span } from './timeline/spans.js';

/** The times of an event and its clip, in seconds from the event's start. */
export interface ClipTimes {
  readonly event: Span;
  /** The requested interval; null if there is no clip. */
  readonly requested: Span | null;
  readonly footage: readonly Span[];
  readonly gaps: readonly Span[];
  /** Whether the file plays in real time. Still frames have their own speed. */
  readonly isRealTime: boolean;
}

export function clipTimes(event: EventTimes, info: ClipInfo): ClipTimes {
  return {
    event: eventSpan(event),
    requested: requestedSpan(event, info),
    footage: footageSpans(event, info),
    gaps: gapSpans(event, info),
    isRealTime: info.format === 'mp4' && info.method !== 'images',
  };
}

import type { ClipInfo, EventTimes } from '../api/types.js';
import { eventSpan, footageSpans, gapSpans, requestedSpan, type Span } from './timeline/spans.js';

/** An event and its clip on one time line, in seconds from the event's start. */
export interface ClipTimes {
  readonly event: Span;
  /** What was asked for; null where there is no clip. */
  readonly requested: Span | null;
  readonly footage: readonly Span[];
  readonly gaps: readonly Span[];
  /** Whether the file runs at the pace of the event: still frames are shown at a pace of their own. */
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

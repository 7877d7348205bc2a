import { ClipTooLongError, MAX_CLIP_SECONDS, ReversedIntervalError } from './clip-errors.js';
import type { EventTimes } from './event-end.js';
import { type Interval, lengthMsOf } from './interval.js';

/** Where a clip starts and ends, in seconds after the event's start: −30 to 3600. */
export interface Offsets {
  readonly startOffsetSeconds?: number | null | undefined;
  readonly endOffsetSeconds?: number | null | undefined;
}

/** Seconds before the event's start and after its end, 0 to 300. */
export interface Rolls {
  readonly preRollSeconds: number;
  readonly postRollSeconds: number;
}

/**
 * The interval of a clip: where an offset is given it counts, else the event with its pre-roll or
 * post-roll. An empty interval (start = end) stands for the one frame that is shown then.
 *
 * @param eventEnd see {@link eventEnd}
 * @throws ReversedIntervalError when only one offset is given and the other bound lies on its wrong side
 * @throws ClipTooLongError over 3600 s
 */
export function requestedInterval(
  { startedAt }: Pick<EventTimes, 'startedAt'>,
  eventEnd: Date,
  { startOffsetSeconds, endOffsetSeconds }: Offsets,
  { preRollSeconds, postRollSeconds }: Rolls,
): Interval {
  const eventStartMs = startedAt.getTime();
  const startsAtMs = eventStartMs + (startOffsetSeconds ?? -preRollSeconds) * 1000;
  const endsAtMs =
    typeof endOffsetSeconds === 'number'
      ? eventStartMs + endOffsetSeconds * 1000
      : eventEnd.getTime() + postRollSeconds * 1000;

  if (endsAtMs < startsAtMs) {
    const startIsGiven = typeof startOffsetSeconds === 'number';
    throw new ReversedIntervalError(startIsGiven ? 'start_offset_seconds' : 'end_offset_seconds');
  }
  return checkedLength({ startsAtMs, endsAtMs });
}

/**
 * The same interval with another end, as the end of its event has changed.
 *
 * @throws ReversedIntervalError, ClipTooLongError
 */
export function withEnd({ startsAtMs }: Interval, endsAtMs: number): Interval {
  if (endsAtMs < startsAtMs) throw new ReversedIntervalError('start_offset_seconds');
  return checkedLength({ startsAtMs, endsAtMs });
}

function checkedLength(interval: Interval): Interval {
  const seconds = Math.ceil(lengthMsOf(interval) / 1000);
  if (seconds > MAX_CLIP_SECONDS) throw new ClipTooLongError(seconds);
  return interval;
}

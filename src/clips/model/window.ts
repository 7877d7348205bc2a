import { ClipTooLongError, MAX_CLIP_SECONDS, ReversedWindowError } from './clip-errors.js';
import type { Interval } from './interval.js';

/** The moments of an event that its window is counted from. */
export interface EventTimes {
  startedAt: Date;
  endedAt: Date | null;
}

export interface Offsets {
  /** Seconds from the event's start, −30 to 3600. */
  start?: number | undefined;
  end?: number | undefined;
}

/** Seconds before the event's start and after its end, 0 to 300. */
export interface Rolls {
  preSeconds: number;
  postSeconds: number;
}

/** When an event is over; the last detection stands for an end that is not known, else the start. */
export function eventEnd(event: EventTimes, lastDetectionAt: Date | null): Date {
  const { startedAt, endedAt } = event;
  const end = endedAt ?? lastDetectionAt ?? startedAt;
  return end < startedAt ? startedAt : end;
}

/**
 * The window that a clip is asked for: the offsets where given, else the whole event with its pre- and
 * post-roll.
 *
 * An empty window (start = end) stands for the one frame shown then.
 *
 * @throws ReversedWindowError when the default of a bound left out lies on the wrong side of the given one
 * @throws ClipTooLongError over 3600 s
 */
export function windowOf(
  event: Pick<EventTimes, 'startedAt'>,
  end: Date,
  offsets: Offsets,
  rolls: Rolls,
): Interval {
  const origin = event.startedAt.getTime();
  const startsAt = origin + (offsets.start ?? -rolls.preSeconds) * 1000;
  const endsAt =
    offsets.end === undefined
      ? end.getTime() + rolls.postSeconds * 1000
      : origin + offsets.end * 1000;

  if (endsAt < startsAt) {
    const given = offsets.start === undefined ? 'end_offset_seconds' : 'start_offset_seconds';
    throw new ReversedWindowError(given);
  }
  const seconds = Math.ceil((endsAt - startsAt) / 1000);
  if (seconds > MAX_CLIP_SECONDS) throw new ClipTooLongError(seconds);
  return { startsAt, endsAt };
}

import { EventClipsError } from '../common/event-clips-error.js';
import type { Interval } from './interval.js';

/** Longest clip, in seconds. */
export const MAX_CLIP_SECONDS = 3600;

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
 * An empty window (start = end) stands for the one frame shown then. Throws `VALIDATION_FAILED` when the
 * default of a bound left out lies on the wrong side of the given one, and `INVALID_CLIP_DURATION` over
 * 3600 s.
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
    throw new EventClipsError(
      'VALIDATION_FAILED',
      400,
      `${given} lies beyond the event's other bound. Give both offsets, end at or after start.`,
    );
  }
  if (endsAt - startsAt > MAX_CLIP_SECONDS * 1000) {
    throw new EventClipsError(
      'INVALID_CLIP_DURATION',
      400,
      `The clip would last ${Math.ceil((endsAt - startsAt) / 1000)} s. At most ${MAX_CLIP_SECONDS} s can be made: give closer offsets.`,
    );
  }
  return { startsAt, endsAt };
}

import type { Interval } from '../model/interval.js';
import type { KnownFootage } from './source-finder.js';

/**
 * Keys of the footage that is known for a window. A clip keeps those of the time it was made: footage
 * known later under another key, or an event that now ends at another time, makes it stale. Footage
 * that has gone since does not, as nothing better could be made of what is left.
 *
 * @param eventEnd the end that the window followed; left out where the caller gave both bounds
 */
export function madeFrom(known: KnownFootage, window: Interval, eventEnd?: Date): string[] {
  const { video, recordings, detections } = known;
  return [
    ...(eventEnd ? [`end:${eventEnd.toISOString()}`] : []),
    ...(video ? [`video:${video.startedAt?.toISOString() ?? ''}:${video.path}`] : []),
    // Only what lies inside the window counts: a recording that is still growing changes beyond it.
    ...recordings.map(({ id, startedAt, endedAt }) => {
      const from = Math.max(window.startsAt, startedAt.getTime());
      const to = Math.min(window.endsAt, endedAt.getTime());
      return `recording:${id}:${from}:${to}`;
    }),
    ...detections.map(({ id }) => `detection:${id}`),
  ];
}

export function isStale(then: readonly string[], now: readonly string[]): boolean {
  const known = new Set(then);
  return now.some((key) => !known.has(key));
}

/** Whether the clip's window was counted from the event's end, so that another end asks for another clip. */
export function followsEnd(keys: readonly string[]): boolean {
  return keys.some((key) => key.startsWith('end:'));
}

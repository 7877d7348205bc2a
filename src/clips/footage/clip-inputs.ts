import type { FootageRecording } from '../../events/footage/footage-source.js';
import type { Interval } from '../model/interval.js';
import type { KnownInputs } from './known-footage.js';

const END = 'end:';

/**
 * Keys of the clip's inputs: the footage that is known for its interval, and the event's end where the
 * interval follows it. A clip keeps the keys it was made with, and a new key makes it stale. A key that
 * has disappeared does not: the footage that is left would make no better clip.
 *
 * @param eventEnd the end that the interval follows; left out where the caller gave both bounds
 */
export function clipInputs(known: KnownInputs, interval: Interval, eventEnd?: Date): string[] {
  const { video, recordings, detections } = known;
  return [
    ...(eventEnd ? [END + eventEnd.toISOString()] : []),
    ...(video ? [`video:${video.startedAt?.toISOString() ?? ''}:${video.path}`] : []),
    ...recordings.map((recording) => recordingKey(recording, interval)),
    ...detections.map(({ id }) => `detection:${id}`),
  ];
}

/** Only the part inside the interval counts: a recording that still grows changes beyond it. */
export function recordingKey(
  { id, startedAt, endedAt }: Pick<FootageRecording, 'id' | 'startedAt' | 'endedAt'>,
  interval: Interval,
): string {
  const fromMs = Math.max(interval.startsAtMs, startedAt.getTime());
  const toMs = Math.min(interval.endsAtMs, endedAt.getTime());
  return `recording:${id}:${fromMs}:${toMs}`;
}

/** Whether there is an input now that the clip was made without. */
export function isStale(then: readonly string[], now: readonly string[]): boolean {
  const known = new Set(then);
  return now.some((key) => !known.has(key));
}

/** The end of the event that a clip's interval follows; undefined where it follows none. */
export function followedEndIn(inputs: readonly string[]): Date | undefined {
  const key = inputs.find((each) => each.startsWith(END));
  return key === undefined ? undefined : new Date(key.slice(END.length));
}

/** Whether the clip's interval follows the event's end, so that another end needs another clip. */
export function followsEnd(inputs: readonly string[]): boolean {
  return followedEndIn(inputs) !== undefined;
}

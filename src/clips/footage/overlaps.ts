import type { FootageRecording } from '../../events/footage/footage-source.js';
import type { Interval } from '../model/interval.js';

/** Whether a recording shows part of an interval; an empty interval has its one instant. */
export function overlaps(
  { startedAt, endedAt }: Pick<FootageRecording, 'startedAt' | 'endedAt'>,
  { startsAtMs, endsAtMs }: Interval,
): boolean {
  const [from, to] = [startedAt.getTime(), endedAt.getTime()];
  return to > startsAtMs && (from < endsAtMs || (from === startsAtMs && startsAtMs === endsAtMs));
}

import type { Groups } from './name-style.js';
import { clockMsOf, type Reading } from './written-time.js';

/** The one way to read the groups of a style whose fields are numbers with a fixed meaning. None: there is no such time. */
export function readPlainFields(groups: Groups, offsetMs: number | null): Reading[] {
  const { year, month, day, hour, minute, second = '0', millisecond = '0' } = groups;
  const clockMs = clockMsOf({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: Number(millisecond),
  });
  return clockMs === null ? [] : [{ as: 'date', time: { clockMs, offsetMs } }];
}

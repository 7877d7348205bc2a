import { afterTime } from './after-time.js';
import type { DayReading } from './day-readings.js';
import type { Groups, Surroundings } from './name-style.js';
import { epochNear } from './epoch-in-text.js';
import { timeOfDay } from './time-of-day.js';
import { clockMsOf, type Reading } from './written-time.js';

/**
 * The ways to read the groups of `TIME_OF_DAY` and the text after them, on each of the days. None where
 * something is not understood.
 */
export function readDateAndTime(
  days: readonly DayReading[],
  groups: Groups,
  { before, after }: Surroundings,
  { isIso = false } = {},
): Reading[] {
  const time = timeOfDay(groups);
  const more = time && afterTime(after, time, isIso);
  const hour = more && hourOf(time.hour, more.half);
  if (!time || !more || hour === null) return [];
  const daylightSaving = more.daylightSaving || /dst[-_ ]?$/i.test(before);
  return days.flatMap(({ as: date, ...day }) => {
    const { minute, second } = time;
    const clockMs = clockMsOf({ ...day, hour, minute, second, millisecond: more.millisecond });
    if (clockMs === null) return [];
    const epochMs = epochNear(clockMs, `${before} ${after}`);
    return more.offsets.map(({ as, counter, offsetMs }): Reading => {
      const read = { as: as ? `${date}, ${as}` : date, ...(counter !== undefined && { counter }) };
      if (offsetMs === null && epochMs !== null) {
        return { ...read, time: { clockMs: epochMs, offsetMs: 0 } };
      }
      return { ...read, time: { clockMs, offsetMs, ...(daylightSaving && { daylightSaving }) } };
    });
  });
}

/** Of a clock with twelve hours if `half` is given. Null: there is no such hour. */
function hourOf(hour: number, half: 'am' | 'pm' | null): number | null {
  if (half === 'am') return hour > 12 ? null : hour % 12;
  if (half === 'pm') return hour === 0 ? null : hour < 12 ? hour + 12 : hour;
  return hour;
}

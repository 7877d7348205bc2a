import { compilePathPattern } from '../../common/path-pattern.js';
import { monthOfName } from './day-readings.js';
import type { Groups, NameStyle } from './name-style.js';
import { utcOffsetMs } from './utc-offset.js';
import { clockMsOf, millisecondsOf, type Reading } from './written-time.js';

/**
 * The style of a pattern such as `%path/%Y-%m-%d_%H-%M-%S-%f`, which a camera's files follow.
 *
 * @throws RangeError for a pattern that cannot be read
 */
export function patternStyle(text: string): NameStyle {
  return {
    name: text,
    searches: 'path',
    pattern: compilePathPattern(text),
    read: (groups) => {
      const { fraction = '', offset } = groups;
      const millisecond = millisecondsOf(fraction);
      if (groups['epoch']) return exactly(Number(groups['epoch']) * 1000 + millisecond, 0);
      const day = dayOf(groups);
      const hour = hourOf(groups);
      const { minute = '0', second = '0' } = groups;
      const clockMs =
        day === null || hour === null
          ? null
          : clockMsOf({
              ...day,
              ...{ hour, minute: Number(minute), second: Number(second), millisecond },
            });
      return clockMs === null ? [] : exactly(clockMs, offset ? offsetMsOf(offset) : null);
    },
  };
}

function exactly(clockMs: number, offsetMs: number | null): Reading[] {
  return [{ as: 'pattern', time: { clockMs, offsetMs } }];
}

function dayOf({ year, shortYear, month, monthName, day, dayOfYear }: Groups) {
  const fullYear = year ? Number(year) : 2000 + Number(shortYear);
  if (dayOfYear) {
    const date = new Date(Date.UTC(fullYear, 0, Number(dayOfYear)));
    if (date.getUTCFullYear() !== fullYear) return null;
    return { year: fullYear, month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  }
  const named = monthName ? monthOfName(monthName) : Number(month);
  return { year: fullYear, month: named, day: Number(day) };
}

function hourOf({ hour, half }: Groups): number | null {
  if (!half) return Number(hour);
  if (Number(hour) < 1 || Number(hour) > 12) return null;
  return (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0);
}

function offsetMsOf(offset: string): number | null {
  return offset === 'Z' ? 0 : utcOffsetMs(offset[0]!, offset.slice(1, 3), offset.slice(-2));
}

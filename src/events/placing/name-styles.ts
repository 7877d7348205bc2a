import type { NameStyle } from './name-style.js';
import { clockMsOf, offsetMsOf } from './written-time.js';

/**
 * A date and a time with the usual separators or none: `2026-01-03_10-30-00`, `20260103_103000`,
 * `20260103T103000Z`, `2026-01-03T10:30:00+01:00`, `20260103103000`. A fraction may follow
 * (MediaMTX's `%Y-%m-%d_%H-%M-%S-%f`). Only years of this century, as serial numbers seldom look like
 * them.
 */
const DATE_AND_TIME: NameStyle = {
  name: 'date and time',
  searches: 'name',
  pattern: new RegExp(
    [
      String.raw`(?<!\d)(?<year>20\d{2})(?<d>[-_.]?)(?<month>\d{2})\k<d>(?<day>\d{2})`,
      String.raw`[T_ -]?(?<hour>[01]\d|2[0-3])(?<t>[-_.:]?)(?<minute>[0-5]\d)\k<t>(?<second>[0-5]\d)`,
      String.raw`(?:[-.](?<fraction>\d{3}|\d{6}))?`,
      String.raw`(?:(?<utc>Z)|(?<offset>[+-](?:0\d|1[0-4]):?(?:00|15|30|45)))?(?!\d)`,
    ].join(''),
    'g',
  ),
  read({ year, month, day, hour, minute, second, fraction = '0', utc, offset }) {
    const clockMs = clockMsOf({
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second),
      millisecond: Number(fraction.slice(0, 3)),
    });
    if (clockMs === null) return null;
    if (utc) return { clockMs, offsetMs: 0 };
    return { clockMs, offsetMs: offset ? offsetMsOf(offset) : null };
  },
};

/**
 * Seconds since 1970 with or without a fraction (Frigate's `1767436200.123456`). They begin with 1
 * until May 2033; ten digits from `20` on are more likely a date with its hour.
 */
const EPOCH_SECONDS: NameStyle = {
  name: 'seconds since 1970',
  searches: 'name',
  pattern: /(?<!\d)(?<seconds>1\d{9}(?:\.\d{1,6})?)(?!\d)/g,
  read: ({ seconds }) => ({ clockMs: Math.round(Number(seconds) * 1000), offsetMs: 0 }),
};

/** Every style that is understood. The first whose match is not vetoed gives the time. */
export const NAME_STYLES: readonly NameStyle[] = [DATE_AND_TIME, EPOCH_SECONDS];

import { basename } from 'node:path';
import { instantsOfLocalTime } from './local-time.js';

/**
 * Date and time with the usual separators or none: `2026-01-03_10-30-00`, `20260103_103000`,
 * `20260103T103000Z`, `2026-01-03T10:30:00+01:00`, `20260103103000`; a fraction may follow
 * (MediaMTX's `%Y-%m-%d_%H-%M-%S-%f`). Only this century, so that serial numbers seldom match.
 */
const DATE_AND_TIME = new RegExp(
  [
    String.raw`(?<!\d)(?<year>20\d{2})(?<d>[-_.]?)(?<month>\d{2})\k<d>(?<day>\d{2})`,
    String.raw`[T_ -]?(?<hour>[01]\d|2[0-3])(?<t>[-_.:]?)(?<minute>[0-5]\d)\k<t>(?<second>[0-5]\d)`,
    String.raw`(?:[-.](?<fraction>\d{3}|\d{6}))?`,
    String.raw`(?:(?<utc>Z)|(?<offset>[+-](?:0\d|1[0-4]):?(?:00|15|30|45)))?(?!\d)`,
  ].join(''),
  'g',
);

/**
 * Seconds since 1970 with or without a fraction (Frigate's `1767436200.123456`). They begin with 1
 * until May 2033; ten digits from `20` on are rather a date with its hour.
 */
const EPOCH_SECONDS = /(?<!\d)(1\d{9}(?:\.\d{1,6})?)(?!\d)/;

/**
 * The time that a file's name tells, or null. The first one counts where a name holds a start and
 * an end; folders are not looked at, since what they tell is when a day or a session began.
 * Times without `Z` or an offset are the `timezone`'s (IANA), as cameras write them; one that its clocks
 * showed twice gives both instants.
 */
export function fileNameTime(filePath: string, timezone: string): [Date, Date?] | null {
  const name = basename(filePath);
  for (const { groups } of name.matchAll(DATE_AND_TIME)) {
    const instants = instantsOf(groups as Fields, timezone);
    if (instants) return instants;
  }
  const epoch = EPOCH_SECONDS.exec(name);
  return epoch ? [new Date(Math.round(Number(epoch[1]) * 1000))] : null;
}

type Fields = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string> &
  Partial<Record<'fraction' | 'utc' | 'offset', string>>;

function instantsOf(fields: Fields, timezone: string): [Date, Date?] | null {
  const [year, month, day] = [fields.year, fields.month, fields.day].map(Number) as Triple;
  const [hour, minute, second] = [fields.hour, fields.minute, fields.second].map(Number) as Triple;
  const milliseconds = Number((fields.fraction ?? '0').slice(0, 3));
  const localMs = Date.UTC(year, month - 1, day, hour, minute, second);
  if (new Date(localMs).getUTCMonth() !== month - 1) return null; // No such day in the calendar.
  if (fields.utc) return [new Date(localMs + milliseconds)];
  if (fields.offset) return [new Date(localMs - offsetMs(fields.offset) + milliseconds)];
  return instantsOfLocalTime(localMs, timezone).map(
    (instant) => instant && new Date(instant.getTime() + milliseconds),
  ) as [Date, Date?];
}

type Triple = [number, number, number];

function offsetMs(offset: string): number {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}

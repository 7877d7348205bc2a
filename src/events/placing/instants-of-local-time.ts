const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The instants at which clocks in an IANA zone show a local time, the earlier first.
 *
 * Clocks that are set back show a time twice. A time that is skipped when clocks are set forward is the
 * instant at which a clock that was not set forward shows it (the rule of Temporal and RFC 5545).
 *
 * @param localMs the milliseconds that `Date.UTC` makes of the local date and time
 */
export function instantsOfLocalTime(localMs: number, timezone: string): [Date, Date?] {
  const before = localMs - offsetAt(localMs - DAY_MS, timezone);
  const after = localMs - offsetAt(localMs + DAY_MS, timezone);
  const shown = [...new Set([before, after])]
    .filter((instant) => instant + offsetAt(instant, timezone) === localMs)
    .sort((a, b) => a - b)
    .map((instant) => new Date(instant));
  const [first = new Date(before), second] = shown;
  return second ? [first, second] : [first];
}

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(instantMs: number, timezone: string): number {
  const parts = formatOf(timezone).formatToParts(instantMs);
  const field = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(
    field('year'),
    field('month') - 1,
    field('day'),
    field('hour'),
    field('minute'),
    field('second'),
  );
  return local - Math.floor(instantMs / 1000) * 1000;
}

/** Creating a format costs far more than using it. */
function formatOf(timezone: string): Intl.DateTimeFormat {
  let format = formats.get(timezone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timezone, format);
  }
  return format;
}

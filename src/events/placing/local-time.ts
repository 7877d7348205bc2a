const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The instants at which clocks in an IANA zone show a local time, given as the milliseconds that
 * `Date.UTC` makes of its fields; the first of them first.
 *
 * Where clocks are set back they show it twice; where they are set forward and never show it, it is the
 * instant at which a clock not yet set would have (Temporal's and RFC 5545's rule).
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

/** What the zone's clocks are ahead of UTC at an instant, in milliseconds. */
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

/** Making one costs far more than using it. */
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

const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The instant at which clocks in an IANA zone show a local time, given as the milliseconds that
 * `Date.UTC` makes of its fields.
 *
 * Where clocks are set back and show it twice, it is the first of the two; where they are set
 * forward and never show it, the instant at which a clock not yet set would have (Temporal's and
 * RFC 5545's rule).
 */
export function instantOfLocalTime(localMs: number, timezone: string): Date {
  const before = offsetAt(localMs - DAY_MS, timezone);
  const after = offsetAt(localMs + DAY_MS, timezone);
  const shown = [localMs - before, localMs - after].filter(
    (instant) => instant + offsetAt(instant, timezone) === localMs,
  );
  return new Date(shown.length > 0 ? Math.min(...shown) : localMs - before);
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

/** A time as a path writes it. */
export interface WrittenTime {
  /** What the clock showed, as the milliseconds that `Date.UTC` makes of the date and time. */
  readonly clockMs: number;
  /** What the clock was ahead of UTC, in milliseconds; null: it showed the time of the camera's zone. */
  readonly offsetMs: number | null;
}

export interface CalendarFields {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond?: number;
}

/** The fields as `clockMs`, or null where the calendar has no such day. */
export function clockMsOf(fields: CalendarFields): number | null {
  const { year, month, day, hour, minute, second, millisecond = 0 } = fields;
  const clockMs = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
  return new Date(clockMs).getUTCMonth() === month - 1 ? clockMs : null;
}

/** An offset such as `+0100` or `-05:30`, in milliseconds. */
export function offsetMsOf(offset: string): number {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}

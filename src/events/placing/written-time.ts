/** A time as a path writes it. */
export interface WrittenTime {
  /** What the clock showed, as the milliseconds that `Date.UTC` makes of the date and time. */
  readonly clockMs: number;
  /** What the clock was ahead of UTC, in milliseconds; null: it showed the time of the camera's zone. */
  readonly offsetMs: number | null;
  /** The path says that the clock showed daylight saving time. */
  readonly daylightSaving?: boolean;
}

/** One way to read a match; a name of which several fit is ambiguous. */
export interface Reading {
  /** How the fields were taken, such as `day first`; equal in all names that are read in the same way. */
  readonly as: string;
  readonly time: WrittenTime;
  /** The digits that this reading takes for a counter, which differ between the files of a folder. */
  readonly counter?: string;
}

export interface CalendarDay {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
}

export interface CalendarFields extends CalendarDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond?: number;
}

/** The fields as `clockMs`, or null where the calendar has no such day or the clock no such time. */
export function clockMsOf(fields: CalendarFields): number | null {
  const { year, month, day, hour, minute, second, millisecond = 0 } = fields;
  if (hour > 23 || minute > 59 || second > 59) return null;
  const clockMs = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
  const date = new Date(clockMs);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? clockMs : null;
}

/** The digits after a decimal point, in whole milliseconds. */
export function millisecondsOf(fraction: string): number {
  return Number(fraction.padEnd(3, '0').slice(0, 3));
}

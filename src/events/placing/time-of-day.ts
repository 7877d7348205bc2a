import type { Groups } from './name-style.js';

/** The part of a regular expression whose groups `timeOfDay` reads: `10-30-00`, `103000123`, `10h30m00s`. */
export const TIME_OF_DAY =
  // The separators are the same, or letters.
  String.raw`(?=\d{1,2}(?:[hH时]\d\d[mM分]|(?<same>[-_.:]?)\d\d\k<same>)\d\d)` +
  String.raw`(?<hour>\d\d|(?<!\d)\d(?=[-_.:hH时]))(?<t>[-_.:hH时]?)(?<minute>[0-5]\d)` +
  String.raw`[-_.:mM分]?(?<second>[0-5]\d)(?:(?<=[mM分]\d\d)[sS秒](?![a-z])|(?<fraction>\d{3}|\d{6})?)(?!\d)`;

export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Digits that follow the seconds without a separator. */
  readonly fraction: string | null;
  /** Between the fields; empty: none. `h` for letters. */
  readonly separator: string;
}

/** Null where the digits are no time. */
export function timeOfDay(groups: Groups): TimeOfDay | null {
  const { hour, minute, second, t = '', fraction = null } = groups;
  // A fraction directly after the seconds stands in a row of digits alone.
  if (fraction && t !== '') return null;
  return {
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    fraction,
    separator: /[hH时]/.test(t) ? 'h' : t,
  };
}

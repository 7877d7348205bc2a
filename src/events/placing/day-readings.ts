import type { Groups } from './name-style.js';
import type { CalendarDay } from './written-time.js';

export interface DayReading extends CalendarDay {
  readonly as: string;
}

/** The English names of the months, the first three letters. */
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** The parts of regular expressions whose groups the functions below read. */
export const DAY = {
  /** `2026-01-03`, `20260103`, `2026_1_3`. */
  yearFirst: String.raw`(?<year>20\d\d)(?<d>[-_. ]?)(?<month>\d\d|(?<=[-_. ])\d(?=[-_. ]))\k<d>(?<day>\d\d|(?<=[-_. ])\d(?!\d))`,
  /** `03-01-2026`, `3.1.2026`, `03012026`. */
  yearLast: String.raw`(?<first>\d\d|\d(?=[-_.]))(?<d>[-_.]?)(?<middle>\d\d|(?<=[-_.])\d(?=[-_.]))\k<d>(?<year>20\d\d)`,
  /** `26-01-03`, `260103`. */
  shortYear: String.raw`(?<first>\d\d)(?<d>[-_.]?)(?<middle>\d\d)\k<d>(?<third>\d\d)`,
  /** `2026Y01M03D`, `2026年1月3日`. */
  letters: String.raw`(?<year>20\d\d)[Yy年](?<month>\d\d?)[Mm月](?<day>\d\d?)[Dd日]`,
  /** `03-Jan-2026`, `3 January 2026`. */
  dayMonthName: String.raw`(?<day>\d\d?)(?<d>[-_. ]?)(?<monthName>${MONTHS.join('|')})[a-z]*\.?[-_. ]?(?<year>20\d\d)`,
  /** `Jan 3, 2026`. */
  monthNameDay: String.raw`(?<monthName>${MONTHS.join('|')})[a-z]*\.?(?<d>[-_. ]?)(?<day>\d\d?)(?:,[ _]?|[-_. ])(?<year>20\d\d)`,
} as const;

/** The month of an English name or its first three letters; 0 for any other word. */
export function monthOfName(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

export function dayYearFirst({ year, month, monthName, day }: Groups): DayReading[] {
  const number = monthName ? monthOfName(monthName) : Number(month);
  return [{ as: 'date', year: Number(year), month: number, day: Number(day) }];
}

/** With dots, the day is first everywhere; with other separators, it depends on the country. */
export function daysYearLast({ first, middle, year, d }: Groups): DayReading[] {
  const [a, b] = [Number(first), Number(middle)];
  const dayFirst = { as: 'day first', year: Number(year), month: b, day: a };
  const monthFirst = { as: 'month first', year: Number(year), month: a, day: b };
  return (d === '.' ? [dayFirst] : [dayFirst, monthFirst]).filter(isDay);
}

/** Years of two digits lie between 2015 and 2035, which leaves one order for most dates. */
export function daysOfShortYear({ first, middle, third }: Groups): DayReading[] {
  const [a, b, c] = [Number(first), Number(middle), Number(third)];
  return [
    { as: 'year first', year: 2000 + a, month: b, day: c },
    { as: 'day first', year: 2000 + c, month: b, day: a },
    { as: 'month first', year: 2000 + c, month: a, day: b },
  ].filter((day) => isDay(day) && day.year >= 2015 && day.year <= 2035);
}

function isDay({ month, day }: DayReading): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

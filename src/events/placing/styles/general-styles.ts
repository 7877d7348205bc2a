import {
  DAY,
  dayYearFirst,
  type DayReading,
  daysOfShortYear,
  daysYearLast,
} from '../day-readings.js';
import type { Groups, NameStyle } from '../name-style.js';
import { readDateAndTime } from '../read-date-and-time.js';
import { continuesNumber } from '../surroundings.js';
import { TIME_OF_DAY } from '../time-of-day.js';

/** Between a date and a time: `_`, `T`, ` - `, `, `, ` at `, `][`; empty only in a row of digits. */
const JOINT = String.raw`(?<joint>[Tt]|[ _]at[ _]|\]\[|%20|[-_ .,@]{0,3})`;

interface Form {
  readonly name: string;
  readonly day: string;
  readonly daysOf: (groups: Groups) => readonly DayReading[];
  /** Its numbers are so short that other numbers often look like it. */
  readonly isWeak?: boolean;
}

const FORMS: readonly Form[] = [
  { name: 'date and time', day: DAY.yearFirst, daysOf: dayYearFirst },
  // 2026_0103_103000
  {
    name: 'year, day and time',
    day: String.raw`(?<year>20\d\d)_(?<month>\d\d)(?<day>\d\d)`,
    daysOf: dayYearFirst,
  },
  { name: 'date with letters', day: DAY.letters, daysOf: dayYearFirst },
  { name: 'day, name of the month', day: DAY.dayMonthName, daysOf: dayYearFirst },
  { name: 'name of the month, day', day: DAY.monthNameDay, daysOf: dayYearFirst },
  { name: 'date with the year last', day: DAY.yearLast, daysOf: daysYearLast, isWeak: true },
  { name: 'year of two digits', day: DAY.shortYear, daysOf: daysOfShortYear, isWeak: true },
];

/** Date and time of day in the name, whatever else it holds. */
export const GENERAL_STYLES: readonly NameStyle[] = FORMS.map(
  ({ name, day, daysOf, isWeak = false }) => ({
    name,
    searches: 'name',
    pattern: new RegExp(String.raw`(?<!\d)${day}${JOINT}${TIME_OF_DAY}`, 'gi'),
    read(groups, around) {
      const { d = '', joint = '', t = '', year } = groups;
      const isLettered = name === 'date with letters';
      if (joint === '' && !isLettered && (d !== '' || t !== '')) return [];
      if (continuesNumber(around.before)) return [];
      // Six pairs of digits, or a longer row of numbers: an address.
      if (isWeak && d !== '' && around.before.endsWith(d) && /\d.$/.test(around.before)) return [];
      if (isWeak && !year && d !== '' && d === joint && d === t) return [];
      return readDateAndTime(daysOf(groups), groups, around, { isIso: /^t$/i.test(joint) });
    },
  }),
);

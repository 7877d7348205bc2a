import {
  DAY,
  dayYearFirst,
  type DayReading,
  daysOfShortYear,
  daysYearLast,
} from '../day-readings.js';
import type { Groups, NameStyle } from '../name-style.js';
import { readDateAndTime } from '../read-date-and-time.js';
import { timeOfDay, TIME_OF_DAY } from '../time-of-day.js';
import { readPlainFields } from '../read-plain-fields.js';

const FROM = '(?:^|/)';
/** `2026-01-03`, `20260103` or `2026/01/03`. */
const YEAR_FIRST = String.raw`(?<year>20\d\d)(?<d>[-_./]?)(?<month>\d\d)\k<d>(?<day>\d\d)`;
const HOUR = String.raw`(?<hour>[01]\d|2[0-3])`;
const MINUTE = String.raw`(?<minute>[0-5]\d)`;
const SECOND = String.raw`(?<second>[0-5]\d)`;

/** Paths that Frigate writes, whose folders are in UTC, and the other folders that have one meaning only. */
const EXACT: readonly NameStyle[] = [
  style('Frigate', `${FROM}${YEAR_FIRST}/${HOUR}/[^/]+/${MINUTE}\\.${SECOND}$`, (groups) =>
    groups['d'] === '-' ? readPlainFields(groups, 0) : [],
  ),
  // Before version 0.12, in the zone of the host.
  style(
    'Frigate before 0.12',
    String.raw`${FROM}(?<year>20\d\d)-(?<month>\d\d)/(?<day>\d\d)/${HOUR}/[^/]+/${MINUTE}\.${SECOND}$`,
  ),
  // 2026Y01M03D10H/30M00S60: the seconds that the file lasts follow; 2026010310/30M00S_1767432600.
  style(
    'yi-hack and Xiaomi',
    String.raw`${FROM}(?<year>20\d\d)Y?(?<month>\d\d)M?(?<day>\d\d)D?${HOUR}H?/(?:[A-Z]\d?)?${MINUTE}M${SECOND}S(?=\d{0,3}(?:_|$))`,
    (groups, around) => {
      const after = around.after.replace(/^\d+/, '');
      return readDateAndTime(dayYearFirst(groups), groups, { ...around, after });
    },
  ),
  // 20260103/10/30, 2026-01-03/10/30-00, 2026-01-03/001/jpg/10/30/00[M][0@0][0]
  style(
    'folders down to the hour',
    String.raw`${FROM}${YEAR_FIRST}[-_ T/]?${HOUR}/${MINUTE}(?:m|[-_./m]?${SECOND}s?)?$`,
  ),
  style(
    'folders down to the minute',
    String.raw`${FROM}${YEAR_FIRST}/(?:[^/]+/){0,3}?${HOUR}/${MINUTE}/${SECOND}(?![A-Za-z0-9])[^/]*$`,
  ),
  // ZoneMinder's deep storage: 26/01/03/10/30/00/12345-video
  style(
    'ZoneMinder',
    String.raw`${FROM}(?<short>\d\d)/(?<month>\d\d)/(?<day>\d\d)/${HOUR}/${MINUTE}/${SECOND}/[^/]+$`,
    (groups) => readPlainFields({ ...groups, year: `20${groups['short']}` }, null),
  ),
];

const DATE_IN_NAME = /20\d\d([-_. ]?)\d\d\1\d\d|\d\d([-_.]?)\d\d\2(?:20)?\d\d(?!\d)/;

/** The date as a folder, and the time in the name, with up to four folders between them. */
const DATED: readonly NameStyle[] = [
  dated('folder of a day', YEAR_FIRST, dayYearFirst),
  dated('folder of a day with letters', DAY.letters, dayYearFirst),
  dated('folder of a day with the year last', DAY.yearLast, daysYearLast),
  dated('folder of a day with a year of two digits', DAY.shortYear, daysOfShortYear),
];

export const FOLDER_STYLES: readonly NameStyle[] = [...EXACT, ...DATED];

function style(name: string, pattern: string, read?: NameStyle['read']): NameStyle {
  return {
    name,
    searches: 'path',
    pattern: new RegExp(pattern, 'g'),
    read: read ?? ((groups) => readPlainFields(groups, null)),
  };
}

function dated(
  name: string,
  day: string,
  daysOf: (groups: Groups) => readonly DayReading[],
): NameStyle {
  return {
    name,
    searches: 'path',
    pattern: new RegExp(
      String.raw`${FROM}${day}/(?<between>(?:[^/]+/){0,4})(?<words>(?:[^/]*?[^/\d])??)${TIME_OF_DAY}(?=[^/]*$)`,
      'g',
    ),
    read(groups, around) {
      const { between = '', words = '' } = groups;
      const separator = timeOfDay(groups)?.separator;
      // Six digits may also count; a longer path or name than a time makes that more likely.
      const isAlone = between === '' && !/\d/.test(words) && /^(?:[-_]\d{6})?$/.test(around.after);
      if (separator === '' && !isAlone) return [];
      if (separator === '.' && isAddress(groups, around.after)) return [];
      // A name with a date of its own does not need the folder's; a longer row of numbers is no time.
      if (DATE_IN_NAME.test(words)) return [];
      if (separator && /\d.$/.test(words) && words.endsWith(separator)) return [];
      if (groups['hour']?.length === 1 && /^[-_.]\d/.test(around.after)) return [];
      return readDateAndTime(daysOf(groups), groups, around);
    },
  };
}

/** Four numbers with dots, none of them with a zero in front. */
function isAddress({ hour, minute, second }: Groups, after: string): boolean {
  const fourth = /^\.(\d{1,3})(?!\d)/.exec(after)?.[1];
  const numbers = [hour, minute, second, fourth];
  return fourth !== undefined && numbers.every((number) => !/^0\d/.test(number!));
}

import { dayYearFirst } from '../day-readings.js';
import type { NameStyle } from '../name-style.js';
import { readDateAndTime } from '../read-date-and-time.js';
import { readPlainFields } from '../read-plain-fields.js';
import { millisecondsOf } from '../written-time.js';

const DATE = String.raw`(?<year>20\d\d)(?<month>\d\d)(?<day>\d\d)`;
const TIME = String.raw`(?<hour>[01]\d|2[0-3])(?<minute>[0-5]\d)(?<second>[0-5]\d)`;

/** Whole names of some makers, which the general styles would find ambiguous or unclear. */
export const MAKER_STYLES: readonly NameStyle[] = [
  {
    // Front Door - 1-3-2026, 10.30.00pm
    name: 'UniFi Protect',
    searches: 'name',
    pattern:
      /(?<!\d)(?<month>[1-9]|1[0-2])-(?<day>[1-9]|[12]\d|3[01])-(?<year>20\d\d), (?<hour>\d{1,2})(?<t>\.)(?<minute>[0-5]\d)\.(?<second>[0-5]\d)(?= ?[ap]\.?m)/gi,
    read: (groups, around) => readDateAndTime(dayYearFirst(groups), groups, around),
  },
  {
    // P260103_103000_103500: HiSilicon (Ctronics, Jooan)
    name: 'HiSilicon',
    searches: 'name',
    pattern: new RegExp(
      String.raw`^[A-Z](?<short>\d\d)(?<month>\d\d)(?<day>\d\d)_${TIME}(?=_\d{6}(?!\d))`,
      'g',
    ),
    read: (groups, around) =>
      readDateAndTime(dayYearFirst({ ...groups, year: `20${groups['short']}` }), groups, around),
  },
  {
    // H20260103-103000P1N2P0: recorders for vehicles
    name: 'MDVR',
    searches: 'name',
    pattern: new RegExp(String.raw`^[A-Z]${DATE}-${TIME}(?=P\d+[A-Z]\d)`, 'g'),
    read: (groups) => readPlainFields(groups, null),
  },
  {
    // PXL_20260103_093000123, in UTC
    name: 'Pixel',
    searches: 'name',
    pattern: new RegExp(String.raw`^PXL_${DATE}_${TIME}(?<millisecond>\d{3})(?!\d)`, 'g'),
    read: (groups) => readPlainFields(groups, 0),
  },
  {
    // 1767436200_6-967003_front_…: the seconds, the number of digits and the microseconds
    name: 'Kerberos',
    searches: 'name',
    pattern: /^(?<seconds>1\d{9})_(?<length>[1-6])-(?<micro>\d{1,6})(?=_)/g,
    read({ seconds, length, micro = '' }) {
      if (Number(length) !== micro.length) return [];
      const clockMs = Number(seconds) * 1000 + millisecondsOf(micro.padStart(6, '0'));
      return [{ as: 'epoch', time: { clockMs, offsetMs: 0 } }];
    },
  },
];

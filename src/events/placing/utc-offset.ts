const HOUR_MS = 3_600_000;

/** Zones are ahead of UTC by whole hours from -12 to 14, and by these. */
const PARTS_OF_HOURS = new Set(
  '-09:30 -03:30 -02:30 +03:30 +04:30 +05:30 +05:45 +06:30 +08:45 +09:30 +10:30 +12:45 +13:45'.split(
    ' ',
  ),
);

/**
 * How far clocks with an offset such as `+`, `01`, `00` are ahead of UTC, in milliseconds; null where no
 * zone of the world has it.
 */
export function utcOffsetMs(sign: string, hours: string, minutes = '00'): number | null {
  const signed = `${sign}${hours.padStart(2, '0')}:${minutes}`;
  const isWhole = minutes === '00' && Number(hours) <= (sign === '-' ? 12 : 14);
  if (!isWhole && !PARTS_OF_HOURS.has(signed)) return null;
  const ahead = Number(hours) * HOUR_MS + Number(minutes) * 60_000;
  return sign === '-' && ahead > 0 ? -ahead : ahead;
}

/** Names that mean one offset all over the world. `CST`, `IST` and `BST` have several meanings. */
const ZONES: Readonly<Record<string, number>> = {
  ...{ WET: 0, WEST: 1, CET: 1, CEST: 2, EET: 2, EEST: 3, MSK: 3, JST: 9, KST: 9 },
  ...{ EST: -5, EDT: -4, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7, AKST: -9, AKDT: -8 },
  ...{ HST: -10, AEST: 10, AEDT: 11, NZST: 12, NZDT: 13 },
};

/** The alternatives of a regular expression. */
export const ZONE_NAMES = Object.keys(ZONES).join('|');

export function offsetMsOfZone(name: string): number {
  return ZONES[name]! * HOUR_MS;
}

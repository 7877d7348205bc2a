import { expect, it } from '@jest/globals';
import { formatLocalTime } from './format-local-time.js';

it.each([
  ['2026-01-03T10:30:00.999Z', 'UTC', '2026-01-03 10-30-00'],
  ['2026-01-03T23:30:00Z', 'Europe/Berlin', '2026-01-04 00-30-00'],
  ['2026-07-03T23:30:00Z', 'Europe/Berlin', '2026-07-04 01-30-00'],
  // The hour that occurs twice, and the one that is skipped.
  ['2026-10-25T00:30:00Z', 'Europe/Berlin', '2026-10-25 02-30-00'],
  ['2026-10-25T01:30:00Z', 'Europe/Berlin', '2026-10-25 02-30-00'],
  ['2026-03-29T01:00:00Z', 'Europe/Berlin', '2026-03-29 03-00-00'],
  ['2026-01-03T00:15:05Z', 'America/New_York', '2026-01-02 19-15-05'],
  ['2026-01-03T00:00:00Z', 'Asia/Kathmandu', '2026-01-03 05-45-00'],
])('%s in %s is %s', (instant, zone, expected) => {
  expect(formatLocalTime(new Date(instant), zone)).toBe(expected);
});

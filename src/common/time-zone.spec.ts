import { expect, it } from '@jest/globals';
import { timeZoneOf } from './time-zone.js';

it.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['europe/berlin', 'Europe/Berlin'],
  ['UTC', 'UTC'],
  ['Mars/Olympus', null],
  ['', null],
])('timeZoneOf reads %p as %p', (text, expected) => {
  expect(timeZoneOf(text)).toBe(expected);
});

import { describe, expect, it } from '@jest/globals';
import { instantOfRepeated } from './repeated-hour.js';

const MINUTE = 60_000;
/** What clocks in Berlin showed twice. */
const CLOCK = Date.parse('2026-10-25T02:30:00Z');
const FIRST = new Date('2026-10-25T00:30:00Z');
const SECOND = new Date('2026-10-25T01:30:00Z');
const COPIED = Date.parse('2026-11-20T00:00:00Z');

describe('instantOfRepeated', () => {
  it.each<[string, ageMinutes: number, Date]>([
    ['the second, by the age', 60, SECOND],
    ['the second, by an age just nearer to it', 31, SECOND],
    ['the first, by the age', 0, FIRST],
    ['the first, by an age between them', 30, FIRST],
    ['the first, by an age before it', -29, FIRST],
    ['the first of a copy', 9000, FIRST],
  ])('gives %s', (_, minutes, expected) => {
    const age = FIRST.getTime() + minutes * MINUTE;
    const file = { clockMs: CLOCK, modifiedAtMs: age };
    expect(instantOfRepeated([FIRST, SECOND], file, age, [])).toEqual(expected);
  });

  /** Clock times in minutes after two o'clock, in the order in which the files were written. */
  it.each<[string, number[], own: number, Date]>([
    ['after a step back', [10, 50, 20, 30], 3, SECOND],
    ['at the step back', [10, 50, 30], 2, SECOND],
    ['before a step back', [10, 30, 50, 20], 1, FIRST],
    ['without a step back', [10, 30, 50, 70], 1, FIRST],
    ['where the times go back twice', [10, 50, 20, 10, 30], 4, FIRST],
    ['where a file of another day is first', [100_000, 10, 20, 30], 3, FIRST],
  ])('decides %s', (_, minutes, own, expected) => {
    const files = minutes.map((minute, index) => ({
      clockMs: CLOCK + (minute - 30) * MINUTE,
      modifiedAtMs: COPIED + index * MINUTE,
    }));
    const others = files.filter((_file, index) => index !== own);
    const { modifiedAtMs } = files[own]!;
    const found = instantOfRepeated([FIRST, SECOND], files[own]!, modifiedAtMs, others);
    expect(found).toEqual(expected);
  });
});

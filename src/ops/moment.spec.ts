import { describe, expect, it } from '@jest/globals';
import { momentOf } from './moment.js';

const startedAt = Date.UTC(2026, 0, 3, 10, 30);

describe('momentOf', () => {
  it.each([
    ['0', 0],
    ['12.5', 12.5],
    ['2:03', 123],
    ['2:03.5', 123.5],
    ['1:02:03', 3723],
    ['2026-01-03T10:31:00Z', 60],
    ['2026-01-03T11:30:01.5+01:00', 1.5],
    ['2026-01-03T10:29:59Z', -1],
  ])('reads %s', (text, seconds) => {
    expect(momentOf(text, startedAt)).toBe(seconds);
  });

  it.each(['', 'now', '-5', '1:2:3:4', '1e3', '2026-01-03', '1:'])('refuses %j', (text) => {
    expect(() => momentOf(text, startedAt)).toThrow(RangeError);
  });
});

import { describe, expect, it } from '@jest/globals';
import { isStepped, stepBetween } from './clock-step.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-01-01T00:00:00Z');
const reading = (atMs: number, bootId: string | null, uptimeMs: number) => ({
  at: new Date(START + atMs),
  bootId,
  uptimeMs,
});

describe('stepBetween', () => {
  const before = reading(0, 'one', DAY);

  it.each([
    ['time that passed', reading(40 * DAY, 'one', 41 * DAY), 0],
    ['a clock that is corrected gradually', reading(10 * 60_000 + 50_000, 'one', DAY + 600_000), 0],
    ['a clock that was set forward', reading(40 * DAY, 'one', DAY + 1000), 40 * DAY - 1000],
    ['a clock that was set back', reading(-2 * HOUR, 'one', DAY), -2 * HOUR],
    ['a machine that was off for a night', reading(10 * HOUR, 'two', 60_000), 0],
    ['a machine that was off for two days', reading(2 * DAY, 'two', 60_000), 2 * DAY],
    ['a machine that started with a clock behind', reading(-5 * DAY, 'two', 60_000), -5 * DAY],
    ['a machine that does not identify its start', reading(2 * DAY, null, 3 * DAY), 2 * DAY],
  ])('measures %s', (_, now, stepMs) => {
    expect(stepBetween(before, now)).toBe(stepMs);
  });

  it('takes two starts that are not identified for two', () => {
    expect(stepBetween(reading(0, null, 0), reading(2 * DAY, null, 2 * DAY))).toBe(2 * DAY);
  });
});

describe('isStepped', () => {
  it.each([
    [0, false],
    [HOUR, false],
    [HOUR + 1, true],
    [-HOUR, false],
    [-HOUR - 1, true],
  ])('decides for %d ms: %p', (stepMs, stepped) => {
    expect(isStepped(stepMs)).toBe(stepped);
  });
});

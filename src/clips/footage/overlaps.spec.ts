import { describe, expect, it } from '@jest/globals';
import { overlaps } from './overlaps.js';

describe('A recording from 10 to 20', () => {
  it.each([
    [0, 10, false],
    [0, 11, true],
    [12, 14, true],
    [0, 30, true],
    [19, 30, true],
    [20, 30, false],
    [10, 10, true],
    [15, 15, true],
    [9, 9, false],
    [20, 20, false],
  ])('overlaps %d to %d: %p', (startsAtMs, endsAtMs, expected) => {
    const recording = { startedAt: new Date(10), endedAt: new Date(20) };
    expect(overlaps(recording, { startsAtMs, endsAtMs })).toBe(expected);
  });
});

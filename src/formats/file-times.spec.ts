import { describe, expect, it } from '@jest/globals';
import { frameRateOf, isSpan, MAX_SECONDS } from './file-times.js';
import { Unusual } from './unusual.js';

describe('isSpan', () => {
  it.each([
    [0, 6, true],
    [-0.5, 0.1, true],
    // A wall clock.
    [1_767_434_400, 1_767_434_412, true],
    [5, 5 + MAX_SECONDS, true],
    [5, 5.001 + MAX_SECONDS, false],
    [0, 1_767_434_412, false],
    [2, 2, false],
    [3, 2, false],
    [0, Infinity, false],
    [NaN, 1, false],
  ])('of %d to %d is %p', (start, end, expected) => {
    expect(isSpan(start, end)).toBe(expected);
  });
});

describe('frameRateOf', () => {
  it.each<[string, number[], number]>([
    ['two frames', [0, 0.5], 2],
    ['even frames', [1, 1.1, 1.2, 1.3], 10],
    ['frames in the order of decoding', [0, 0.3, 0.1, 0.2, 0.6, 0.4], 10],
  ])('of %s', (_, times, rate) => {
    expect(frameRateOf(times)).toBeCloseTo(rate, 6);
  });

  it.each<[string, number[]]>([
    ['no frame', []],
    ['one frame', [1]],
    ['frames at the same time', [1, 1, 1]],
    ['frames before the first', [1, 0.9, 1.1]],
  ])('has no answer for %s', (_, times) => {
    expect(() => frameRateOf(times)).toThrow(Unusual);
  });
});

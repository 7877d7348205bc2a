import { describe, expect, it } from '@jest/globals';
import { frameRateOf, spanOf } from './file-times.js';
import { Unusual } from './unusual.js';

describe('spanOf', () => {
  it.each([
    ['one track', [[1.4, 7.4]], 1.4, 6],
    [
      'a longer sound',
      [
        [0.1, 6.1],
        [0, 7],
      ],
      0,
      7,
    ],
    [
      'a sound before zero',
      [
        [0, 6],
        [-0.5, 6],
      ],
      -0.5,
      6.5,
    ],
    ['thirds of a second', [[1 / 3, 4 / 3 + 1e-15]], 1 / 3, 1],
  ])('goes from the first start to the last end: %s', (_, tracks, start, duration) => {
    const { startTimeSeconds, durationSeconds } = spanOf(
      tracks.map(([from, to]) => ({ start: from!, end: to! })),
    );
    expect(startTimeSeconds).toBe(start);
    expect(durationSeconds).toBe(duration);
  });

  it.each([
    [2, 2],
    [3, 2],
    [0, Infinity],
    [NaN, 1],
  ])('refuses %d to %d', (start, end) => {
    expect(() => spanOf([{ start, end }])).toThrow(Unusual);
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

import { describe, expect, it } from '@jest/globals';
import { decideReading, shapeOf } from './decide-readings.js';
import type { Reading } from './written-time.js';

/** Each way to read means another instant, unless it ends with the same digit. */
const readings = (...ways: string[]): Reading[] =>
  ways.map((as) => ({
    as,
    time: { clockMs: as.charCodeAt(0) * 1000, offsetMs: null },
    ...(as.startsWith('counter ') && { as: 'counter', counter: as.slice(8) }),
  }));
const decided = (own: string[], ...others: string[][]) =>
  decideReading(
    readings(...own),
    others.map((other) => readings(...other)),
  )?.as ?? null;

describe('decideReading', () => {
  it.each<[string, string[], string[][], string | null]>([
    ['takes the only one', ['a'], [], 'a'],
    ['leaves two', ['a', 'b'], [], null],
    ['takes the one that another name allows', ['a', 'b'], [['b']], 'b'],
    [
      'takes the one that two other names leave',
      ['a', 'b', 'c'],
      [
        ['b', 'c'],
        ['a', 'b'],
      ],
      'b',
    ],
    ['ignores names that are read otherwise', ['a', 'b'], [['x'], [], ['a']], 'a'],
    ['takes one of two that mean the same', ['a1', 'a2'], [], 'a1'],
    ['leaves what may be a counter', ['a', 'counter 1'], [['a', 'counter 1']], null],
    [
      'takes no counter that is the same in three names',
      ['a', 'counter 1'],
      [
        ['a', 'counter 1'],
        ['a', 'counter 1'],
      ],
      'a',
    ],
    [
      'leaves a counter that differs',
      ['a', 'counter 1'],
      [
        ['a', 'counter 1'],
        ['a', 'counter 1'],
        ['a', 'counter 2'],
      ],
      null,
    ],
  ])('%s', (_, own, others, expected) => {
    expect(decided(own, ...others)).toBe(expected);
  });
});

describe('shapeOf', () => {
  it('is the same for names that differ in their numbers alone', () => {
    expect(shapeOf('cam1_2026-01-03.mp4')).toBe(shapeOf('cam12_2025-12-31.mp4'));
    expect(shapeOf('cam1.mp4')).not.toBe(shapeOf('cam_1.mp4'));
  });
});

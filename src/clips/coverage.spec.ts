import { describe, expect, it } from '@jest/globals';
import { coverageOf } from './coverage.js';

const source = (startsAt: number, endsAt: number) => ({ startsAt, endsAt });
const window = { startsAt: 10_000, endsAt: 20_000 };
const seconds = (text: string) => new Date(text).getTime() / 1000;

function cover(sources: { startsAt: number; endsAt: number }[], of = window) {
  const { stretches, gaps } = coverageOf(of, sources);
  return {
    stretches: stretches.map((s) => [s.startsAt / 1000, s.endsAt / 1000]),
    gaps: gaps.map((g) => [seconds(g.starts_at), seconds(g.ends_at)]),
  };
}

describe('coverageOf', () => {
  it.each([
    ['nothing at all', [], [], [[10, 20]]],
    ['one file around it', [[0, 60]], [[10, 20]], []],
    ['one file that starts late', [[12, 60]], [[12, 20]], [[10, 12]]],
    ['one file that ends early', [[0, 15]], [[10, 15]], [[15, 20]]],
    ['a file that ends as it starts', [[0, 10]], [], [[10, 20]]],
    ['a file that starts as it ends', [[20, 30]], [], [[10, 20]]],
    [
      'files in any order',
      [
        [15, 30],
        [0, 15],
      ],
      [
        [10, 15],
        [15, 20],
      ],
      [],
    ],
    [
      'jitter between files',
      [
        [0, 14.9],
        [15.15, 30],
      ],
      [
        [10, 14.9],
        [15.15, 20],
      ],
      [],
    ],
    [
      'a hole between files',
      [
        [0, 14.9],
        [15.2, 30],
      ],
      [
        [10, 14.9],
        [15.2, 20],
      ],
      [[14.9, 15.2]],
    ],
    [
      'files that overlap',
      [
        [0, 15],
        [13, 30],
      ],
      [
        [10, 15],
        [15, 20],
      ],
      [],
    ],
    [
      'a file inside another',
      [
        [0, 30],
        [12, 14],
      ],
      [[10, 20]],
      [],
    ],
    [
      'three files and two holes',
      [
        [8, 11],
        [12, 13],
        [18, 19],
      ],
      [
        [10, 11],
        [12, 13],
        [18, 19],
      ],
      [
        [11, 12],
        [13, 18],
        [19, 20],
      ],
    ],
  ] as [string, [number, number][], number[][], number[][]][])(
    '%s',
    (_, sources, stretches, gaps) => {
      const given = sources.map(([a, b]) => source(a * 1000, b * 1000));
      expect(cover(given)).toEqual({ stretches, gaps });
    },
  );

  it('finds the file that shows an instant', () => {
    const instant = { startsAt: 15_000, endsAt: 15_000 };
    expect(cover([source(0, 15_000), source(15_000, 30_000)], instant)).toEqual({
      stretches: [[15, 15]],
      gaps: [],
    });
    expect(cover([source(0, 15_000)], instant)).toEqual({ stretches: [], gaps: [] });
  });
});

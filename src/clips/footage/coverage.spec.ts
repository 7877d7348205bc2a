import { describe, expect, it } from '@jest/globals';
import { coverageOf } from './coverage.js';
import { gapsIn } from '../model/gap.js';

const seconds = (text: string) => new Date(text).getTime() / 1000;

function cover(files: [number, number][], [from, to] = [10, 20]) {
  const window = { startsAt: from * 1000, endsAt: to * 1000 };
  const sources = files.map(([a, b]) => ({ startsAt: a * 1000, endsAt: b * 1000 }));
  const stretches = coverageOf(window, sources);
  return {
    stretches: stretches.map((s) => [s.startsAt / 1000, s.endsAt / 1000]),
    gaps: gapsIn(window, stretches).map((g) => [seconds(g.starts_at), seconds(g.ends_at)]),
  };
}

type Spans = [number, number][];

describe('the coverage of a window from 10 to 20 s', () => {
  it.each<[string, Spans, Spans, Spans]>([
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
      'the longer of two that start together',
      [
        [0, 12],
        [0, 30],
      ],
      [[10, 20]],
      [],
    ],
    [
      'three files and four holes',
      [
        [10.5, 11],
        [12, 13],
        [18, 19],
      ],
      [
        [10.5, 11],
        [12, 13],
        [18, 19],
      ],
      [
        [10, 10.5],
        [11, 12],
        [13, 18],
        [19, 20],
      ],
    ],
  ])('of %s', (_, files, stretches, gaps) => {
    expect(cover(files)).toEqual({ stretches, gaps });
  });
});

describe('the coverage of an instant', () => {
  it('is the file that shows it', () => {
    expect(
      cover(
        [
          [0, 15],
          [15, 30],
        ],
        [15, 15],
      ),
    ).toEqual({ stretches: [[15, 15]], gaps: [] });
  });

  it('is nothing where a file just ended', () => {
    expect(cover([[0, 15]], [15, 15])).toEqual({ stretches: [], gaps: [] });
  });
});

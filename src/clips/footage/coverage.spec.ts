import { describe, expect, it } from '@jest/globals';
import { coverageOf } from './coverage.js';
import { gapsIn } from '../model/gap.js';

const seconds = (text: string) => new Date(text).getTime() / 1000;

function cover(files: [number, number][], [from, to] = [10, 20]) {
  const interval = { startsAtMs: from * 1000, endsAtMs: to * 1000 };
  const sources = files.map(([a, b]) => ({ startsAtMs: a * 1000, endsAtMs: b * 1000 }));
  const segments = coverageOf(interval, sources);
  return {
    segments: segments.map((s) => [s.startsAtMs / 1000, s.endsAtMs / 1000]),
    gaps: gapsIn(interval, segments).map((g) => [seconds(g.starts_at), seconds(g.ends_at)]),
  };
}

type Spans = [number, number][];

describe('An interval from 10 to 20 s', () => {
  it.each<[string, Spans, Spans, Spans]>([
    ['no file', [], [], [[10, 20]]],
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
    ['a file that begins 250 ms before the end of another', [[0, 15], [14.75, 30]], [[10, 15], [14.75, 20]], []], // prettier-ignore
    ['a file that begins earlier', [[0, 15], [14.749, 30]], [[10, 14.749], [14.749, 20]], []], // prettier-ignore
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
      'a gap between files',
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
        [10, 13],
        [13, 20],
      ],
      [],
    ],
    [
      'a file that claims to last for hours',
      [
        [0, 8532],
        [12, 24],
        [24, 8600],
      ],
      [[10, 20]],
      [],
    ],
    [
      'three files that overlap',
      [
        [0, 15],
        [12, 18],
        [14, 30],
      ],
      [
        [10, 12],
        [12, 14],
        [14, 20],
      ],
      [],
    ],
    [
      'files that overlap by their jitter',
      [
        [0, 15.25],
        [15, 30],
      ],
      [
        [10, 15.25],
        [15, 20],
      ],
      [],
    ],
    [
      'files that overlap by their jitter at its start',
      [
        [0, 10.2],
        [10, 30],
      ],
      [[10, 20]],
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
      'three files with four gaps',
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
  ])('is covered by %s', (_, files, segments, gaps) => {
    expect(cover(files)).toEqual({ segments, gaps });
  });
});

describe('An instant', () => {
  it('is covered by the file that shows it', () => {
    expect(
      cover(
        [
          [0, 15],
          [15, 30],
        ],
        [15, 15],
      ),
    ).toEqual({ segments: [[15, 15]], gaps: [] });
  });

  it('is covered by the later of two files that overlap', () => {
    const interval = { startsAtMs: 14, endsAtMs: 14 };
    const later = { startsAtMs: 13, endsAtMs: 30 };
    const [segment] = coverageOf(interval, [{ startsAtMs: 0, endsAtMs: 15 }, later]);
    expect(segment?.source).toBe(later);
  });

  it('is not covered by a file that ends then', () => {
    expect(cover([[0, 15]], [15, 15])).toEqual({ segments: [], gaps: [] });
  });
});

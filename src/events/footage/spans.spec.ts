import { describe, expect, it } from '@jest/globals';
import { coverageOfWindow, joinedSpans, type Span, totalSeconds } from './spans.js';

type Pair = [startsAtMs: number, endsAtMs: number];

const spans = (pairs: readonly Pair[]): Span[] =>
  pairs.map(([startsAtMs, endsAtMs]) => ({ startsAtMs, endsAtMs }));
const pairs = (found: readonly Span[]): Pair[] =>
  found.map(({ startsAtMs, endsAtMs }) => [startsAtMs, endsAtMs]);

describe('joinedSpans', () => {
  it.each<[string, Pair[], Pair[]]>([
    ['nothing', [], []],
    ['one', [[0, 10]], [[0, 10]]],
    [
      'two that follow each other',
      [
        [0, 10],
        [10, 20],
      ],
      [[0, 20]],
    ],
    [
      'two apart by jitter',
      [
        [0, 10],
        [260, 300],
      ],
      [[0, 300]],
    ],
    [
      'two apart by more than jitter',
      [
        [0, 10],
        [261, 300],
      ],
      [
        [0, 10],
        [261, 300],
      ],
    ],
    [
      'two that overlap',
      [
        [0, 10],
        [5, 20],
      ],
      [[0, 20]],
    ],
    [
      'one inside another, and a third after its end',
      [
        [0, 1000],
        [5, 20],
        [1200, 1300],
      ],
      [[0, 1300]],
    ],
    [
      'the same twice',
      [
        [0, 10],
        [0, 10],
      ],
      [[0, 10]],
    ],
    [
      'several groups',
      [
        [0, 10],
        [10, 20],
        [500, 600],
        [700, 800],
        [2000, 2100],
      ],
      [
        [0, 20],
        [500, 800],
        [2000, 2100],
      ],
    ],
  ])('joins %s', (_, given, expected) => {
    const before = structuredClone(given);
    expect(pairs(joinedSpans(spans(given)))).toEqual(expected);
    expect(given).toEqual(before);
  });

  it('joins the same in batches', () => {
    const all = spans([
      [0, 10],
      [10, 900],
      [20, 30],
      [1000, 1100],
      [2000, 3000],
    ]);
    const whole = joinedSpans(all);
    for (let cut = 0; cut <= all.length; cut++) {
      expect(joinedSpans([...joinedSpans(all.slice(0, cut)), ...all.slice(cut)])).toEqual(whole);
    }
  });
});

describe('coverageOfWindow', () => {
  it.each<[string, Pair[], Pair[], Pair[]]>([
    ['nothing', [], [], [[1000, 5000]]],
    ['all', [[0, 9000]], [[1000, 5000]], []],
    ['the beginning', [[0, 2000]], [[1000, 2000]], [[2000, 5000]]],
    ['the end', [[2000, 9000]], [[2000, 5000]], [[1000, 2000]]],
    [
      'the middle',
      [[2000, 3000]],
      [[2000, 3000]],
      [
        [1000, 2000],
        [3000, 5000],
      ],
    ],
    ['all but jitter at both edges', [[1250, 4750]], [[1250, 4750]], []],
    [
      'all but more than jitter at both edges',
      [[1251, 4749]],
      [[1251, 4749]],
      [
        [1000, 1251],
        [4749, 5000],
      ],
    ],
    [
      'what lies outside',
      [
        [0, 1000],
        [5000, 6000],
      ],
      [],
      [[1000, 5000]],
    ],
    ['an empty recording', [[2000, 2000]], [], [[1000, 5000]]],
  ])('shows %s', (_, joined, recorded, gaps) => {
    const found = coverageOfWindow({ startsAtMs: 1000, endsAtMs: 5000 }, spans(joined));
    expect(pairs(found.recorded)).toEqual(recorded);
    expect(pairs(found.gaps)).toEqual(gaps);
  });

  it('has neither intervals nor gaps where the window is empty', () => {
    const found = coverageOfWindow({ startsAtMs: 1000, endsAtMs: 1000 }, spans([[0, 2000]]));
    expect(found).toEqual({ recorded: [], gaps: [] });
  });
});

it('totalSeconds adds up how long spans last', () => {
  expect(
    totalSeconds(
      spans([
        [0, 1500],
        [2000, 2250],
      ]),
    ),
  ).toBe(1.75);
});

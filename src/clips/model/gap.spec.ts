import { describe, expect, it } from '@jest/globals';
import { gapsIn, readStoredGaps } from './gap.js';
import { iso } from './interval.js';

describe('The gaps of an interval', () => {
  const gap = (from: number, to: number) => ({ starts_at: iso(from), ends_at: iso(to) });
  const part = (startsAtMs: number, endsAtMs: number) => ({ startsAtMs, endsAtMs });
  it.each<[string, [from: number, to: number][], number | undefined, object[]]>([
    ['without footage', [], undefined, [gap(1000, 9000)]],
    ['that is covered', [[1000, 9000]], undefined, []],
    ['that footage exceeds', [[0, 10_000]], undefined, []],
    ['before and after footage', [[3000, 5000]], undefined, [gap(1000, 3000), gap(5000, 9000)]],
    [
      'between parts',
      [
        [1000, 3000],
        [5000, 9000],
      ],
      undefined,
      [gap(3000, 5000)],
    ],
    [
      'of a jitter',
      [
        [1000, 3000],
        [3250, 9000],
      ],
      undefined,
      [],
    ],
    [
      'of more than a jitter',
      [
        [1000, 3000],
        [3251, 9000],
      ],
      undefined,
      [gap(3000, 3251)],
    ],
    [
      'within a tolerance',
      [
        [1000, 3000],
        [5000, 9000],
      ],
      2000,
      [],
    ],
    [
      'beyond a tolerance',
      [
        [1000, 3000],
        [5000, 9000],
      ],
      1999,
      [gap(3000, 5000)],
    ],
  ])('%s', (_, parts, toleranceMs, expected) => {
    const found = gapsIn(
      part(1000, 9000),
      parts.map(([from, to]) => part(from, to)),
      toleranceMs,
    );
    expect(found).toEqual(expected);
  });

  it('are read where they were stored', () => {
    const gaps = [gap(1000, 2000)];
    expect(readStoredGaps(gaps)).toEqual(gaps);
    expect(readStoredGaps([{ starts_at: 'then', ends_at: iso(0) }])).toBeUndefined();
    expect(readStoredGaps([{ starts_at: iso(0) }])).toBeUndefined();
  });
});

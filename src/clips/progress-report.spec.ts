import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ProgressReport } from './progress-report.js';

describe('ProgressReport', () => {
  let told: number[];
  let report: ProgressReport;

  beforeEach(() => {
    jest.useFakeTimers({ now: 0 });
    jest.advanceTimersByTime(1_000);
    told = [];
    report = new ProgressReport((percent) => Promise.resolve(void told.push(percent)));
  });
  afterEach(() => void jest.useRealTimers());

  /** Reports fractions that come so many milliseconds after the one before. */
  function reports(...steps: [after: number, fraction: number][]): number[] {
    for (const [after, fraction] of steps) {
      jest.advanceTimersByTime(after);
      report.report(fraction);
    }
    return told;
  }

  it.each<[string, [number, number][], number[]]>([
    ['whole percents', [[0, 0.129]], [12]],
    ['no beginning', [[0, 0.009]], []],
    ['no end, which the record tells', [[0, 1]], [99]],
    [
      'twice a second at most',
      [
        [0, 0.1],
        [499, 0.2],
        [1, 0.3],
      ],
      [10, 30],
    ],
    [
      'no step back',
      [
        [0, 0.5],
        [1_000, 0.4],
        [1_000, 0.5],
        [1_000, 0.6],
      ],
      [50, 60],
    ],
    ['nothing that is no number', [[0, NaN]], []],
  ])('tells %s', (_, steps, expected) => {
    expect(reports(...steps)).toEqual(expected);
  });

  it('goes on when one could not be told', async () => {
    const percents: number[] = [];
    report = new ProgressReport((percent) => {
      percents.push(percent);
      return Promise.reject(new Error('away'));
    });
    reports([0, 0.1], [500, 0.2]);
    await jest.advanceTimersByTimeAsync(0);
    expect(percents).toEqual([10, 20]);
  });
});

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ProgressReport } from './progress-report.js';

describe('ProgressReport', () => {
  let told: number[];
  let report: ProgressReport;

  beforeEach(() => {
    jest.useFakeTimers();
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
    ['whole percents', [[500, 0.129]], [12]],
    ['no beginning', [[500, 0.009]], []],
    ['no end, which the record tells', [[500, 1]], [99]],
    ['nothing of what is done at once', [[499, 0.9]], []],
    [
      'twice a second at most',
      [
        [500, 0.1],
        [499, 0.2],
        [1, 0.3],
      ],
      [10, 30],
    ],
    [
      'no step back',
      [
        [500, 0.5],
        [1_000, 0.4],
        [1_000, 0.5],
        [1_000, 0.6],
      ],
      [50, 60],
    ],
    ['nothing that is no number', [[500, NaN]], []],
  ])('tells %s', (_, steps, expected) => {
    expect(reports(...steps)).toEqual(expected);
  });

  it('goes on when one could not be told', async () => {
    const percents: number[] = [];
    report = new ProgressReport((percent) => {
      percents.push(percent);
      return Promise.reject(new Error('away'));
    });
    reports([500, 0.1], [500, 0.2]);
    await jest.advanceTimersByTimeAsync(0);
    expect(percents).toEqual([10, 20]);
  });
});

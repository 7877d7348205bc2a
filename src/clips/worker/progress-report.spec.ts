import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ProgressReport } from './progress-report.js';

describe('ProgressReport', () => {
  let sent: number[];
  let report: ProgressReport;

  beforeEach(() => {
    jest.useFakeTimers();
    sent = [];
    report = new ProgressReport((percent) => Promise.resolve(void sent.push(percent)));
  });
  afterEach(() => void jest.useRealTimers());

  /** Reports fractions, each that many milliseconds after the one before. */
  function reports(...steps: [after: number, fraction: number][]): number[] {
    for (const [after, fraction] of steps) {
      jest.advanceTimersByTime(after);
      report.report(fraction);
    }
    return sent;
  }

  it.each<[string, [number, number][], number[]]>([
    ['whole percents', [[500, 0.129]], [12]],
    ['no 0 %', [[500, 0.009]], []],
    ['at most 99 %', [[500, 1]], [99]],
    ['nothing within the first interval', [[499, 0.9]], []],
    [
      'at most twice a second',
      [
        [500, 0.1],
        [499, 0.2],
        [1, 0.3],
      ],
      [10, 30],
    ],
    [
      'only increasing percentages',
      [
        [500, 0.5],
        [1_000, 0.4],
        [1_000, 0.5],
        [1_000, 0.6],
      ],
      [50, 60],
    ],
    ['nothing that is not a number', [[500, NaN]], []],
  ])('sends %s', (_, steps, expected) => {
    expect(reports(...steps)).toEqual(expected);
  });

  it('continues after a report that fails', async () => {
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

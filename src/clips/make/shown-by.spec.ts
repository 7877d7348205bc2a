import { describe, expect, it } from '@jest/globals';
import type { CutPart } from '../../cut/cut-types.js';
import { shownBy } from './shown-by.js';

const START_MS = Date.UTC(2026, 0, 5, 10);

function part(runs: [number, number][], coveredFromSeconds = runs[0]![0]): CutPart {
  return {
    runs: runs.map(([fromSeconds, toSeconds]) => ({ fromSeconds, toSeconds })),
    coveredFromSeconds,
    ...{ atSeconds: 0, copiedAtSeconds: 0, encodedFrames: 0, copiedFrames: 1 },
    signed: null,
  };
}

const seconds = (intervals: readonly { startsAtMs: number; endsAtMs: number }[]) =>
  intervals.map((each) => [each.startsAtMs - START_MS, each.endsAtMs - START_MS]);

describe('What a clip shows', () => {
  it('is placed by the start of each file', () => {
    const { shown, covered } = shownBy(
      [part([[1, 3.0004]]), part([[0, 2]])],
      [{ fileStartsAtMs: START_MS }, { fileStartsAtMs: START_MS + 3000 }],
    );
    expect(seconds(shown)).toEqual([
      [1000, 3000],
      [3000, 5000],
    ]);
    expect(covered).toEqual(shown);
  });

  it('has the runs between holes, of which the first may be covered from earlier on', () => {
    const runs: [number, number][] = [
      [5, 7],
      [90, 91],
    ];
    const { shown, covered } = shownBy([part(runs, 3)], [{ fileStartsAtMs: START_MS }]);
    expect(seconds(shown)).toEqual([
      [5000, 7000],
      [90_000, 91_000],
    ]);
    expect(seconds(covered)).toEqual([
      [3000, 7000],
      [90_000, 91_000],
    ]);
  });

  it('is covered as the recording covers it where the file was encoded for the clip', () => {
    const { covered } = shownBy(
      [part([[0, 2]])],
      [{ fileStartsAtMs: START_MS, encodedCoverSeconds: -1.5 }],
    );
    expect(seconds(covered)).toEqual([[-1500, 2000]]);
  });
});

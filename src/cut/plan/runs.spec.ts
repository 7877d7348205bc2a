import { describe, expect, it } from '@jest/globals';
import { displayedAt, shownFrames } from './runs.js';

const range = (from: number, count: number, step: number) =>
  Array.from({ length: count }, (_, i) => from + i * step);

/** Ten seconds with a frame in each, a hole of a hundred seconds, ten seconds more. */
const HOLED = [...range(0, 10, 1), ...range(110, 10, 1)];
const within = (times: number[], from: number, to: number) =>
  times.filter((time) => time >= from && time < to);

describe('What is shown of a window', () => {
  it.each<[string, number[], from: number, to: number, runs: [number, number][], covered: number]>([
    ['ends with the window, though its last frame lasts longer', HOLED, 2, 5.5, [[2, 5.5]], 2],
    ['begins with its first frame, and is covered by the one before', HOLED, 2.5, 5, [[3, 5]], 2.5],
    ['ends at a hole', HOLED, 7, 50, [[7, 10]], 7],
    ['begins after a hole, and is not covered in it', HOLED, 50, 112, [[110, 112]], 110],
    [
      'is divided at a hole',
      HOLED,
      8,
      112,
      [
        [8, 10],
        [110, 112],
      ],
      8,
    ],
    [
      'is divided at each hole',
      [0, 1, 2, 50, 51, 52, 99, 100],
      1,
      99.5,
      [
        [1, 3],
        [50, 53],
        [99, 99.5],
      ],
      1,
    ],
    ['is not divided in slow footage', range(0, 9, 5), 3, 31, [[5, 31]], 3],
    ['begins before the first frame of the file', range(4, 5, 1), 1, 6, [[4, 6]], 4],
  ])('%s', (_, times, from, to, runs, covered) => {
    const known = { times, lastSeconds: 1 };
    expect(shownFrames(within(times, from, to), known, { from, until: to })).toEqual({
      runs: runs.map(([fromSeconds, toSeconds]) => ({ fromSeconds, toSeconds })),
      coveredFromSeconds: covered,
    });
  });

  it('ends after the window where a later frame is needed', () => {
    const known = { times: range(0, 9, 1), lastSeconds: 1 };
    const { runs } = shownFrames([2, 3, 4, 5], known, { from: 2, until: 4.5 });
    expect(runs).toEqual([{ fromSeconds: 2, toSeconds: 6 }]);
  });

  it('ends after the window also where the later frame begins as it ends, computed less exactly', () => {
    const known = { times: range(0, 9, 1), lastSeconds: 1 };
    const { runs } = shownFrames([2, 3, 4, 5], known, { from: 2, until: 5 + 1e-9 });
    expect(runs).toEqual([{ fromSeconds: 2, toSeconds: 6 }]);
  });

  it('is the displayed frame from the start of the window on, where none begins inside', () => {
    const known = { times: range(0, 9, 5), lastSeconds: 5 };
    const shown = (from: number, to: number) => shownFrames([10], known, { from, until: to }).runs;
    expect(shown(11, 13)).toEqual([{ fromSeconds: 11, toSeconds: 13 }]);
    expect(shown(11, Infinity)).toEqual([{ fromSeconds: 10, toSeconds: 15 }]);
  });
});

describe('The frame that is displayed', () => {
  it.each<[at: number, expected: [number, number] | null]>([
    [-0.1, null],
    [0, [0, 1]],
    [3.9, [3, 4]],
    [9.9, [9, 10]],
    [10, null],
    [109.9, null],
    [110, [110, 111]],
    [119.9, [119, 120]],
    [120, null],
  ])('at %d is %p', (at, expected) => {
    const shown = displayedAt({ times: HOLED, lastSeconds: 1 }, at);
    expect(shown && [shown.fromSeconds, shown.toSeconds]).toEqual(expected);
  });
});

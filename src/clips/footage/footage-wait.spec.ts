import { describe, expect, it } from '@jest/globals';
import { footageToCome } from './footage-wait.js';

const recording = (from: number, to: number) => ({ startsAt: from * 1000, endsAt: to * 1000 });
const until = (recordings: [number, number][], now: number, [from, to] = [10, 20]) =>
  footageToCome(
    recording(from, to),
    recordings.map(([a, b]) => recording(a, b)),
    120,
    now * 1000,
  );

describe('footageToCome, for a window from 10 to 20 s and a grace of 120 s', () => {
  it.each<[string, [number, number][], number, number | null]>([
    ['nothing yet', [], 21, 140_000],
    ['a part', [[0, 15]], 21, 140_000],
    [
      'all of it',
      [
        [0, 15],
        [15, 30],
      ],
      21,
      null,
    ],
    [
      'all but jitter',
      [
        [0, 15],
        [15.2, 30],
      ],
      21,
      null,
    ],
    ['nothing, a moment before the time is up', [], 139.999, 140_000],
    ['nothing, when the time is up', [], 140, null],
    ['nothing, with the window still ahead', [], 0, 140_000],
  ])('with %s', (_, recordings, now, expected) => {
    expect(until(recordings, now)).toBe(expected);
  });

  it('waits for the one instant of an empty window', () => {
    expect(until([[0, 10]], 11, [10, 10])).toBe(130_000);
    expect(until([[0, 11]], 11, [10, 10])).toBeNull();
  });
});

import { describe, expect, it } from '@jest/globals';
import { footageWaitUntilMs, nextLookMs } from './footage-wait.js';

const recording = (from: number, to: number) => ({ startsAtMs: from * 1000, endsAtMs: to * 1000 });
const until = (recordings: [number, number][], now: number, [from, to] = [10, 20]) =>
  footageWaitUntilMs(
    recording(from, to),
    recordings.map(([a, b]) => recording(a, b)),
    120,
    now * 1000,
  );

describe('A clip from 10 to 20 s, with 120 s of grace', () => {
  it.each<[string, [number, number][], number, number | null]>([
    ['waits without footage', [], 21, 140_000],
    ['waits with footage of a part', [[0, 15]], 21, 140_000],
    [
      'does not wait with footage of all of it',
      [
        [0, 15],
        [15, 30],
      ],
      21,
      null,
    ],
    [
      'does not wait for jitter',
      [
        [0, 15],
        [15.2, 30],
      ],
      21,
      null,
    ],
    ['waits until the grace period is over', [], 139.999, 140_000],
    ['does not wait when the grace period is over', [], 140, null],
    ['waits before its interval has begun', [], 0, 140_000],
  ])('%s', (_, recordings, now, expected) => {
    expect(until(recordings, now)).toBe(expected);
  });

  it('waits for the instant of an empty interval', () => {
    expect(until([[0, 10]], 11, [10, 10])).toBe(130_000);
    expect(until([[0, 11]], 11, [10, 10])).toBeNull();
  });
});

describe('A job that waits for footage of 10 to 20 s until 140 s', () => {
  it.each<[string, number, boolean, number]>([
    ['in the future, sleeps until the end can have been recorded', -1e9, false, 35],
    ['in the future, sleeps as long while a recording grows', -1e9, true, 23],
    ['that has ended, looks regularly', 50, false, 65],
    ['that has ended, looks often while a recording grows', 50, true, 53],
    ['that has ended, looks when the time is up', 139, false, 140],
  ])('%s', (_, now, mayGrow, expected) => {
    const interval = { startsAtMs: 10_000, endsAtMs: 20_000 };
    expect(nextLookMs(interval, 140_000, now * 1000, mayGrow)).toBe(expected * 1000);
  });
});

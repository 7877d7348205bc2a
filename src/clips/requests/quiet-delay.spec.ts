import { describe, expect, it } from '@jest/globals';
import { quietDelayMs } from './quiet-delay.js';

describe('The delay of an automatic clip after a change', () => {
  it.each<[string, number, number, number]>([
    ['is ten seconds after the first change', 0, 20, 10],
    ['is ten seconds after each further one', 35, 20, 10],
    ['ends a minute after the first change', 55, 20, 5],
    ['is over after that', 61, 20, 0],
    ['of a long clip ends when as much time has passed as it lasts', 595, 600, 5],
    ['of a long clip is over after that', 700, 600, 0],
  ])('%s', (_, changedBeforeSeconds, clipSeconds, expected) => {
    const delay = quietDelayMs(1e12, 1e12 + changedBeforeSeconds * 1000, clipSeconds * 1000);
    expect(delay).toBe(expected * 1000);
  });

  it('gives an event that is extended every second for an hour six clips meanwhile', () => {
    const madeAt: number[] = [];
    for (let now = 0, changedAt = 0; now < 3600; now++) {
      const presentMs = (madeAt.at(-1) ?? 0) * 1000;
      // Each change delays the clip, until the delay is over.
      if (quietDelayMs(changedAt * 1000, now * 1000, presentMs) > 0) continue;
      madeAt.push(now);
      changedAt = now;
    }
    expect(madeAt).toEqual([60, 120, 240, 480, 960, 1920]);
  });
});

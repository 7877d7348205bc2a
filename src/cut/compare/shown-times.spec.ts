import { describe, expect, it } from '@jest/globals';
import { ShownTimes } from './shown-times.js';

/** Compares frames at these ticks with when they have to be shown, in ticks of which a second has ten. */
function check(frames: [shown: number, due: number][], lasts = 9, due = 9): void {
  const times = new ShownTimes(10, frames.length);
  for (const [shown, expected] of frames) times.add(shown / 10, expected / 10);
  times.check(lasts / 10, due / 10);
}

describe('The frames of a clip', () => {
  it.each<[string, [number, number][]]>([
    ['to the tick', [[0, 0], [1, 1], [2, 2]]], // prettier-ignore
    ['at the nearest tick', [[0, 0.4], [1, 0.6], [2, 2.4]]], // prettier-ignore
    ['at either of two ticks that are equally near', [[0, 0.5], [2, 1.5], [3, 2.5]]], // prettier-ignore
    ['in any order', [[0, 0], [3, 3], [1, 1], [2, 2]]], // prettier-ignore
    ['a tick apart where they are closer', [[0, 0], [1, 0.1], [2, 0.2], [3, 3]]], // prettier-ignore
  ])('may be shown %s', (_, frames) => {
    expect(() => check(frames)).not.toThrow();
  });

  it.each<[string, [number, number][], string]>([
    ['late', [[0, 0], [2, 1], [3, 3]], 'Frame 2 is shown at tick 2 instead of 1 '], // prettier-ignore
    ['early', [[0, 0], [2, 3], [3, 4]], 'Frame 2 is shown at tick 2 instead of 3 '], // prettier-ignore
    ['at once', [[0, 0], [0, 0.2]], 'Frame 2 is shown at tick 0 instead of 0.2 '], // prettier-ignore
    ['later than crowding explains', [[0, 0], [2, 0.1]], 'Frame 2 is shown at tick 2 instead of 0.1 '], // prettier-ignore
  ])('may not be shown %s', (_, frames, message) => {
    expect(() => check(frames)).toThrow(message);
  });

  it.each<[lasts: number, due: number, isRight: boolean]>([
    [20, 20, true],
    [20, 20.5, true],
    [20, 19, false],
    [20, 21, false],
    // The last of two crowded frames is shown for a tick.
    [2, 1.2, true],
    [3, 1.2, false],
  ])('that last %d ticks may have to last %d: %p', (lasts, due, isRight) => {
    const checking = expect(() => check([[0, 0], [1, 0.1]], lasts, due)); // prettier-ignore
    if (isRight) checking.not.toThrow();
    else checking.toThrow(`The pictures last ${lasts / 10} s instead of ${due / 10} s.`);
  });
});

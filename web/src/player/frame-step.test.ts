import { describe, expect, it } from 'vitest';
import { frameTime, nextSpeed } from './frame-step.js';

describe('frameTime', () => {
  const clip = { frames: 15, seconds: 1 };
  const middleOf = (frame: number) => expect.closeTo((frame + 0.5) / 15, 9) as number;
  it.each([
    ['the next frame after the first', 0, 1, 1],
    ['the next frame after another', 4.5 / 15, 1, 5],
    ['the previous frame', 4.5 / 15, -1, 3],
    ['ten on', 4.5 / 15, 10, 14],
    ['the first frame before the first', 0, -1, 0],
    ['the last frame after the last', 14.5 / 15, 1, 14],
    ['the last frame after the end', 1, 1, 14],
    ['the next frame if the time is slightly early', 5 / 15 - 1e-7, 1, 6],
  ])('gives %s', (_, shownAt, steps, frame) => {
    expect(frameTime(shownAt, steps, clip)).toEqual(middleOf(frame));
  });
});

it.each([
  [1, 1, 1.5],
  [1, -1, 0.5],
  [4, 1, 4],
  [0.25, -1, 0.25],
  [1.2, 1, 1.5],
  [1.2, -1, 1],
] as const)('the speed after %d in direction %d is %d', (speed, direction, next) => {
  expect(nextSpeed(speed, direction)).toBe(next);
});

import { describe, expect, it } from '@jest/globals';
import { endOfLastFrame } from './last-frame.js';

describe('endOfLastFrame', () => {
  it.each<[string, number[], number | null, number | null]>([
    ['as the container says', [0, 1, 2], 0.5, 2.5],
    ['of frames in the order of decoding', [0, 3, 1, 2, 4.5], 0.5, 5],
    ['after as long as the frame before, where it claims hours', [0, 0.1, 0.2], 8520, 0.3],
    ['after as long as the frame before, where the container does not say', [0, 3], null, 6],
    ['after as long as the frame before, where it claims nothing', [0, 3], 0, 6],
    ['after as long as the shorter one of two before', [0, 1, 3], null, 4],
    ['after as long as most frames last before it', [0, 2, 3, 5, 8], null, 10],
    ['as the container says, of slow footage', [0, 5, 10], 15, 25],
    ['after as long as frames last before a hole', [0, 0.1, 60], null, 60.1],
    ['after as long as frames last before a hole, where it claims one', [0, 0.1, 60], 300, 60.1],
    ['as the container says, after a hole', [0, 0.1, 60], 0.2, 60.2],
    ['as the container says, of one frame', [7], 2, 9],
    ['after as long as the frame before, of frames at the same time', [0, 1, 1], null, 2],
    ['at no known time, of one frame', [7], null, null],
    ['at no known time, of no frame', [], 1, null],
  ])('is %s', (_, times, lasts, expected) => {
    const end = endOfLastFrame(times, lasts);
    if (expected === null) expect(end).toBeNull();
    else expect(end).toBeCloseTo(expected, 9);
  });
});

import { describe, expect, it } from '@jest/globals';
import { packetsUntil } from './end-rule.js';

describe('packetsUntil', () => {
  it.each<[string, number, number[], number]>([
    ['without B-frames, exactly to the end', 3, [0, 1, 2, 3, 4, 5], 3],
    ['an end between two frames', 2.5, [0, 1, 2, 3, 4, 5], 3],
    ['an end past the last frame', 9, [0, 1, 2, 3], 4],
    ['nothing before the end', 0, [0, 1, 2], 0],
    ['B-frames, ending on the frame they refer to', 4, [0, 3, 1, 2, 6, 4, 5], 4],
    ['B-frames, ending after the first: one frame more', 3, [0, 3, 1, 2, 6, 4, 5], 4],
    ['B-frames, ending inside: two frames more', 2, [0, 3, 1, 2, 6, 4, 5], 4],
    ['B-frames, the end right after a referred frame', 5, [0, 3, 1, 2, 6, 4, 5], 7],
    ['a pyramid', 2, [0, 4, 2, 1, 3, 8, 6, 5, 7], 5],
    ['an open GOP at the end of the file', 6, [0, 1, 4, 2, 3, 7, 5, 6], 8],
    ['no packets', 3, [], 0],
  ])('%s', (_, to, times, count) => {
    expect(packetsUntil(to, times)).toBe(count);
  });
});

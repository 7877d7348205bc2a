import { describe, expect, it } from '@jest/globals';
import { shownSeconds } from './hole.js';

describe('A frame is shown', () => {
  const steady = [0, 0.1, 0.2, 0.3, 0.4, 0.5];
  const slow = [0, 5, 10, 15, 20];

  it.each<[string, number[], number, number, number]>([
    ['until the next one', [0, 0.1, 0.25], 1, 0, 0.15],
    ['for a second between quick ones', [0, 0.1, 1.1, 1.2], 1, 0, 1],
    [
      'as long as its neighbours before a hole of just over a second',
      [0, 0.1, 1.11, 1.21],
      1,
      0,
      0.1,
    ],
    ['as long as its neighbours before a hole of minutes', [0, 0.1, 300, 300.1], 1, 0, 0.1],
    ['for three times the usual spacing', [0, 2, 4, 10, 12, 14], 2, 0, 6],
    ['as long as its neighbours beyond that', [0, 2, 4, 10.1, 12.1], 2, 0, 2],
    ['until the next one in slow footage', slow, 2, 0, 5],
    ['by the median of what is around', [0, 0.1, 0.2, 5, 10, 15, 20], 2, 0, 4.8],
    ['alone between two holes', [0, 0.1, 0.2, 300, 600, 600.1, 600.2], 3, 0, 0.1],
    ['as long as it says at the end of the file', steady, 5, 0.2, 0.2],
    ['as long as its neighbours if it says nothing there', steady, 5, 0, 0.1],
    ['as long as its neighbours if it says hours there', steady, 5, 8520, 0.1],
    ['as slow footage says at the end of the file', slow, 4, 5, 5],
    ['as long as it says if there are no others', [7], 0, 3, 3],
    ['for a moment if there are no others and it says nothing', [7], 0, 0, 0.04],
  ])('%s', (_, times, index, claimedSeconds, expected) => {
    expect(shownSeconds(times, index, claimedSeconds)).toBeCloseTo(expected, 9);
  });
});

import { describe, expect, it } from '@jest/globals';
import { evictedClips, expiredClips, leastUsedClips } from './evicted-clips.js';

const NOW = new Date('2026-01-03T10:00:00Z');
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

/** `[id, bytes, hours since it was made, hours since it was used]` */
type Row = [id: number, bytes: number, made: number, used: number];
const clipsOf = (rows: Row[]) =>
  rows.map(([id, bytes, made, used]) => ({
    ...{ id, bytes, madeAt: hoursAgo(made), usedAt: hoursAgo(used) },
  }));
const idsOf = (clips: readonly { id: number }[]) => clips.map(({ id }) => id).sort();

describe('The cache of clips of a camera alone', () => {
  it.each<[string, Row[], number[]]>([
    ['of nothing removes nothing', [], []],
    [
      'keeps what fits',
      [
        [1, 60, 5, 5],
        [2, 40, 4, 4],
      ],
      [],
    ],
    [
      'removes the one used longest ago',
      [
        [1, 60, 5, 5],
        [2, 41, 4, 4],
      ],
      [1],
    ],
    [
      'goes by use, not by age',
      [
        [1, 60, 5, 1],
        [2, 41, 4, 4],
      ],
      [2],
    ],
    [
      'removes no small one in place of an older one',
      [
        [1, 5, 5, 5],
        [2, 60, 4, 4],
        [3, 60, 3, 3],
      ],
      [1, 2],
    ],
    [
      'keeps the one used last, however large',
      [
        [1, 900, 5, 1],
        [2, 1, 4, 4],
      ],
      [2],
    ],
    [
      'of equal uses keeps the one made last',
      [
        [1, 60, 5, 5],
        [2, 60, 5, 5],
      ],
      [1],
    ],
    [
      'removes what has expired, though it fits and is in use',
      [
        [1, 1, 25, 0],
        [2, 1, 23, 23],
      ],
      [1],
    ],
    ['keeps what expires just now', [[1, 1, 24, 24]], []],
    [
      'does not count what has expired',
      [
        [1, 90, 25, 0],
        [2, 60, 2, 2],
        [3, 40, 1, 1],
      ],
      [1],
    ],
  ])('%s', (_, rows, removed) => {
    const limits = { maxBytes: 100, ttlHours: 24 };
    expect(idsOf(evictedClips(clipsOf(rows), limits, NOW))).toEqual(removed);
  });

  it('knows what has expired', () => {
    const clips = clipsOf([
      [1, 1, 3, 0],
      [2, 1, 1, 1],
    ]);
    expect(idsOf(expiredClips(clips, { ttlHours: 2 }, NOW))).toEqual([1]);
  });

  it.each([
    [0, []],
    [1, [2]],
    [10, [2]],
    [11, [1, 2]],
    [99, [1, 2, 3]],
  ])('frees %d bytes by the clips used longest ago', (bytes, ids) => {
    const clips = clipsOf([
      [1, 10, 9, 2],
      [2, 10, 1, 3],
      [3, 10, 9, 1],
    ]);
    expect(idsOf(leastUsedClips(clips, bytes))).toEqual(ids);
  });
});

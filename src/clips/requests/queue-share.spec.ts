import { describe, expect, it } from '@jest/globals';
import { PRIORITY_AUTOMATIC, PRIORITY_REQUESTED } from '../model/clip-job.js';
import { exceedsShare, priorityOf } from './queue-share.js';

describe('exceedsShare', () => {
  it.each([
    [799, 1000, false],
    [800, 1000, true],
    [0, 1, false],
    [1, 1, true],
    [1, 2, true],
  ])('decides for %d pending requests of a queue of %d: %p', (pending, limit, exceeds) => {
    expect(exceedsShare(pending, limit)).toBe(exceeds);
  });
});

describe('priorityOf', () => {
  it('puts a key with many requests behind others, and before automatic clips', () => {
    expect([0, 9].map(priorityOf)).toEqual([PRIORITY_REQUESTED, PRIORITY_REQUESTED]);
    expect(priorityOf(10)).toBeLessThan(PRIORITY_REQUESTED);
    expect(priorityOf(10_000)).toBeGreaterThan(PRIORITY_AUTOMATIC);
  });
});

import { describe, expect, it } from '@jest/globals';
import { RetryJob } from './retry-job.js';

describe('RetryJob', () => {
  it.each([0, 1000, new Date(0)])('is due at %p', (due) => {
    expect(new RetryJob(due, { n: 2 })).toMatchObject({ due, data: { n: 2 } });
  });

  it.each([NaN, Infinity, new Date(NaN)])('is refused when due at %p', (due) => {
    expect(() => new RetryJob(due)).toThrow(RangeError);
  });
});

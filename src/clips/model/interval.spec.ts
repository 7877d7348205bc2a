import { describe, expect, it } from '@jest/globals';
import { intervalOf, iso, lengthMsOf } from './interval.js';

const at = (seconds: number) => new Date(seconds * 1000);

describe('An interval', () => {
  it('is half-open, in milliseconds', () => {
    const interval = intervalOf(at(1), at(3.5));
    expect(interval).toEqual({ startsAtMs: 1000, endsAtMs: 3500 });
    expect(lengthMsOf(interval)).toBe(2500);
    expect(iso(1500)).toBe('1970-01-01T00:00:01.500Z');
  });
});

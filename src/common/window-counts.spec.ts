import { describe, expect, it } from '@jest/globals';
import { WindowCounts } from './window-counts.js';

const at = (seconds: number) => new Date(Date.parse('2026-01-03T10:30:00Z') + seconds * 1000);

describe('WindowCounts', () => {
  it('counts each by itself, and begins again after the window', () => {
    const counts = new WindowCounts(60_000);
    expect(counts.add('a', at(0))).toEqual({ count: 1, seconds: 60 });
    expect(counts.add('a', at(20.5))).toEqual({ count: 2, seconds: 40 });
    expect(counts.add('b', at(30))).toEqual({ count: 1, seconds: 60 });
    expect(counts.add('a', at(59.9))).toEqual({ count: 3, seconds: 1 });
    expect(counts.add('a', at(60))).toEqual({ count: 1, seconds: 60 });
    expect(counts.add('b', at(61))).toEqual({ count: 2, seconds: 29 });
  });
});

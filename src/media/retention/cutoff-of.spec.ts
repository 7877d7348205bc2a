import { describe, expect, it } from '@jest/globals';
import { cutoffOf } from './cutoff-of.js';

const at = (text: string) => new Date(text);

describe('cutoffOf', () => {
  it.each([
    ['2026-01-31T12:00:00Z', 30, '2026-01-01T12:00:00Z'],
    // Days have 24 hours, even where a time zone changes its clocks in between.
    ['2026-04-28T01:30:00Z', 30, '2026-03-29T01:30:00Z'],
    ['2026-11-24T01:00:00Z', 30, '2026-10-25T01:00:00Z'],
    ['2024-03-01T00:00:00Z', 1, '2024-02-29T00:00:00Z'],
  ])('at %s with %d days is %s', (now, retentionDays, expected) => {
    expect(cutoffOf(at(now), retentionDays)).toEqual(at(expected));
  });

  it('is null for 0 days', () => {
    expect(cutoffOf(at('2026-01-31T12:00:00Z'), 0)).toBeNull();
  });
});

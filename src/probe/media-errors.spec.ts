import { describe, expect, it } from '@jest/globals';
import { checkSpan } from './media-errors.js';

const WEEK = 604_800;

describe('checkSpan', () => {
  it.each([
    [5, 5 + WEEK],
    [0, 0.04],
    [0, null],
  ])('accepts pictures from %p to %p', (startTimeSeconds, endTimeSeconds) => {
    expect(() => checkSpan('/a.ts', { startTimeSeconds, endTimeSeconds })).not.toThrow();
  });

  it.each([
    ['136 years', 0, 4_294_967_295],
    ['a second more than a week', 0, WEEK + 1],
    ['no time', 5, 5],
    ['time that runs back', 5, 4],
    ['no number', NaN, 5],
  ])('refuses those that span %s', (_, startTimeSeconds, endTimeSeconds) => {
    const check = () => checkSpan('/media/a.ts', { startTimeSeconds, endTimeSeconds });
    expect(check).toThrow(expect.objectContaining({ code: 'UNREADABLE_SOURCE' }));
    expect(check).toThrow(/^The timestamps of a\.ts make no sense/);
  });
});

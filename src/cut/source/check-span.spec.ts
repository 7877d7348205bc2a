import { describe, expect, it } from '@jest/globals';
import { agrees } from './check-span.js';

describe('agrees', () => {
  const facts = { startTimeSeconds: 1.4, endTimeSeconds: 13.4 };
  const lasts = (from: number, to: number) => ({ start: 1.4, last: { from, to } });

  it.each([
    ['the same span', lasts(13.333, 13.4), facts, true],
    ['a start that is rounded', { start: 1.401, last: null }, facts, true],
    ['a start that is a frame earlier', { start: 1.36, last: null }, facts, false],
    ['a start that is a frame later', { start: 1.44, last: null }, facts, false],
    ['a last frame that is shown for long', lasts(8, 13.4), facts, true],
    ['a last frame that claims hours', lasts(13.333, 8520), facts, true],
    ['frames that end earlier', lasts(8, 10), facts, false],
    ['a last frame that ends at another time', lasts(13.333, 13.366), facts, true],
    ['a frame more than the facts have', lasts(13.4, 13.466), facts, false],
    ['frames that go on for longer', lasts(16.333, 16.4), facts, false],
    ['an end that is not known', { start: 1.4, last: null }, facts, true],
    ['an end that was not known', lasts(16, 17), { ...facts, endTimeSeconds: null }, true],
  ])('with %s', (_, span, expected, wanted) => {
    expect(agrees(span, expected)).toBe(wanted);
  });
});

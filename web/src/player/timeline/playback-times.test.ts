import { describe, expect, it } from 'vitest';
import { fileTimeAt, momentAt } from './playback-times.js';

const pieces = [
  { start: -5, end: 2 },
  { start: 4, end: 17 },
];

describe('The times of a file without the gaps', () => {
  it.each([
    [-5, 0],
    [0, 5],
    [1.5, 6.5],
    [4, 7],
    [16, 19],
  ])('map the moment %d to %d', (moment, time) => {
    expect(fileTimeAt(pieces, moment)).toBe(time);
    expect(momentAt(pieces, time)).toBe(moment);
  });

  it.each([
    ['before the footage', -20, 0],
    ['in a gap', 3, 7],
    ['after the footage', 60, 20],
  ])('map a moment %s to the next frame, or the last', (_, moment, time) => {
    expect(fileTimeAt(pieces, moment)).toBe(time);
  });

  it('end with the footage', () => {
    expect(momentAt(pieces, 20)).toBe(17);
    expect(momentAt(pieces, 99)).toBe(17);
    expect(momentAt([], 0)).toBeNull();
  });
});

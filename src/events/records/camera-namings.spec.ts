import { describe, expect, it } from '@jest/globals';
import { namingOfCamera } from './camera-namings.js';

const defaults = { timezone: 'Europe/Berlin', pattern: '%path/%s' };
const unset = { timeZone: null, filePattern: null, clockOffsetSeconds: null };

describe('The naming of a camera', () => {
  it.each([
    ['is that of all where it has no row', null, {}],
    ['is that of all where nothing is set', unset, {}],
    ['has its own zone', { ...unset, timeZone: 'Asia/Tokyo' }, { timezone: 'Asia/Tokyo' }],
    ['has its own pattern', { ...unset, filePattern: '%F_%T' }, { pattern: '%F_%T' }],
    ['has its clock', { ...unset, clockOffsetSeconds: -1.0006 }, { clockAheadMs: -1001 }],
  ])('%s', (_, camera, expected) => {
    expect(namingOfCamera(camera, defaults)).toEqual({ ...defaults, clockAheadMs: 0, ...expected });
  });

  it('prefers a clock that is right to one that is wrong for all', () => {
    const all = { timezone: 'UTC', clockAheadMs: 500 };
    expect(namingOfCamera({ ...unset, clockOffsetSeconds: 0 }, all).clockAheadMs).toBe(0);
    expect(namingOfCamera(unset, all)).toEqual({ ...all, pattern: null });
  });
});

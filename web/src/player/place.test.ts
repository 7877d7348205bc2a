import { describe, expect, it } from 'vitest';
import type { ClipTimes } from './clip-times.js';
import { placeOf, timeInClip } from './place.js';
import type { Span } from './timeline/spans.js';

const clip = (footage: readonly Span[], isRealTime = true): ClipTimes => ({
  event: { start: 0, end: 10 },
  requested: null,
  footage,
  gaps: [],
  isRealTime,
});
const FIRST = clip([{ start: -5, end: 15 }]);
const EARLIER = clip([{ start: -10, end: 15 }]);
const WITH_GAP = clip([
  { start: -5, end: 0 },
  { start: 4, end: 15 },
]);
const STILLS = clip([{ start: -5, end: 15 }], false);
const video = (currentTime: number, given = {}) => ({
  ...{ currentTime, paused: false, ended: false, playbackRate: 1 },
  ...given,
});

describe('The place of a video', () => {
  it.each([
    ['the beginning of a video that waits', video(0, { paused: true }), null],
    ['the beginning of one that plays', video(0), { fileTime: 0, moment: -5, isPlaying: true }],
    ['the middle of one that plays', video(8), { fileTime: 8, moment: 3, isPlaying: true }],
    ['the middle of one that is paused', video(8, { paused: true }), { isPlaying: false }],
    ['the end', video(20, { ended: true }), { fileTime: 20, isPlaying: false }],
    ['a speed', video(8, { playbackRate: 0.5 }), { speed: 0.5 }],
  ])('is %s', (_, from, expected) => {
    const place = placeOf(from, FIRST);
    if (expected === null) expect(place).toBeNull();
    else expect(place).toMatchObject(expected);
  });

  it.each([
    ['the same clip', FIRST, FIRST, 8, 8],
    ['one that begins earlier', FIRST, EARLIER, 8, 13],
    ['one that begins later', EARLIER, FIRST, 13, 8],
    ['one that does not show it', EARLIER, FIRST, 2, null],
    ['one with a gap before it', FIRST, WITH_GAP, 10, 6],
    ['one with a gap there', FIRST, WITH_GAP, 8, 5],
    ['still frames', STILLS, STILLS, 3, 3],
    ['video after still frames', STILLS, FIRST, 3, 3],
    ['one whose times are not known', null, null, 8, 8],
  ])('is shown by %s', (_, before, now, fileTime, expected) => {
    expect(timeInClip(placeOf(video(fileTime), before)!, now)).toBe(expected);
  });
});

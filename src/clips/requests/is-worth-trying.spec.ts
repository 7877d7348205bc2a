import { describe, expect, it } from '@jest/globals';
import { isWorthTrying } from './is-worth-trying.js';

describe('Another attempt', () => {
  const failed = (errorCode: 'WINDOW_OUTSIDE_FOOTAGE' | 'VIDEO_NOT_FOUND' | 'FFMPEG_FAILED', triedWith: string[] | null) =>
    ({ state: 'failed', errorCode, triedWith }) as const; // prettier-ignore
  const completed = (triedWith: string[] | null) =>
    ({ state: 'completed', errorCode: null, triedWith }) as const;
  const [old, more] = [['end:1'], ['end:1', 'recording:1:0:9']];

  it.each<
    [string, Parameters<typeof isWorthTrying>[0], string[], 'event' | 'footage', boolean]
  >([
    ['is made where nothing was requested', null, old, 'event', true],
    ['is made of new footage', failed('FFMPEG_FAILED', old), more, 'footage', true],
    ['is made for a new end', failed('TIMED_OUT' as never, old), ['end:2'], 'event', true],
    ['is not made with the same', failed('WINDOW_OUTSIDE_FOOTAGE', more), more, 'footage', false],
    ['is not made with less', failed('WINDOW_OUTSIDE_FOOTAGE', more), old, 'event', false],
    ['is made where a missing file was read', failed('VIDEO_NOT_FOUND', more), more, 'footage', true],
    ['is not made of a missing file', failed('VIDEO_NOT_FOUND', more), more, 'event', false],
    ['is made of unknown inputs outside of footage', failed('WINDOW_OUTSIDE_FOOTAGE', null), old, 'event', true],
    ['is not made after another failure of unknown inputs', failed('FFMPEG_FAILED', null), more, 'footage', false],
    ['is made after a clip', completed(null), old, 'event', true],
    ['is not made where a clip was kept with the same', completed(old), old, 'event', false],
    ['is made where a clip was kept with less', completed(old), more, 'footage', true],
  ])('%s', (_, request, inputs, change, expected) => {
    expect(isWorthTrying(request, inputs, change)).toBe(expected);
  }); // prettier-ignore
});

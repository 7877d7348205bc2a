import { describe, expect, it } from '@jest/globals';
import {
  clipFileName,
  parseClipFileName,
  parseRenditionFileName,
  posterFileName,
  renditionFileName,
} from './clip-file.js';

describe('clip file names', () => {
  it.each([
    [1, 'mp4', '1_clip.mp4'],
    [2_147_483_647, 'gif', '2147483647_clip.gif'],
  ] as const)('%d %s is %s, both ways', (eventId, format, name) => {
    expect(clipFileName(eventId, format)).toBe(name);
    expect(parseClipFileName(name)).toEqual({ eventId, format });
  });

  it.each([
    '',
    '0_clip.mp4',
    '01_clip.mp4',
    '-1_clip.mp4',
    '+1_clip.mp4',
    '1.0_clip.mp4',
    '1e3_clip.mp4',
    '2147483648_clip.mp4',
    '99999999999999999999_clip.mp4',
    '１_clip.mp4',
    '1_clip.MP4',
    '1_clip.mp4\n',
    ' 1_clip.mp4',
    '1_clip.mp4\0',
    '1_clip.webm',
    '1_clip.mp4.tmp',
    '1_clip',
    '_clip.mp4',
    '../1_clip.mp4',
    'posters/1_clip.mp4',
    '.tmp',
    'constructor',
  ])('%j is no clip', (name) => {
    expect(parseClipFileName(name)).toBeNull();
  });

  it('names renditions, which are no clips, both ways', () => {
    expect(renditionFileName(7, 'h264')).toBe('7_h264.mp4');
    expect(parseRenditionFileName('7_h264.mp4')).toBe(7);
    expect(parseClipFileName('7_h264.mp4')).toBeNull();
  });

  it('names the poster', () => {
    expect(posterFileName(7)).toBe('7.jpg');
  });
});

import { describe, expect, it } from '@jest/globals';
import {
  eventOfFile,
  exportFile,
  filesOfClip,
  idOfExportFile,
  idOfIntervalFile,
  intervalFile,
  isFileName,
} from './clip-files.js';

describe('filesOfClip', () => {
  it('names both formats, the poster and the renditions', () => {
    expect(filesOfClip(7)).toEqual([
      ...['7_clip.mp4', '7_clip.gif', 'posters/7.jpg'],
      ...[
        '7_h264.mp4',
        '7_small.mp4',
        '7_notify.mp4',
        '7_chat.mp4',
        '7_timelapse.mp4',
        '7_gif.gif',
      ],
    ]);
  });
});

describe('eventOfFile', () => {
  it.each([1, 7, 2_147_483_647])('knows the files of event %d', (eventId) => {
    expect(filesOfClip(eventId).map(eventOfFile)).toEqual(filesOfClip(eventId).map(() => eventId));
  });

  it.each([
    '',
    '7.mp4',
    '7_clip.mkv',
    '07_clip.mp4',
    '2147483648_clip.mp4',
    '7_clip.mp4.bak',
    'x7_clip.mp4',
    '7.jpg',
    '07_h264.mp4',
    '0_h264.mp4',
    '2147483648_h264.mp4',
    '7_h264.gif',
    '7_gif.mp4',
    '7_h265.mp4',
    'posters/7_h264.mp4',
    'posters/0.jpg',
    'posters/07.jpg',
    'posters/7.jpeg',
    'posters/2147483648.jpg',
    'posters/7_clip.mp4',
    'a/posters/7.jpg',
    '.tmp/7-1.mp4',
    'intervals/0.mp4',
    'intervals/07.mp4',
    'intervals/7.gif',
    'intervals/2147483648.mp4',
    'intervals/7_clip.mp4',
    'intervals/../7_clip.mp4',
    '7.zip',
    'exports/0.zip',
    'exports/07.zip',
    'exports/7.mp4',
    'exports/2147483648.zip',
    'exports/../7_clip.mp4',
  ])('knows nothing of "%s"', (name) => {
    expect(eventOfFile(name)).toBeNull();
    expect(idOfIntervalFile(name)).toBeNull();
    expect(idOfExportFile(name)).toBeNull();
    expect(isFileName(name)).toBe(false);
  });
});

describe('idOfIntervalFile', () => {
  it.each([1, 7, 2_147_483_647])('knows the file of clip %d of a camera alone', (id) => {
    const name = intervalFile(id);
    expect(idOfIntervalFile(name)).toBe(id);
    expect(eventOfFile(name)).toBeNull();
    expect(isFileName(name)).toBe(true);
  });
});

describe('idOfExportFile', () => {
  it.each([1, 7, 2_147_483_647])('knows the file of export %d', (id) => {
    const name = exportFile(id);
    expect(idOfExportFile(name)).toBe(id);
    expect(idOfIntervalFile(name)).toBeNull();
    expect(eventOfFile(name)).toBeNull();
    expect(isFileName(name)).toBe(true);
  });
});

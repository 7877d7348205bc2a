import { describe, expect, it } from '@jest/globals';
import { placeVideo, type VideoToPlace } from './place-video.js';

const given = new Date('2026-01-01T00:00:00Z');
const creationTime = new Date('2026-01-02T00:00:00Z');
const modifiedAt = new Date('2026-01-03T00:00:10Z');
const named = '/media/front/2026-01-04_10-30-00.mp4';
const unnamed = '/media/front/video.mp4';

const everything: VideoToPlace = {
  given,
  filePath: named,
  timezone: 'Europe/Berlin',
  creationTime,
  modifiedAt,
  durationSeconds: 10,
};

describe('placeVideo', () => {
  it.each<[string, Partial<VideoToPlace>, string, string]>([
    ['the start that was given', {}, 'given', '2026-01-01T00:00:00Z'],
    ['the time in the name', { given: null }, 'file_name', '2026-01-04T09:30:00Z'],
    ['the time in the name', { given: undefined }, 'file_name', '2026-01-04T09:30:00Z'],
    [
      'the creation time',
      { given: null, filePath: unnamed },
      'creation_time',
      '2026-01-02T00:00:00Z',
    ],
    [
      'the modification time minus the duration',
      { given: null, filePath: unnamed, creationTime: null },
      'modified',
      '2026-01-03T00:00:00Z',
    ],
    [
      'the modification time, to the millisecond',
      { given: null, filePath: unnamed, creationTime: null, durationSeconds: 1.2344 },
      'modified',
      '2026-01-03T00:00:08.766Z',
    ],
  ])('places a video by %s', (_, video, placedBy, startedAt) => {
    expect(placeVideo({ ...everything, ...video })).toEqual({
      placedBy,
      startedAt: new Date(startedAt),
    });
  });

  it.each(['1904-01-01T00:00:00Z', '1970-01-01T00:00:00Z', '2000-01-01T00:01:00Z'])(
    'ignores a creation time of %s, from a clock that was never set',
    (creation) => {
      const video = { ...everything, given: null, filePath: unnamed };
      const { placedBy } = placeVideo({ ...video, creationTime: new Date(creation) });
      expect(placedBy).toBe('modified');
    },
  );

  it.each([
    ['first, by the age of the file', '2026-10-25T00:31:00Z', '2026-10-25T00:30:00Z'],
    ['second, by the age of the file', '2026-10-25T01:31:00Z', '2026-10-25T01:30:00Z'],
    ['first, of a file that lasts an hour', '2026-10-25T01:30:00Z', '2026-10-25T00:30:00Z', 3600],
    ['first, of a copy', '2026-11-01T00:00:00Z', '2026-10-25T00:30:00Z'],
  ])(
    'reads a time that clocks showed twice as the %s',
    (_, modified, startedAt, durationSeconds = 60) => {
      const placed = placeVideo({
        ...everything,
        given: null,
        filePath: '/media/front/2026-10-25_02-30-00.mp4',
        modifiedAt: new Date(modified),
        durationSeconds,
      });
      expect(placed.startedAt).toEqual(new Date(startedAt));
    },
  );
});

import { describe, expect, it } from '@jest/globals';
import { needsSiblings, placeVideo, unusableName, type VideoToPlace } from './place-video.js';

const given = new Date('2026-01-01T00:00:00Z');
const creationTime = new Date('2026-01-02T00:00:00Z');
const modifiedAt = new Date('2026-01-03T00:00:10Z');
const named = '/media/front/2026-01-04_10-30-00.mp4';
const unnamed = '/media/front/video.mp4';

const everything: VideoToPlace = {
  given,
  filePath: named,
  naming: { timezone: 'Europe/Berlin' },
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

  it('lets the order of files decide where their age says nothing', () => {
    const at = (name: string, minute: number) => ({
      name: `2026-10-25_${name}.mp4`,
      modifiedAtMs: Date.parse('2026-11-01T00:00:00Z') + minute * 60_000,
    });
    const siblings = [at('02-10-00', 0), at('02-40-00', 1), at('02-05-00', 3), at('02-50-00', 4)];
    const started = (minute: number) =>
      placeVideo(
        {
          ...everything,
          given: null,
          filePath: '/media/front/2026-10-25_02-00-00.mp4',
          modifiedAt: new Date(at('', minute).modifiedAtMs),
        },
        siblings,
      ).startedAt;
    expect(started(2)).toEqual(new Date('2026-10-25T01:00:00Z'));
    expect(started(-1)).toEqual(new Date('2026-10-25T00:00:00Z'));
  });

  it('uses the other names of the folder for one that is ambiguous', () => {
    const video = { ...everything, given: null, filePath: '/media/03-01-2026_10-30-00.mp4' };
    expect(placeVideo(video).placedBy).toBe('creation_time');
    const siblings = [{ name: '31-01-2026_10-30-00.mp4', modifiedAtMs: 0 }];
    expect(placeVideo(video, siblings)).toEqual({
      placedBy: 'file_name',
      startedAt: new Date('2026-01-03T09:30:00Z'),
    });
  });

  it.each([
    ['reads a pattern before the styles', '%m-%d-%Y_%H-%M-%S', '01-03-2026_10-30-00.mp4', {}],
    ['reads the styles where the pattern does not match', '%s', '2026-01-03_10-30-00.mp4', {}],
    ['takes off what the clock is ahead', null, '2026-01-03_10-30-07.mp4', { clockAheadMs: 7000 }],
    ['adds what the clock is behind', null, '2026-01-03_10-29-58.mp4', { clockAheadMs: -2000 }],
  ])('%s', (_, pattern, name, clock) => {
    const naming = { timezone: 'Europe/Berlin', pattern, ...clock };
    const placed = placeVideo({ ...everything, given: null, filePath: `/media/${name}`, naming });
    expect(placed).toEqual({
      placedBy: 'file_name',
      startedAt: new Date('2026-01-03T09:30:00Z'),
    });
  });

  it('takes off what the clock is ahead from the time in the file, too, but not from a given one', () => {
    const naming = { timezone: 'Europe/Berlin', clockAheadMs: 7000 };
    const video = { ...everything, filePath: '/media/video.mp4', naming };
    const { startedAt, placedBy } = placeVideo({ ...video, given: null });
    expect(placedBy).toBe('creation_time');
    expect(startedAt.getTime()).toBe(creationTime.getTime() - 7000);
    expect(placeVideo({ ...video, given }).startedAt).toEqual(given);
  });

  it.each([
    ['2026-10-25_02-30-00.mp4', true],
    ['03-01-2026_10-30-00.mp4', true],
    ['2026-01-03_10-30-00.mp4', false],
    ['2026-10-25_02-30-00Z.mp4', false],
    ['video.mp4', false],
  ])('needs the other files of the folder for %s: %p', (name, expected) => {
    const video = { ...everything, given: null, filePath: `/media/${name}` };
    expect(needsSiblings(video)).toBe(expected);
    expect(needsSiblings({ ...video, given })).toBe(false);
  });

  it.each([
    ['video.mp4', 'no time'],
    ['03-01-2026_10-30-00.mp4', 'ambiguous'],
    ['2026-10-25_02-30-00.mp4', null],
  ])('says why the name %s cannot be used: %p', (name, expected) => {
    expect(unusableName(`/media/${name}`, everything.naming)).toBe(expected);
  });
});

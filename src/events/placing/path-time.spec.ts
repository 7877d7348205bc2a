import { describe, expect, it } from '@jest/globals';
import type { NameStyle } from './name-style.js';
import { pathTime } from './path-time.js';
import { clockMsOf } from './written-time.js';

/** Such as `2026-01-03/10/front/30.00.mp4`, in UTC. */
const FOLDERS: NameStyle = {
  name: 'a day, an hour and a camera as folders',
  searches: 'path',
  pattern:
    /(?:^|\/)(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)\/(?<hour>\d\d)\/[^/]+\/(?<minute>\d\d)\.(?<second>\d\d)\.mp4$/g,
  read({ year, month, day, hour, minute, second }) {
    const clockMs = clockMsOf({
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second),
    });
    return clockMs === null ? null : { clockMs, offsetMs: 0 };
  },
};

/** Six digits, unless a serial number stands before them. */
const VETOED: NameStyle = {
  name: 'seconds after midnight',
  searches: 'name',
  pattern: /(?<seconds>\d{6})/g,
  read: ({ seconds }, { before, after }) =>
    before.endsWith('serial') || after.startsWith('!')
      ? null
      : { clockMs: Date.UTC(2026, 0, 3) + Number(seconds) * 1000, offsetMs: null },
};

const berlin = (path: string, ...styles: NameStyle[]) =>
  pathTime(path, 'Europe/Berlin', styles)?.map((instant) => instant?.toISOString()) ?? null;

describe('pathTime', () => {
  it('searches the whole path in a style of paths', () => {
    const path = '/media/2026-01-03/10/front/30.00.mp4';
    expect(berlin(path, FOLDERS)).toEqual(['2026-01-03T10:30:00.000Z']);
  });

  it('searches the name alone in a style of names', () => {
    expect(berlin('/media/000060/video.mp4', VETOED)).toBeNull();
  });

  it('reads a time without an offset in the time zone', () => {
    expect(berlin('/media/003600.mp4', VETOED)).toEqual(['2026-01-03T00:00:00.000Z']);
  });

  it.each([
    ['/media/serial123456.mp4', null],
    ['/media/123456!.mp4', null],
    ['/media/serial123456_003600.mp4', ['2026-01-03T00:00:00.000Z']],
  ])('leaves out a match that the text around it vetoes: %s', (path, expected) => {
    expect(berlin(path, VETOED)).toEqual(expected);
  });

  it('takes the first style whose match is not vetoed', () => {
    const path = '/media/2026-01-03/10/front/30.00.mp4';
    const never: NameStyle = { ...FOLDERS, read: () => null };
    const later: NameStyle = { ...FOLDERS, read: () => ({ clockMs: 0, offsetMs: 0 }) };
    expect(berlin(path, never, FOLDERS, later)).toEqual(['2026-01-03T10:30:00.000Z']);
  });
});

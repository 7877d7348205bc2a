import { describe, expect, it } from '@jest/globals';
import type { NameStyle } from './name-style.js';
import { pathTime } from './path-time.js';

/** Such as `10/front/30.00`, in UTC. */
const FOLDERS: NameStyle = {
  name: 'an hour and a camera as folders',
  searches: 'path',
  pattern: /(?:^|\/)(?<hour>\d\d)\/[^/]+\/(?<minute>\d\d)\.(?<second>\d\d)$/g,
  read: ({ hour, minute, second }) => [
    { as: 'time', time: at(Number(hour) * 3600 + Number(minute) * 60 + Number(second)) },
  ],
};

/** Six digits, unless a serial number stands before them. */
const SECONDS: NameStyle = {
  name: 'seconds',
  searches: 'name',
  pattern: /(?<seconds>\d{6})/g,
  read: ({ seconds }, { before, after }) =>
    before.endsWith('serial') || after.startsWith('!')
      ? []
      : [{ as: 'seconds', time: at(Number(seconds)) }],
};

const at = (seconds: number) => ({ clockMs: seconds * 1000, offsetMs: 0 });
const read = (path: string, ...styles: NameStyle[]) => pathTime(path, [], styles);

describe('pathTime', () => {
  it('searches the whole path without its extension in a style of paths', () => {
    const time = at(10 * 3600 + 30 * 60);
    const { name: style } = FOLDERS;
    expect(read('/media/10/front/30.00.mp4', FOLDERS)).toEqual({ style, time });
    expect(read('10/front/30.00', FOLDERS)).toEqual({ style, time });
    expect(read('/media/10/front/30.00.mp4.part', FOLDERS)).toBeNull();
  });

  it('searches the name alone in a style of names', () => {
    expect(read('/media/000060/video.mp4', SECONDS)).toBeNull();
  });

  it.each([
    ['/media/serial123456.mp4', null],
    ['/media/123456!.mp4', null],
    ['/media/serial123456_003600.mp4', 3600],
    // The second is the end.
    ['/media/003600_007200.mp4', 3600],
    ['/media/003600_003600.mp4', 3600],
    // It is not: it is before the start, or longer than a week after it.
    ['/media/003600_003599.mp4', null],
    ['/media/003600_608400.mp4', 3600],
    ['/media/003600_608401.mp4', null],
  ])('reads %s as %p', (path, seconds) => {
    expect(read(path, SECONDS)?.time ?? null).toEqual(seconds && at(seconds));
  });

  it('takes the first style whose match is not vetoed', () => {
    const never: NameStyle = { ...FOLDERS, name: 'never', read: () => [] };
    const later: NameStyle = { ...FOLDERS, name: 'later' };
    expect(read('10/front/30.00.mp4', never, FOLDERS, later)?.style).toBe(FOLDERS.name);
  });

  it('does not try another style where one is ambiguous', () => {
    const two: NameStyle = {
      ...SECONDS,
      read: () => [
        { as: 'this', time: at(1) },
        { as: 'that', time: at(2) },
      ],
    };
    expect(read('123456.mp4', two, SECONDS)).toEqual({ style: 'seconds', time: null });
  });

  it('reads no number out of a UUID', () => {
    const uuid = '550E8400-e29b-41d4-a716-446655440000';
    expect(read(`${uuid}.mp4`, SECONDS)).toBeNull();
    expect(read(`${uuid}-003600.mp4`, SECONDS)?.time).toEqual(at(3600));
  });
});

import { describe, expect, it } from '@jest/globals';
import type { PlacedBy } from '../../events/placing/place-video.js';
import { howPlaced, placedByAge, type SourcePlacing, sourcePlacing } from './source-placing.js';

const BERLIN = { timezone: 'Europe/Berlin' };

describe('sourcePlacing', () => {
  it.each<[string, PlacedBy, SourcePlacing['unusable']]>([
    ['/media/2026-01-03_10-30-00.mp4', 'file_name', null],
    ['/media/video.mp4', 'given', null],
    ['/media/video.mp4', 'modified', 'no time'],
    ['/media/video.mp4', 'creation_time', 'no time'],
    ['/media/03-01-2026_10-30-00.mp4', 'modified', 'ambiguous'],
  ])('says of %s, placed by %s, why its path was not used', (path, placedBy, unusable) => {
    const name = path.replace('/media/', '');
    expect(sourcePlacing(path, placedBy, BERLIN)).toEqual({
      ...{ name, placedBy, unusable, timezone: 'Europe/Berlin' },
    });
  });
});

const placed = (name: string, placedBy: PlacedBy, unusable: SourcePlacing['unusable'] = null) => ({
  ...{ name, placedBy, unusable, timezone: 'Europe/Berlin' },
});
const REMEDY =
  'If that is wrong, give started_at, or set CAMERA_TIMEZONE or CAMERA_FILE_PATTERN, or time_zone or file_pattern of the camera.';

describe('howPlaced', () => {
  it.each<[string, SourcePlacing[], string]>([
    ['no file', [], ''],
    [
      'a start that was given',
      [placed('a', 'given')],
      'The start of a was given as started_at. If that is wrong, correct started_at.',
    ],
    [
      'a path',
      [placed('a', 'file_name')],
      `The start of a was read from the path, with local times in Europe/Berlin. ${REMEDY}`,
    ],
    [
      'a creation time',
      [placed('a', 'creation_time', 'no time')],
      `The start of a was read from creation_time in the file, because the path has no time that is recognized. ${REMEDY}`,
    ],
    [
      'an ambiguous path',
      [placed('a', 'modified', 'ambiguous')],
      `The start of a was taken from the modification time, which is wrong for copies, because the time in the path can be read in several ways. ${REMEDY}`,
    ],
    [
      'many files, each way once and each file once',
      [
        ...['a', 'a', 'b', 'c', 'd', 'e'].map((name) => placed(name, 'given')),
        ...['f', 'g'].map((name) => placed(name, 'file_name')),
      ],
      'The start of a, b, c and 2 more was given as started_at. ' +
        `The start of f and g was read from the path, with local times in Europe/Berlin. ${REMEDY}`,
    ],
    [
      'three files',
      ['a', 'b', 'c'].map((name) => placed(name, 'given')),
      'The start of a, b and c was given as started_at. If that is wrong, correct started_at.',
    ],
  ])('describes %s', (_, placings, expected) => {
    expect(howPlaced(placings)).toBe(expected);
  });
});

describe('placedByAge', () => {
  it('warns of the files that were placed by their modification time', () => {
    const files = [placed('a', 'modified'), placed('b', 'file_name'), placed('a', 'modified')];
    expect(placedByAge(files)).toBe(
      'The start of a was taken from the modification time, which is wrong for copies. ' +
        'Give started_at for that file, or set CAMERA_FILE_PATTERN.',
    );
    expect(placedByAge([...files, placed('c', 'modified')])).toMatch(
      /^The start of a and c was .* for those files,/,
    );
    expect(placedByAge([placed('b', 'file_name'), placed('c', 'creation_time')])).toBeNull();
  });
});

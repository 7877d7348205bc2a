import { describe, expect, it } from '@jest/globals';
import { findingsByName } from './findings.js';
import { isSafeName } from './stored-file.js';

const listed = [
  { file: 'clips/001_yard.mp4', file_size_bytes: 9, sha256: 'aa' },
  { file: 'SHA256SUMS', file_size_bytes: 5, sha256: 'bb' },
];
const file = (name: string, bytes: number, isFile = true) => ({ name, bytes, isFile });
const ABOUT = [file('manifest.json', 7), file('manifest.json.sig', 64)];
const whole = [file('clips/001_yard.mp4', 9), file('SHA256SUMS', 5), ...ABOUT];

describe('The names and sizes of an export', () => {
  it.each([
    ['are right', whole, []],
    ['lack what is listed', whole.slice(1), [['clips/001_yard.mp4', 'missing']]],
    ['lack the signature', whole.slice(0, 3), [['manifest.json.sig', 'missing']]],
    ['have a file more', [...whole, file('a.mp4', 1)], [['a.mp4', 'unlisted']]],
    ['have a file twice', [...whole, whole[0]!], [['clips/001_yard.mp4', 'duplicate']]],
    ['have the manifest twice', [...whole, ABOUT[0]!], [['manifest.json', 'duplicate']]],
    ['have a name that leaves the folder', [...whole, file('../a', 1)], [['../a', 'unsafe_name']]],
    [
      'have another size',
      [file('clips/001_yard.mp4', 8), ...whole.slice(1)],
      [['clips/001_yard.mp4', 'size']],
    ],
    [
      'have a link',
      [file('clips/001_yard.mp4', 9, false), ...whole.slice(1)],
      [['clips/001_yard.mp4', 'no_file']],
    ],
    // As it would be a property of every object.
    ['have a file of a strange name', [...whole, file('toString', 1)], [['toString', 'unlisted']]],
  ])('%s', (_, files, expected) => {
    const findings = findingsByName(files, listed);
    expect(findings.map((finding) => [finding.file, finding.problem])).toEqual(expected);
  });
});

describe('A name', () => {
  it.each(['a', 'clips/001_Süd.mp4', 'a..b', '.hidden', 'clips/…'])('%s is safe', (name) => {
    expect(isSafeName(name)).toBe(true);
  });

  it.each(['', '/a', '../a', 'a/../b', 'a/./b', 'a//b', 'a/', 'a\\..\\b', 'C:a', 'c:/a', 'a\0b'])(
    '%j is not safe',
    (name) => {
      expect(isSafeName(name)).toBe(false);
    },
  );
});

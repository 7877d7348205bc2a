import { describe, expect, it } from '@jest/globals';
import { describeImport, importWarning, isIncomplete } from './describe-import.js';
import type { ImportResult } from './folder-import.js';

const NOTHING: ImportResult = {
  ...{
    added: 0,
    updated: 0,
    replaced: 0,
    known: 0,
    growing: 0,
    foreign: 0,
    skipped: [],
    failed: [],
  },
  by_modification_time: { count: 0, example: null },
};
const failed = [{ file: '/srv/a\nb.mp4', code: 'UNREADABLE_SOURCE', message: 'It is damaged.' }];
const loose = { reason: 'no_camera', count: 2, videos: 2, example: 'c.mp4' } as const;
const texts = { reason: 'not_video', count: 3, videos: 0, example: 'front/d\u001b.txt' } as const;
const by_modification_time = { count: 4, example: 'front/e.mp4' };

describe('describeImport', () => {
  it('gives the numbers alone where nothing was left out', () => {
    expect(describeImport({ ...NOTHING, added: 3, known: 1 }, '/srv')).toBe(
      'added 3, updated 0, replaced 0, known 1, growing 0, foreign 0, failed 0',
    );
  });

  it('gives each reason with an example, and hints at --camera', () => {
    const result = {
      ...NOTHING,
      foreign: 5,
      skipped: [texts, loose],
      failed,
      by_modification_time,
    };
    expect(describeImport(result, '/srv/front')).toBe(
      [
        '/srv/a\\u{a}b.mp4: It is damaged.',
        'left out, not video by their extensions: 3, such as front/d\\u{1b}.txt',
        'left out, no camera in the path: 2, such as c.mp4',
        '  If this is the folder of one camera, give --camera front',
        'placed by modification time: 4, such as front/e.mp4',
        'added 0, updated 0, replaced 0, known 0, growing 0, foreign 5, failed 1',
      ].join('\n'),
    );
  });
});

describe('importWarning', () => {
  it('is given for more than a few files that were placed by their modification time', () => {
    expect(importWarning({ ...NOTHING, by_modification_time })).toMatch(
      /^Warning: 4 recordings .* such as front\/e.mp4\. Set CAMERA_FILE_PATTERN .* started_at\.$/,
    );
    const few = { count: 3, example: 'front/e.mp4' };
    expect(importWarning({ ...NOTHING, by_modification_time: few })).toBeNull();
  });
});

describe('isIncomplete', () => {
  it.each<[string, Partial<ImportResult>, boolean]>([
    ['everything was imported', {}, false],
    ['a file failed', { failed }, true],
    ['video was left out', { skipped: [texts, loose] }, true],
    ['only other files were left out', { skipped: [texts] }, false],
  ])('where %s', (_, result, expected) => {
    expect(isIncomplete({ ...NOTHING, ...result })).toBe(expected);
  });
});

import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { placeVideo } from '../../src/events/placing/place-video.js';

/** Style, path and start by line. The file lies beside the checkout and is no part of it. */
const PATHS = fileURLToPath(new URL('../../../shared/field/names/paths.tsv', import.meta.url));
const hasPaths = existsSync(PATHS);
const lines = hasPaths ? readFileSync(PATHS, 'utf8').trimEnd().split('\n') : [];
const rows = lines
  .filter((line) => !line.startsWith('#') && !line.startsWith('style\t'))
  .map((line) => line.split('\t') as [string, string, string]);

const notice = 'Field names are left out: there is no ../shared/field/names beside the checkout.';

describe(hasPaths ? 'Names from the field' : notice, () => {
  if (!hasPaths) {
    it.skip('are placed', () => undefined);
    return;
  }

  it.each(rows)('of %s are placed: %s', (_, path, expected) => {
    const { startedAt, placedBy } = placeVideo({
      filePath: `/media/${path}`,
      naming: { timezone: 'Europe/Berlin' },
      creationTime: null,
      modifiedAt: new Date('2026-03-01T12:00:10Z'),
      durationSeconds: 10,
    });
    expect(placedBy === 'modified' ? '-' : startedAt.toISOString()).toBe(expected);
  });
});

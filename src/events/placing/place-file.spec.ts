import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NOT_ISOLATED } from '../../isolation/file-isolation.js';
import { placeFile } from './place-file.js';

const COPIED = Date.parse('2026-11-20T00:00:00Z');

describe('placeFile', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'event-clips-unit-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function file(name: string, modifiedAtMs = COPIED) {
    writeFileSync(join(folder, name), '');
    utimesSync(join(folder, name), modifiedAtMs / 1000, modifiedAtMs / 1000);
  }

  const place = (name: string, realName = name, modifiedAtMs = COPIED) =>
    placeFile(
      NOT_ISOLATED,
      {
        filePath: join(folder, name),
        naming: { timezone: 'Europe/Berlin' },
        creationTime: null,
        modifiedAt: new Date(modifiedAtMs),
        durationSeconds: 0,
      },
      join(folder, realName),
    );
  const BY_NAME = { placedBy: 'file_name', startedAt: new Date('2026-01-03T09:30:00Z') };
  const BY_AGE = { placedBy: 'modified', startedAt: new Date(COPIED) };

  it('lets the other names of the folder decide', async () => {
    file('03-01-2026_10-30-00.mp4');
    expect(await place('03-01-2026_10-30-00.mp4')).toEqual(BY_AGE);
    file('cam 31-01-2026_10-30-00.mp4');
    mkdirSync(join(folder, '31-01-2026_10-30-00.mp4'));
    expect(await place('03-01-2026_10-30-00.mp4')).toEqual(BY_AGE);
    file('30-01-2026_10-30-00.mp4');
    expect(await place('03-01-2026_10-30-00.mp4')).toEqual(BY_NAME);
    // A link to a file with another name stands in another folder.
    expect(await place('03-01-2026_10-30-00.mp4', '02-01-2026_10-30-00.mp4')).toEqual(BY_AGE);
  });

  it('lets the order of the files decide about an hour that clocks showed twice', async () => {
    file('2026-10-25_02-40-00.mp4', COPIED - 2000);
    file('2026-10-25_02-30-00.mp4');
    const { startedAt } = await place('2026-10-25_02-30-00.mp4');
    expect(startedAt).toEqual(new Date('2026-10-25T01:30:00Z'));
  });

  it('does without a folder that cannot be read', async () => {
    rmSync(folder, { recursive: true });
    expect(await place('03-01-2026_10-30-00.mp4')).toEqual(BY_AGE);
    mkdirSync(folder);
  });
});

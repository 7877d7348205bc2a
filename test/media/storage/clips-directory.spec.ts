import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClipsDirectory } from '../../../src/media/storage/clips-directory.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

describe('ClipsDirectory', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  const at = (name: string) => join(folder.path, name);
  const directoryAt = (name: string) => new ClipsDirectory({ clipsDirectory: at(name) });

  beforeEach(async () => void (folder = await temporaryFolder()));
  afterEach(() => folder.remove());

  it('makes its folders, again and again', async () => {
    for (let start = 0; start < 2; start++) {
      const directory = directoryAt('data/clips');
      await directory.open();
      await directory.check();
      expect((await readdir(at('data/clips'))).sort()).toEqual([
        '.tmp',
        'exports',
        'intervals',
        'posters',
      ]);
    }
    // A backup may leave them out, and everything else works without them.
    for (const name of ['intervals', 'exports']) {
      await rm(at(`data/clips/${name}`), { recursive: true });
      await directoryAt('data/clips').check();
    }
  });

  it('changes nothing where it is not to make folders, and reports what is missing', async () => {
    const missing = directoryAt('clips');
    await missing.open({ make: false });
    await expect(missing.check()).rejects.toThrow(
      'The clips folder, or a folder in it, is missing. Check CLIPS_DIRECTORY and the mount',
    );
    expect(await readdir(folder.path)).toEqual([]);
    // As an empty mount point.
    await mkdir(at('clips'));
    await expect(missing.check({ write: false })).rejects.toThrow('is missing');
    await mkdir(at('clips/posters'));
    await missing.check();
    expect(await readdir(at('clips'))).toEqual(['posters']);
    for (const name of ['file', 'file/below']) {
      await writeFile(at('file'), '');
      const file = directoryAt(name);
      await file.open({ make: false });
      await expect(file.check()).rejects.toThrow(/is no folder|may not be used/);
    }
  });

  it('is where links lead, each followed once', async () => {
    await mkdir(at('disk/clips'), { recursive: true });
    await symlink('disk', at('mount'));
    await symlink('mount/clips', at('clips'));
    const directory = directoryAt('clips');
    await directory.open();
    await directory.check();
    expect(directory.path).toBe(at('disk/clips'));
    expect(directory.posters).toBe(at('disk/clips/posters'));
    expect(directory.temporaries).toBe(at('disk/clips/.tmp'));
  });

  it('notices a link that leads elsewhere by now, and keeps to its folder', async () => {
    await mkdir(at('first'));
    await mkdir(at('second'));
    await symlink('first', at('clips'));
    const directory = directoryAt('clips');
    await directory.open();
    await rm(at('clips'));
    await symlink('second', at('clips'));
    await expect(directory.check()).rejects.toThrow('its link leads elsewhere now');
    expect(directory.path).toBe(at('first'));
    await rm(at('clips'));
    await symlink('first', at('clips'));
    await directory.check();
  });

  it('notices that it was replaced by a link, though to itself', async () => {
    const directory = directoryAt('clips');
    await directory.open();
    await rename(at('clips'), at('moved'));
    await expect(directory.check()).rejects.toThrow('or a folder in it, is missing');
    await symlink('moved', at('clips'));
    await expect(directory.check()).rejects.toThrow('was replaced by a link');
  });

  it('refuses a part that is a link', async () => {
    const directory = directoryAt('clips');
    await directory.open();
    await rename(at('clips/posters'), at('posters'));
    await symlink(at('posters'), at('clips/posters'));
    await expect(directory.check()).rejects.toThrow('A part of the clips folder is no folder');
    await expect(directoryAt('clips').open()).rejects.toThrow(
      `CLIPS_DIRECTORY cannot be used: ${at('clips/posters')} is a link, and must be a folder.`,
    );
  });
});

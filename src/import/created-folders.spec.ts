import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CreatedFolders } from './created-folders.js';

describe('Created folders', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'created-folders-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function put(...names: string[]): Promise<void> {
    for (const name of names) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), '');
    }
  }

  it('have the files that were not reported, at any depth, once they have had time', async () => {
    await put('day/a.mp4', 'day/hour/b.mp4', 'day/c.mp4', 'day/.d.mp4', 'day/.trash/e.mp4');
    const created = new CreatedFolders();
    for (const name of ['day', 'day/hour', 'gone']) created.folder(join(folder, name));
    created.file(join(folder, 'day/c.mp4'));
    expect(await created.unreported()).toEqual([]);
    const found = await created.unreported();
    expect(found.sort()).toEqual([join(folder, 'day/a.mp4'), join(folder, 'day/hour/b.mp4')]);
    await put('day/later.mp4');
    expect(await created.unreported()).toEqual([]);
  });
});

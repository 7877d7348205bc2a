import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { filesBelow } from './folder-files.js';

describe('filesBelow', () => {
  let base: string;
  let folder: string;
  beforeEach(() => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'event-clips-unit-')));
    chmodSync(base, 0o755);
    folder = join(base, 'imported');
    mkdirSync(folder);
  });
  afterEach(() => rmSync(base, { recursive: true }));

  const at = (name: string) => join(folder, name);
  function file(name: string) {
    mkdirSync(dirname(at(name)), { recursive: true });
    writeFileSync(at(name), '');
  }

  /** The files, and what was left out with its reason. */
  async function found() {
    const seen: string[] = [];
    const mayEnter = (real: string) => Promise.resolve(!real.endsWith('forbidden'));
    for await (const { path, skipped, isFolder } of filesBelow(folder, mayEnter)) {
      seen.push(skipped ? `${skipped} ${path}${isFolder ? '/' : ''}` : path);
    }
    return seen.sort();
  }

  it('finds files in folders, but none whose name begins with a dot', async () => {
    for (const name of ['a', 'b/c/d', '.e', 'b/.f/g']) file(name);
    expect(await found()).toEqual(['a', 'b/c/d', 'hidden .e', 'hidden b/.f/']);
  });

  it('follows links to files and folders elsewhere, by the names of the links', async () => {
    file('../disk/front/a');
    file('../disk/b');
    symlinkSync(join(base, 'disk/front'), at('front'));
    symlinkSync('../disk/b', at('c'));
    expect(await found()).toEqual(['c', 'front/a']);
  });

  it('comes by each folder once, and ends in a cycle', async () => {
    file('front/a');
    file('../disk/yard/b');
    symlinkSync(at('front'), at('same'));
    symlinkSync(at('front/a'), at('latest'));
    symlinkSync(base, at('front/up'));
    symlinkSync(folder, at('front/self'));
    symlinkSync(join(base, 'disk'), at('disk'));
    symlinkSync(join(base, 'disk'), at('disk-again'));
    symlinkSync(join(base, 'disk/yard'), join(base, 'disk/yard/round'));
    const twice = (await found()).filter((path) => path.startsWith('linked_twice'));
    const files = (await found()).filter((path) => !path.startsWith('linked_twice'));
    expect(files).toEqual(['disk/yard/b', 'front/a']);
    expect(twice).toEqual([
      'linked_twice disk-again/',
      'linked_twice disk/yard/round/',
      'linked_twice front/self/',
      'linked_twice front/up/',
      'linked_twice latest',
      'linked_twice same/',
    ]);
  });

  it('follows a link to a folder that only the link reaches', async () => {
    file('.store/front/a');
    symlinkSync(at('.store/front'), at('front'));
    expect(await found()).toEqual(['front/a', 'hidden .store/']);
  });

  it('leaves out links that lead nowhere, or to folders that may not be entered', async () => {
    mkdirSync(join(base, 'forbidden'));
    symlinkSync(join(base, 'forbidden'), at('a'));
    symlinkSync(join(base, 'gone'), at('b'));
    symlinkSync(at('c'), at('c'));
    expect(await found()).toEqual(['broken_link b', 'broken_link c', 'outside_media_roots a/']);
  });

  it('leaves out names that are not UTF-8', async () => {
    const name = (text: string) =>
      Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(text, 'latin1')]);
    writeFileSync(name('caf\xe9.mp4'), '');
    mkdirSync(name('k\xfcche'));
    file('käse.mp4');
    expect(await found()).toEqual(['käse.mp4', 'not_utf8 caf\\xe9.mp4', 'not_utf8 k\\xfcche/']);
  });

  it('leaves out what is neither a file nor a folder', async () => {
    const server = createServer().listen(at('socket'));
    await once(server, 'listening');
    expect(await found()).toEqual(['not_a_file socket']);
    server.close();
  });

  it('leaves out folders that may not be read, and fails for the folder itself', async () => {
    file('a/b');
    file('c');
    chmodSync(at('a'), 0);
    // The superuser reads everything.
    const user = process.geteuid!();
    if (user === 0) process.seteuid!(65_534);
    try {
      expect(await found()).toEqual(['c', 'unreadable_folder a/']);
    } finally {
      if (user === 0) process.seteuid!(user);
    }
    chmodSync(at('a'), 0o700);
    folder = at('gone');
    await expect(found()).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

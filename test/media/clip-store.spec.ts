import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClipStore as ClipStoreType } from '../../src/media/storage/clip-store.js';
import * as durable from '../../src/media/storage/durable.js';
import { nameNoSpace, NoSpaceError } from '../../src/media/storage/no-space-error.js';
import { ClipsDirectory } from '../../src/media/storage/clips-directory.js';
import { ClipsFolderError } from '../../src/media/storage/clips-folder-error.js';
import { temporaryFolder } from './support/temporary-folder.js';

/** Runs before each real sync, to see what a power cut at that moment would leave. */
let beforeSync: (path: string) => Promise<void>;
jest.unstable_mockModule('../../src/media/storage/durable.js', () => ({
  sync: async (path: string) => {
    await beforeSync(path);
    await realSync(path);
  },
}));
const realSync = durable.sync;
const { ClipStore } = await import('../../src/media/storage/clip-store.js');

describe('ClipStore', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let clips: string;
  let directory: ClipsDirectory;
  let store: ClipStoreType;

  beforeEach(async () => {
    beforeSync = () => Promise.resolve();
    folder = await temporaryFolder();
    clips = join(folder.path, 'data', 'clips');
    directory = new ClipsDirectory({ mediaRoots: [], clipsDirectory: clips });
    await directory.open();
    store = new ClipStore(directory);
  });
  afterEach(() => folder.remove());

  async function make(content: string): Promise<string> {
    const path = store.temporary('7-1', 'mp4');
    await writeFile(path, content);
    return path;
  }
  const publish = async (name: string, content: string) => store.publish(await make(content), name);
  const names = async () => (await readdir(clips, { recursive: true })).sort();

  it('names files in the making by their job, each once', () => {
    const paths = Array.from({ length: 100 }, () => store.temporary('7-1', 'gif'));
    expect(new Set(paths).size).toBe(100);
    for (const path of paths) {
      expect(path.startsWith(join(clips, '.tmp', '7-1.'))).toBe(true);
      expect(path.endsWith('.gif')).toBe(true);
    }
    expect(() => store.temporary('../7', 'mp4')).toThrow(TypeError);
  });

  it('publishes, and finds what it published', async () => {
    const published = await publish('7_clip.mp4', 'new');
    expect(published).toEqual({
      fileName: '7_clip.mp4',
      path: join(clips, '7_clip.mp4'),
      format: 'mp4',
      bytes: 3,
      version: expect.any(String),
    });
    expect(await store.find(7)).toEqual(published);
    expect((await publish('7_clip.mp4', 'new')).version).not.toBe(published.version);
    expect(await store.find(8)).toBeNull();
    expect(await names()).toEqual(['.tmp', '7_clip.mp4', 'posters']);
  });

  it('finds the MP4 before the GIF, regular files alone', async () => {
    await writeFile(join(clips, '7_clip.gif'), 'gif');
    expect(await store.find(7)).toMatchObject({ format: 'gif' });
    await writeFile(join(clips, '7_clip.mp4'), 'mp4');
    expect(await store.find(7)).toMatchObject({ format: 'mp4' });
    await writeFile(join(clips, '8.txt'), 'x');
    await symlink('8.txt', join(clips, '8_clip.mp4'));
    await mkdir(join(clips, '8_clip.gif'));
    expect(await store.find(8)).toBeNull();
  });

  it('syncs the file, renames, and syncs the folder', async () => {
    await publish('7_clip.mp4', 'old');
    const seen: [string, string[]][] = [];
    beforeSync = async (path) => {
      seen.push([path, (await readdir(clips)).filter((name) => name.startsWith('7'))]);
    };
    const temporary = await make('new');
    await store.publish(temporary, '7_clip.gif');
    expect(seen).toEqual([
      [temporary, ['7_clip.mp4']],
      [clips, ['7_clip.gif', '7_clip.mp4']],
    ]);
  });

  it.each(['EIO', 'ENOSPC'])(
    'keeps the old clip when the new one cannot be written (%s)',
    async (code) => {
      await publish('7_clip.mp4', 'old');
      const temporary = await make('new');
      beforeSync = () => Promise.reject(Object.assign(new Error(code), { code }));
      await expect(store.publish(temporary, '7_clip.mp4')).rejects.toMatchObject({
        code: code === 'ENOSPC' ? 'NO_SPACE' : code,
      });
      expect(await readFile(join(clips, '7_clip.mp4'), 'utf8')).toBe('old');
    },
  );

  it('keeps the old clip when nothing was made', async () => {
    await publish('7_clip.mp4', 'old');
    const temporary = store.temporary('7-2', 'mp4');
    await expect(store.publish(temporary, '7_clip.mp4')).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await store.find(7)).toMatchObject({ bytes: 3 });
  });

  it('publishes from its own folder, to clip names alone', async () => {
    const outside = join(folder.path, 'outside.mp4');
    await writeFile(outside, 'x');
    await expect(store.publish(outside, '7_clip.mp4')).rejects.toThrow(TypeError);
    await expect(store.discard(outside)).rejects.toThrow(TypeError);
    await expect(store.publish(await make('x'), '../7_clip.mp4')).rejects.toThrow(TypeError);
    expect(await readFile(outside, 'utf8')).toBe('x');
  });

  it('discards, whether or not something was written', async () => {
    await store.discard(await make('x'));
    await store.discard(store.temporary('7-1', 'mp4'));
    expect(await names()).toEqual(['.tmp', 'posters']);
  });

  it('keeps an opened clip readable while it is replaced and removed', async () => {
    await publish('7_clip.mp4', 'old');
    const opened = await store.open('7_clip.mp4');
    await publish('7_clip.mp4', 'newer');
    await rm(join(clips, '7_clip.mp4'));
    expect(await opened?.handle.readFile('utf8')).toBe('old');
    expect(opened?.stats.size).toBe(3n);
    await opened?.handle.close();
  });

  it('opens regular files with the name of a clip alone', async () => {
    await writeFile(join(clips, 'other.txt'), 'x');
    await symlink('other.txt', join(clips, '7_clip.mp4'));
    await mkdir(join(clips, '8_clip.mp4'));
    for (const name of ['7_clip.mp4', '8_clip.mp4', '9_clip.mp4', 'other.txt', '.tmp', '..']) {
      expect(await store.open(name)).toBeNull();
    }
  });

  it('tries out whether it can publish, and leaves nothing behind', async () => {
    const synced: string[] = [];
    beforeSync = (path) => Promise.resolve(void synced.push(path));
    await store.tryOut({ durable: false });
    expect(synced).toEqual([]);
    await store.tryOut({ durable: true });
    expect(synced).toEqual([
      expect.stringContaining('.tmp/readiness.'),
      clips,
      expect.stringContaining('.tmp/readiness.'),
      join(clips, 'posters'),
    ]);
    expect(await names()).toEqual(['.tmp', 'posters']);
  });

  it('tries it out by several processes at once', async () => {
    const all = Array.from({ length: 50 }, () => store.tryOut({ durable: false }));
    expect(await Promise.all(all)).toHaveLength(50);
    expect(await names()).toEqual(['.tmp', 'posters']);
  });

  it.each(['', 'posters', '.tmp'])('cannot publish without its folder "%s"', async (part) => {
    await rm(join(clips, part), { recursive: true });
    await expect(store.tryOut({ durable: false })).rejects.toThrow('or a folder in it, is missing');
    await writeFile(join(clips, part), 'not a folder');
    await expect(store.tryOut({ durable: false })).rejects.toThrow(ClipsFolderError);
  });

  it.each(['', 'posters'])('cannot publish where nothing can be put into "%s"', async (part) => {
    // Nothing can take the place of a folder.
    await mkdir(join(clips, part, '.ready/in-the-way'), { recursive: true });
    await expect(store.tryOut({ durable: false })).rejects.toMatchObject({ code: 'EISDIR' });
    expect(await readdir(join(clips, '.tmp'))).toEqual([]);
  });

  it('tells the free space', async () => {
    expect(await store.freeBytes()).toBeGreaterThan((await stat(clips)).size);
  });

  it('names a full disk, and nothing else', async () => {
    const write = (path: string) => writeFile(path, 'x').catch(nameNoSpace);
    await expect(write('/dev/full')).rejects.toBeInstanceOf(NoSpaceError);
    await expect(write(join(clips, 'no', 'folder'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

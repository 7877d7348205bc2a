import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { FileGate } from '../../../src/isolation/file-gate.js';
import { type ClipFileRecord, ClipRecords } from '../../../src/media/storage/clip-records.js';
import { ClipsFolderError } from '../../../src/media/storage/clips-folder-error.js';
import { ClipsDirectory } from '../../../src/media/storage/clips-directory.js';
import { ContentTags } from '../../../src/media/storage/content-tags.js';
import * as durable from '../../../src/media/storage/durable.js';
import type { FileClipStorage as FileClipStorageType } from '../../../src/media/storage/file-clip-storage.js';
import { nameNoSpace, NoSpaceError } from '../../../src/media/storage/no-space-error.js';
import { sha256Of } from '../../../src/media/storage/sha256.js';
import { WorkFolder } from '../../../src/media/storage/work-folder.js';
import { describeClipStorage } from './clip-storage.contract.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** Runs before each real sync, to see what a power cut at that moment would leave. */
let beforeSync: (path: string) => Promise<void> = () => Promise.resolve();
jest.unstable_mockModule('../../../src/media/storage/durable.js', () => ({
  sync: async (path: string) => {
    await beforeSync(path);
    await realSync(path);
  },
}));
const realSync = durable.sync;
const { FileClipStorage } = await import('../../../src/media/storage/file-clip-storage.js');
const { ClipStore } = await import('../../../src/media/storage/clip-store.js');

async function openFolder(records = new ClipRecords()) {
  const folder = await temporaryFolder();
  const clips = join(folder.path, 'data', 'clips');
  const directory = new ClipsDirectory({ clipsDirectory: clips });
  const work = new WorkFolder(directory);
  const storage = new FileClipStorage(directory, new ContentTags(records));
  return { folder, clips, directory, work, storage };
}

describeClipStorage('FileClipStorage', async () => {
  const { folder, work, storage } = await openFolder();
  return { storage, localPath: () => work.path('7-1', 'mp4'), dispose: () => folder.remove() };
});

describe('FileClipStorage', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let clips: string;
  let directory: ClipsDirectory;
  let work: WorkFolder;
  let storage: FileClipStorageType;
  let records: ClipRecords;

  beforeEach(async () => {
    beforeSync = () => Promise.resolve();
    records = new ClipRecords();
    ({ folder, clips, directory, work, storage } = await openFolder(records));
    await storage.prepare({ make: true });
  });
  afterEach(() => folder.remove());

  async function make(content: string): Promise<string> {
    const path = work.path('7-1', 'mp4');
    await writeFile(path, content);
    return path;
  }
  const put = async (name: string, content: string) => {
    const path = await make(content);
    return storage.put(path, name, await sha256Of(path));
  };
  const names = async () => (await readdir(clips, { recursive: true })).sort();
  const listed = async () => {
    const found: string[] = [];
    for await (const name of storage.list()) found.push(name);
    return found.sort();
  };

  it('creates its folders, and says when it cannot', async () => {
    expect(await names()).toEqual(['.tmp', 'exports', 'intervals', 'posters']);
    await rm(clips, { recursive: true });
    await writeFile(clips, 'not a folder');
    await expect(storage.prepare({ make: true })).rejects.toThrow(
      `CLIPS_DIRECTORY cannot be used: ${clips} is not a folder.`,
    );
  });

  it('keeps clips at the top of the folder and posters below', async () => {
    await put('7_clip.mp4', 'clip');
    await put('posters/7.jpg', 'poster');
    expect(await names()).toEqual([
      '.tmp',
      '7_clip.mp4',
      'exports',
      'intervals',
      'posters',
      'posters/7.jpg',
    ]);
    expect(await readFile(join(clips, 'posters/7.jpg'), 'utf8')).toBe('poster');
  });

  it.each(['7_clip.gif', 'posters/7.jpg'])(
    'syncs %s, renames it, and syncs its folder',
    async (name) => {
      await put('7_clip.mp4', 'old');
      const seen: [string, string[]][] = [];
      beforeSync = async (path) => {
        seen.push([path, (await names()).filter((each) => each.includes('7'))]);
      };
      const local = await make('new');
      const temporary = `.tmp/${local.slice(join(clips, '.tmp/').length)}`;
      await storage.put(local, name, await sha256Of(local));
      expect(seen).toEqual([
        [local, [temporary, '7_clip.mp4']],
        [join(clips, name, '..'), [name, '7_clip.mp4'].sort()],
      ]);
    },
  );

  it.each(['EIO', 'ENOSPC'])(
    'keeps the old clip when the new one cannot be written (%s)',
    async (code) => {
      await put('7_clip.mp4', 'old');
      const local = await make('new');
      beforeSync = () => Promise.reject(Object.assign(new Error(code), { code }));
      await expect(storage.put(local, '7_clip.mp4', '')).rejects.toMatchObject({
        code: code === 'ENOSPC' ? 'NO_SPACE' : code,
      });
      expect(await readFile(join(clips, '7_clip.mp4'), 'utf8')).toBe('old');
    },
  );

  it('takes files from its own work folder alone', async () => {
    const outside = join(folder.path, 'outside.mp4');
    await writeFile(outside, 'x');
    await expect(storage.put(outside, '7_clip.mp4', '')).rejects.toThrow(TypeError);
    expect(await readFile(outside, 'utf8')).toBe('x');
  });

  it('syncs the folders of removed files, also where another process has removed them', async () => {
    const seen: string[] = [];
    beforeSync = async (path) => void seen.push(await Promise.resolve(path));
    await storage.remove(['7_clip.mp4', '8_clip.mp4', 'posters/7.jpg']);
    expect(seen).toEqual([clips, join(clips, 'posters')]);
  });

  it('says which files it cannot remove', async () => {
    await put('7_clip.mp4', 'clip');
    const statAll = storage.statAll.bind(storage);
    jest.spyOn(storage, 'statAll').mockImplementationOnce(async (all) => {
      const files = await statAll(all);
      await rm(join(clips, '7_clip.mp4'));
      await mkdir(join(clips, '7_clip.mp4'));
      return files;
    });
    const { removed, failed } = await storage.remove(['7_clip.mp4']);
    expect(removed).toEqual([]);
    expect(failed).toMatchObject([{ name: '7_clip.mp4', error: { syscall: 'unlink' } }]);
  });

  it('knows regular files with the names of clips and posters alone', async () => {
    await writeFile(join(clips, 'other.txt'), 'x');
    await symlink('other.txt', join(clips, '7_clip.mp4'));
    await mkdir(join(clips, '8_clip.mp4'));
    await writeFile(join(clips, '9_clip.mp4.part'), 'x');
    await writeFile(join(clips, 'posters', 'x.jpg'), 'x');
    const all = ['7_clip.mp4', '8_clip.mp4', '9_clip.mp4', 'other.txt', '.tmp', '..', 'posters'];
    for (const name of all) expect(await storage.open(name)).toBeNull();
    expect(await storage.statAll(all)).toEqual([]);
    expect(await listed()).toEqual([]);
    expect(await storage.withLocalFile('7_clip.mp4', () => Promise.resolve(1))).toBeNull();
    expect(await storage.remove(all)).toEqual({ removed: [], failed: [] });
  });

  it('lists a thousand files in one turn, so that requests for files get theirs', async () => {
    const all = Array.from({ length: 2_500 }, (_, n) => `${n + 1}_clip.mp4`);
    for (const name of all) await writeFile(join(clips, name), '');
    const turns = jest.spyOn(FileGate.prototype, 'run');
    expect(await listed()).toEqual(all.sort());
    // Each of the four folders is opened and closed, too.
    expect(turns).toHaveBeenCalledTimes(4 + (3 + 1 + 1 + 1) + 4);
    turns.mockRestore();
  });

  it('lends a file where it lies', async () => {
    await put('7_clip.mp4', 'clip');
    const path = await storage.withLocalFile('7_clip.mp4', (path) => Promise.resolve(path));
    expect(path).toBe(join(clips, '7_clip.mp4'));
  });

  it('tries out whether it can keep files, and leaves nothing behind', async () => {
    const synced: string[] = [];
    beforeSync = (path) => Promise.resolve(void synced.push(path));
    await storage.tryOut({ durable: false });
    expect(synced).toEqual([]);
    await storage.tryOut({ durable: true });
    expect(synced).toEqual([
      expect.stringContaining('.tmp/readiness.'),
      clips,
      expect.stringContaining('.tmp/readiness.'),
      join(clips, 'posters'),
    ]);
    expect(await names()).toEqual(['.tmp', 'exports', 'intervals', 'posters']);
  });

  it('can be tried out by several processes at once', async () => {
    const all = Array.from({ length: 50 }, () => storage.tryOut({ durable: false }));
    expect(await Promise.all(all)).toHaveLength(50);
    expect(await names()).toEqual(['.tmp', 'exports', 'intervals', 'posters']);
  });

  it.each(['', 'posters', '.tmp'])('cannot keep files without its folder "%s"', async (part) => {
    await rm(join(clips, part), { recursive: true });
    const attempt = () => storage.tryOut({ durable: false });
    await expect(attempt()).rejects.toThrow('or a folder in it, is missing');
    await writeFile(join(clips, part), 'not a folder');
    await expect(attempt()).rejects.toThrow(ClipsFolderError);
  });

  it.each(['', 'posters'])('cannot keep files where "%s" takes none', async (part) => {
    // No file can take the place of a folder.
    await mkdir(join(clips, part, '.ready/in-the-way'), { recursive: true });
    await expect(storage.tryOut({ durable: false })).rejects.toMatchObject({ code: 'EISDIR' });
    expect(await readdir(join(clips, '.tmp'))).toEqual([]);
    await storage.prepare({ make: false });
    await expect(storage.prepare({ make: true })).rejects.toThrow('CLIPS_DIRECTORY');
  });

  it('starts on a full disk, from which cleanup may remove clips', async () => {
    beforeSync = () => Promise.reject(new NoSpaceError());
    await storage.prepare({ make: true });
  });

  it('names a full disk, and nothing else', async () => {
    const write = (path: string) => writeFile(path, 'x').catch(nameNoSpace);
    await expect(write('/dev/full')).rejects.toBeInstanceOf(NoSpaceError);
    await expect(write(join(clips, 'no', 'folder'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('leaves its files to an nginx in front of it where there is one', async () => {
    expect(await storage.handOver('7_clip.mp4')).toBeNull();
    const tags = new ContentTags(records);
    const behind = new FileClipStorage(directory, tags, '/internal/clips');
    expect(await behind.handOver('posters/7.jpg')).toEqual({
      status: 200,
      headers: { 'X-Accel-Redirect': '/internal/clips/posters/7.jpg' },
    });
  });

  describe('The content tag', () => {
    /** As another process sees the folder, which has written nothing. */
    async function tagOf(name: string): Promise<string> {
      const other = new FileClipStorage(directory, new ContentTags(records));
      const file = (await other.open(name))!;
      return file.contentTag().finally(() => file.close());
    }
    const path = () => join(clips, '7_clip.mp4');
    const recordAt = (generatedAt: Date, record: Partial<ClipFileRecord> = {}) =>
      records.use(() =>
        Promise.resolve({ sha256: 'c'.repeat(64), bytes: 4, generatedAt, ...record }),
      );

    it('is the SHA-256 of the content', async () => {
      await put('7_clip.mp4', 'clip');
      await put('posters/7.jpg', 'poster');
      const expected = await sha256Of(path());
      expect(await tagOf('7_clip.mp4')).toBe(expected);
      expect(await tagOf('posters/7.jpg')).toBe(await sha256Of(join(clips, 'posters/7.jpg')));
    });

    it('comes from the record of a clip that is unchanged since', async () => {
      const { modifiedAt } = await put('7_clip.mp4', 'clip');
      recordAt(new Date(modifiedAt.getTime() + 100));
      expect(await tagOf('7_clip.mp4')).toBe('c'.repeat(64));
    });

    it('stays the same when the file is copied to another disk, or touched', async () => {
      const { modifiedAt } = await put('7_clip.mp4', 'clip');
      recordAt(new Date(modifiedAt.getTime() + 100), { sha256: await sha256Of(path()) });
      const tag = await tagOf('7_clip.mp4');
      const content = await readFile(path());
      await rm(path());
      await writeFile(path(), content);
      await utimes(path(), new Date(), new Date(Date.now() + 60_000));
      expect(await tagOf('7_clip.mp4')).toBe(tag);
    });

    it('is that of the bytes where an operator has replaced the file', async () => {
      const { modifiedAt } = await put('7_clip.mp4', 'clip');
      recordAt(modifiedAt);
      expect(await tagOf('7_clip.mp4')).toBe('c'.repeat(64));
      await writeFile(path(), 'pilc');
      await utimes(path(), modifiedAt, new Date(modifiedAt.getTime() + 10));
      expect(await tagOf('7_clip.mp4')).toBe(await sha256Of(path()));
    });
  });

  describe('ClipStore', () => {
    it('shows the paths of clips', async () => {
      const store = new ClipStore(storage);
      await writeFile(join(clips, '7_clip.gif'), 'gif');
      expect(await store.find(7)).toMatchObject({ format: 'gif' });
      const { version } = await put('7_clip.mp4', 'clip');
      const found = { fileName: '7_clip.mp4', path: join(clips, '7_clip.mp4'), bytes: 4, version };
      expect(await store.find(7)).toEqual({ ...found, format: 'mp4' });
      expect(await store.get('7_clip.gif')).toMatchObject({ path: join(clips, '7_clip.gif') });
      expect(await store.find(8)).toBeNull();
      expect(await store.get('posters/7.jpg')).toBeNull();
    });

    it('opens clips', async () => {
      const store = new ClipStore(storage);
      await put('7_clip.mp4', 'old');
      const opened = await store.open('7_clip.mp4');
      await put('7_clip.mp4', 'newer');
      expect(await opened?.handle.readFile('utf8')).toBe('old');
      expect(opened?.stats.size).toBe(3n);
      await opened?.handle.close();
      expect(await store.open('posters/7.jpg')).toBeNull();
    });
  });
});

describe('WorkFolder', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let clips: string;
  let work: WorkFolder;

  beforeEach(async () => {
    ({ folder, clips, work } = await openFolder());
    await work.prepare({ make: true });
  });
  afterEach(() => folder.remove());

  const names = () => readdir(join(clips, '.tmp'));

  it('gives each path once, and names it by its job', () => {
    const paths = Array.from({ length: 100 }, () => work.path('7-1', 'gif'));
    expect(new Set(paths).size).toBe(100);
    for (const path of paths) {
      expect(path.startsWith(join(clips, '.tmp', '7-1.'))).toBe(true);
      expect(path.endsWith('.gif')).toBe(true);
    }
    expect(() => work.path('../7', 'mp4')).toThrow(TypeError);
  });

  it('discards files, whether or not something was written', async () => {
    const path = work.path('7-1', 'mp4');
    await writeFile(path, 'x');
    await work.discard(path);
    await work.discard(work.path('7-1', 'mp4'));
    expect(await names()).toEqual([]);
    const outside = join(folder.path, 'outside.mp4');
    await writeFile(outside, 'x');
    await expect(work.discard(outside)).rejects.toThrow(TypeError);
    expect(await readFile(outside, 'utf8')).toBe('x');
  });

  it('knows the jobs of its files, and discards all files of one', async () => {
    for (const job of ['7-1', '7-1', '7-12']) await writeFile(work.path(job, 'mp4'), 'x');
    await mkdir(work.path('7-1', 'frames'));
    expect(await work.jobs()).toEqual(new Set(['7-1', '7-12']));
    await work.discardAll('7-1');
    expect(await work.jobs()).toEqual(new Set(['7-12']));
  });

  it('lists the files whose names it has given', async () => {
    const path = work.path('7-1', 'mp4');
    await writeFile(path, 'xyz');
    await writeFile(join(clips, '.tmp', 'foreign.mp4'), 'x');
    await mkdir(work.path('7-1', 'frames'));
    const files = [];
    for await (const file of work.files()) files.push(file);
    const { mtime: modifiedAt } = await stat(path);
    expect(files).toEqual([{ name: basename(path), path, job: '7-1', bytes: 3, modifiedAt }]);
  });
});

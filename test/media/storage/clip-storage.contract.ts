import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomFillSync } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import type { ByteRange, ClipStorage, ReadNext } from '../../../src/media/storage/clip-storage.js';
import { sha256Of, sha256OfFile } from '../../../src/media/storage/sha256.js';

/** A storage under test, empty. */
export interface StorageUnderTest {
  readonly storage: ClipStorage;
  /** A path for a new file, from which the storage can take it. */
  localPath(): string;
  dispose(): Promise<void>;
}

const CLIP = '7_clip.mp4';
const POSTER = 'posters/7.jpg';
const INTERVAL = 'intervals/7.mp4';
const EXPORT = 'exports/7.zip';
const FOREIGN = [
  '../7_clip.mp4',
  '07_clip.mp4',
  '7_clip.txt',
  'posters',
  '.tmp',
  'posters/7.png',
  'intervals/7.gif',
  'exports/7.mp4',
];

/** What every storage promises. */
export function describeClipStorage(name: string, open: () => Promise<StorageUnderTest>): void {
  describe(name, () => {
    let storage: ClipStorage;
    let under: StorageUnderTest;

    beforeEach(async () => {
      under = await open();
      ({ storage } = under);
      await storage.prepare({ make: true });
    });
    afterEach(() => under.dispose());

    async function put(name: string, content: Buffer | string) {
      const path = under.localPath();
      await writeFile(path, content);
      return storage.put(path, name, await sha256Of(path));
    }

    async function contentOf(name: string): Promise<string | null> {
      const file = await storage.open(name);
      if (!file) return null;
      const content = await readAll(file.read({ start: 0, end: file.bytes - 1 }));
      await file.close();
      return content.toString();
    }

    async function tagOf(name: string): Promise<string> {
      const file = (await storage.open(name))!;
      const tag = await file.contentTag();
      await file.close();
      return tag;
    }

    async function names(): Promise<string[]> {
      const found: string[] = [];
      for await (const name of storage.list()) found.push(name);
      return found.sort();
    }

    it('can be prepared again', async () => {
      await put(CLIP, 'clip');
      await storage.prepare({ make: true });
      expect(await contentOf(CLIP)).toBe('clip');
    });

    it('is usable, and shows nothing of trying that out', async () => {
      await storage.check();
      await storage.tryOut({ durable: false });
      await storage.tryOut({ durable: true });
      expect(await names()).toEqual([]);
    });

    it('keeps clips, posters, clips of a camera alone and exports', async () => {
      const before = Date.now() - 2_000;
      const clip = await put(CLIP, 'clip');
      await put('7_clip.gif', 'picture');
      await put(POSTER, 'poster');
      await put(INTERVAL, 'interval');
      await put(EXPORT, 'export');
      expect(clip).toEqual({
        name: CLIP,
        bytes: 4,
        modifiedAt: expect.any(Date),
        version: expect.any(String),
      });
      expect(clip.modifiedAt.getTime()).toBeGreaterThan(before);
      expect(await storage.stat(CLIP)).toEqual(clip);
      expect(await names()).toEqual(['7_clip.gif', CLIP, EXPORT, INTERVAL, POSTER]);
      const all = [CLIP, '7_clip.gif', POSTER, INTERVAL, EXPORT];
      expect(await Promise.all(all.map(contentOf))).toEqual([
        'clip',
        'picture',
        'poster',
        'interval',
        'export',
      ]);
    });

    it('replaces a file by another one', async () => {
      const old = await put(CLIP, 'old');
      const replaced = await put(CLIP, 'newer');
      expect(replaced).toMatchObject({ bytes: 5 });
      expect(replaced.version).not.toBe(old.version);
      expect(await contentOf(CLIP)).toBe('newer');
      expect(await names()).toEqual([CLIP]);
    });

    it('gives the same bytes another version each time they are put', async () => {
      const versions = [await put(CLIP, 'same'), await put(CLIP, 'same')].map((it) => it.version);
      expect(new Set(versions).size).toBe(2);
    });

    it('keeps the old file where there is no new one', async () => {
      await put(CLIP, 'old');
      await expect(storage.put(under.localPath(), CLIP, '0'.repeat(64))).rejects.toThrow();
      expect(await contentOf(CLIP)).toBe('old');
    });

    it.each(FOREIGN)('has no place for a file called %s', async (name) => {
      const path = under.localPath();
      await writeFile(path, 'x');
      await expect(storage.put(path, name, await sha256Of(path))).rejects.toThrow(TypeError);
      expect(await readFile(path, 'utf8')).toBe('x');
      expect(await storage.open(name)).toBeNull();
      expect(await storage.stat(name)).toBeNull();
      expect(await storage.remove([name])).toEqual({ removed: [], failed: [] });
    });

    it('has nothing where nothing was put', async () => {
      await put(CLIP, 'clip');
      expect(await storage.open('8_clip.mp4')).toBeNull();
      expect(await storage.stat('8_clip.mp4')).toBeNull();
      expect(await storage.withLocalFile('8_clip.mp4', () => Promise.resolve('used'))).toBeNull();
    });

    it('finds those of many files that exist, in order', async () => {
      const ids = Array.from({ length: 50 }, (_, index) => index + 1);
      for (const id of ids) if (id % 2) await put(`${id}_clip.mp4`, `${id}`);
      const found = await storage.statAll(ids.map((id) => `${id}_clip.mp4`));
      expect(found.map((file) => file.name)).toEqual(
        ids.filter((id) => id % 2).map((id) => `${id}_clip.mp4`),
      );
    });

    describe('Reading', () => {
      const CONTENT = randomFillSync(Buffer.alloc(300_000));

      it.each<[number, number]>([
        [0, 0],
        [0, 299_999],
        [10, 19],
        [131_000, 270_000],
        [299_999, 299_999],
      ])('gives bytes %d to %d', async (start, end) => {
        await put(CLIP, CONTENT);
        const file = (await storage.open(CLIP))!;
        expect(file.bytes).toBe(CONTENT.length);
        const content = await readAll(file.read({ start, end }));
        await file.close();
        expect(content.equals(CONTENT.subarray(start, end + 1))).toBe(true);
      });

      it('gives nothing of an empty file', async () => {
        await put(CLIP, '');
        expect(await contentOf(CLIP)).toBe('');
        expect(await storage.stat(CLIP)).toMatchObject({ bytes: 0 });
      });

      it('goes on to the end of a file that is replaced and removed meanwhile', async () => {
        await put(CLIP, CONTENT);
        const file = (await storage.open(CLIP))!;
        const read = file.read(whole(CONTENT));
        const first = Buffer.alloc(1000);
        const count = await read(first);
        await put(CLIP, Buffer.alloc(CONTENT.length));
        await storage.remove([CLIP]);
        const rest = await readAll(read);
        await file.close();
        expect(Buffer.concat([first.subarray(0, count), rest]).equals(CONTENT)).toBe(true);
      });

      it('that begins after the file was replaced gives no byte of the new file', async () => {
        await put(CLIP, CONTENT);
        const file = (await storage.open(CLIP))!;
        await put(CLIP, Buffer.alloc(CONTENT.length));
        const content = await readAll(file.read(whole(CONTENT))).catch(() => CONTENT);
        await file.close();
        expect(content.equals(CONTENT)).toBe(true);
      });

      it('that is likely to be repeated gives the file that is there', async () => {
        const again = async () => {
          const file = await storage.openAgain(CLIP);
          if (!file) return null;
          const content = await readAll(file.read({ start: 0, end: file.bytes - 1 }));
          await file.close();
          return content.toString();
        };
        expect(await again()).toBeNull();
        await put(CLIP, 'old');
        expect(await Promise.all([again(), again(), again()])).toEqual(['old', 'old', 'old']);
        await put(CLIP, 'newer');
        expect(await again()).toBe('newer');
        await storage.remove([CLIP]);
        expect(await again()).toBeNull();
      });

      it('lets several readers read at the same time', async () => {
        await put(CLIP, CONTENT);
        const contents = await Promise.all(
          Array.from({ length: 5 }, async () => {
            const file = (await storage.open(CLIP))!;
            return readAll(file.read(whole(CONTENT))).finally(() => file.close());
          }),
        );
        for (const content of contents) expect(content.equals(CONTENT)).toBe(true);
      });

      it('gives the bytes whose hash `verify` compares', async () => {
        await put(CLIP, 'abc');
        expect(await sha256OfFile(storage, CLIP)).toBe(
          'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
        );
        expect(await sha256OfFile(storage, '8_clip.mp4')).toBeNull();
      });
    });

    describe('The content tag', () => {
      it('is the same for the same bytes, whatever the name and the time', async () => {
        await put(CLIP, 'same');
        const tag = await tagOf(CLIP);
        await put('8_clip.mp4', 'same');
        await put(CLIP, 'same');
        expect([await tagOf(CLIP), await tagOf('8_clip.mp4')]).toEqual([tag, tag]);
        expect(tag).toMatch(/^[\w.+/=-]+$/);
      });

      it.each([CLIP, POSTER])('is another one for other bytes (%s)', async (name) => {
        await put(name, 'one');
        const tag = await tagOf(name);
        await put(name, 'two');
        expect(await tagOf(name)).not.toBe(tag);
      });

      it('belongs to the file that was opened', async () => {
        await put(CLIP, 'one');
        const tag = await tagOf(CLIP);
        const file = (await storage.open(CLIP))!;
        await put(CLIP, 'two');
        const answer = await file.contentTag().catch(() => tag);
        await file.close();
        expect(answer).toBe(tag);
      });
    });

    describe('Removing', () => {
      it('removes the files that exist, and says which', async () => {
        await put(CLIP, 'clip');
        await put(POSTER, 'poster');
        await put('8_clip.mp4', 'other');
        const { removed, failed } = await storage.remove([CLIP, '7_clip.gif', POSTER]);
        expect(removed).toMatchObject([
          { name: CLIP, bytes: 4 },
          { name: POSTER, bytes: 6 },
        ]);
        expect(failed).toEqual([]);
        expect(await names()).toEqual(['8_clip.mp4']);
        expect(await storage.remove([CLIP])).toEqual({ removed: [], failed: [] });
      });

      it('allows a new file of the same name', async () => {
        await put(CLIP, 'one');
        await storage.remove([CLIP]);
        await put(CLIP, 'two');
        expect(await contentOf(CLIP)).toBe('two');
      });
    });

    it('lends a file as a local one', async () => {
      await put(CLIP, 'clip');
      await put(POSTER, 'poster');
      expect(await storage.withLocalFile(CLIP, (path) => readFile(path, 'utf8'))).toBe('clip');
      expect(await storage.withLocalFile(POSTER, (path) => readFile(path, 'utf8'))).toBe('poster');
      await expect(
        storage.withLocalFile(CLIP, () => Promise.reject(new Error('used up'))),
      ).rejects.toThrow('used up');
      expect(await contentOf(CLIP)).toBe('clip');
    });

    it('says how much it can still keep, or that it has no limit', async () => {
      const free = await storage.freeBytes();
      if (free !== null) expect(free).toBeGreaterThan((await stat('.')).size);
    });
  });
}

function whole(content: Buffer): ByteRange {
  return { start: 0, end: content.length - 1 };
}

/** All bytes, in pieces that no buffer of the storage divides. */
async function readAll(read: ReadNext): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (;;) {
    const piece = Buffer.alloc(65_521);
    const count = await read(piece);
    if (count === 0) return Buffer.concat(pieces);
    pieces.push(piece.subarray(0, count));
  }
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UnreadableSourceError, VideoNotFoundError } from './media-errors.js';
import { withMediaFile } from './media-file.js';

describe('withMediaFile', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'event-clips-unit-'));
    await mkdir(join(folder, 'folder.mp4'));
    await writeFile(join(folder, 'empty.mp4'), '');
    await writeFile(join(folder, 'byte.mp4'), 'x');
    await writeFile(join(folder, 'long.mp4'), Buffer.alloc(5000, 7));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    ['byte.mp4', 1, 1],
    ['long.mp4', 5000, 4096],
  ])('gives the size and the first bytes of %s', async (name, sizeBytes, headBytes) => {
    const given = await withMediaFile(join(folder, name), ({ head, sizeBytes }) => ({
      ...{ headBytes: head.length, sizeBytes },
    }));
    expect(given).toEqual({ sizeBytes, headBytes });
  });

  it.each([
    ['empty.mp4', UnreadableSourceError],
    ['folder.mp4', UnreadableSourceError],
    ['x'.repeat(300), UnreadableSourceError],
    ['missing.mp4', VideoNotFoundError],
    ['byte.mp4/missing.mp4', VideoNotFoundError],
  ])('does not read %s', async (name, kind) => {
    const read = withMediaFile(join(folder, name), () => 'read');
    await expect(read).rejects.toBeInstanceOf(kind);
    await expect(read).rejects.toMatchObject({ status: 400 });
  });

  it('keeps the file open until the reader has finished, and closes it then', async () => {
    let used: FileHandle | undefined;
    const size = await withMediaFile(join(folder, 'byte.mp4'), async ({ file }) => {
      used = file;
      await new Promise((resolve) => setImmediate(resolve));
      return (await file.stat()).size;
    });
    expect(size).toBe(1);
    expect(used!.fd).toBe(-1);
    const failed = withMediaFile(join(folder, 'byte.mp4'), ({ file }) => {
      used = file;
      throw new Error('from the reader');
    });
    await expect(failed).rejects.toThrow('from the reader');
    expect(used!.fd).toBe(-1);
  });
});

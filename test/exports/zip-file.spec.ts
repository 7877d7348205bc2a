import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { writeZip, type ZipEntry } from '../../src/exports/make/zip-file.js';

const run = promisify(execFile);
const LOCAL_HEADER = 0x04034b50;

const never = new AbortController().signal;
const modifiedAt = new Date('2026-01-03T10:30:00Z');

function entry(name: string, content: Buffer): ZipEntry {
  let at = 0;
  const read = (buffer: Buffer) => {
    // As a disk may: fewer bytes than there is room for.
    const count = content.copy(buffer, 0, at, Math.min(at + 1000, content.length));
    at += count;
    return Promise.resolve(count);
  };
  return { name, bytes: content.length, crc32: crc32(content), modifiedAt, read };
}

describe('writeZip', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'event-clips-zip-'));
    path = join(folder, 'a.zip');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('stores entries, with CRC and sizes in the local headers', async () => {
    const contents = [
      ['clips/001_Süd.mp4', Buffer.from('first'.repeat(1000))],
      ['empty', Buffer.alloc(0)],
      ['SHA256SUMS', Buffer.from('last')],
    ] as const;
    const seen: number[] = [];
    const packed = await writeZip(
      path,
      contents.map(([name, content]) => entry(name, content)),
      never,
      (bytes) => seen.push(bytes),
    );
    const bytes = await readFile(path);
    expect(packed).toEqual({
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    expect(seen.at(-1)).toBe(bytes.length);
    let at = 0;
    for (const [name, content] of contents) {
      expect(bytes.readUInt32LE(at)).toBe(LOCAL_HEADER);
      const [flags, method] = [bytes.readUInt16LE(at + 6), bytes.readUInt16LE(at + 8)];
      // Bit 3: sizes follow in a data descriptor.
      expect({ descriptor: flags & 8, method }).toEqual({ descriptor: 0, method: 0 });
      expect(bytes.readUInt32LE(at + 14)).toBe(crc32(content));
      expect(bytes.readUInt32LE(at + 18)).toBe(content.length);
      expect(bytes.readUInt32LE(at + 22)).toBe(content.length);
      const [nameBytes, extra] = [bytes.readUInt16LE(at + 26), bytes.readUInt16LE(at + 28)];
      expect(bytes.toString('utf8', at + 30, at + 30 + nameBytes)).toBe(name);
      const start = at + 30 + nameBytes + extra;
      expect(bytes.subarray(start, start + content.length)).toEqual(content);
      at = start + content.length;
    }
    await run('python3', ['-m', 'zipfile', '-t', path]);
  });

  it('writes no entry that ends before its size', async () => {
    const short = { ...entry('a', Buffer.from('abc')), bytes: 9 };
    await expect(writeZip(path, [short], never, () => undefined)).rejects.toThrow('a ends before');
  });

  it('ends when the signal aborts, with its reason', async () => {
    const gone = new AbortController();
    const content = Buffer.alloc(2_000_000);
    const packing = writeZip(path, [entry('a', content)], gone.signal, () =>
      gone.abort(new Error('cancelled')),
    );
    await expect(packing).rejects.toThrow('cancelled');
    expect((await stat(path)).size).toBeLessThan(content.length);
  });
});

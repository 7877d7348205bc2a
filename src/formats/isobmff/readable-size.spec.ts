import { describe, expect, it } from '@jest/globals';
import { type ByteReader, readerOf } from '../byte-reader.js';
import { Unusual } from '../unusual.js';
import { readableSize } from './readable-size.js';
import { box } from './write-box.js';

const FTYP = box('ftyp', Buffer.alloc(8));
const MOOV = box('moov', Buffer.alloc(20));
const FRAGMENT = [box('moof', Buffer.alloc(40)), box('mdat', Buffer.alloc(60))];
const cut = (bytes: Buffer, length: number) => bytes.subarray(0, length);

describe('readableSize', () => {
  const whole = Buffer.concat([FTYP, MOOV, ...FRAGMENT]).length;

  it.each<[string, number, Buffer[]]>([
    ['a whole file', whole, [FTYP, MOOV, ...FRAGMENT]],
    ['a fragment cut inside moof', whole, [FTYP, MOOV, ...FRAGMENT, cut(FRAGMENT[0]!, 20)]],
    ['a fragment cut inside its header', whole, [FTYP, MOOV, ...FRAGMENT, cut(FRAGMENT[0]!, 5)]],
    [
      'a fragment cut inside mdat',
      whole,
      [FTYP, MOOV, ...FRAGMENT, FRAGMENT[0]!, cut(FRAGMENT[1]!, 30)],
    ],
    ['a fragment without its mdat', whole, [FTYP, MOOV, ...FRAGMENT, FRAGMENT[0]!]],
    [
      'data cut short behind its index',
      24 + 20 + 30,
      [FTYP, MOOV, cut(box('mdat', Buffer.alloc(60)), 30)],
    ],
    ['a file that is not MP4', 400, [Buffer.alloc(400, 0x47)]],
  ])('of %s', async (_, size, parts) => {
    expect(await readableSize(readerOf(Buffer.concat(parts)))).toBe(size);
  });

  /** Counts the reads, and what they read. */
  function counted(bytes: Buffer): ByteReader & { reads: number; read: number } {
    const reader = readerOf(bytes);
    return {
      ...{ size: bytes.length, reads: 0, read: 0 },
      bytes(start, length) {
        this.reads++;
        this.read += length;
        return reader.bytes(start, length);
      },
    };
  }

  const empty = (count: number) => Buffer.concat([FTYP, Buffer.alloc(8 * count, box('free'))]);

  it('reads boxes that lie close together at once', async () => {
    const reader = counted(empty(100_000));
    expect(await readableSize(reader)).toBe(reader.size);
    expect(reader.reads).toBeLessThan(60);
  });

  it('reads no more of long boxes than their headers', async () => {
    const fragment = [box('moof', Buffer.alloc(400)), box('mdat', Buffer.alloc(100_000))];
    const reader = counted(
      Buffer.concat([FTYP, MOOV, ...Array.from({ length: 100 }, () => fragment).flat()]),
    );
    expect(await readableSize(reader)).toBe(reader.size);
    expect(reader.read).toBeLessThan(50_000);
  });

  it('refuses a file with more boxes than a day in fragments has, and reads no more of it', async () => {
    const reader = counted(empty(4_000_000));
    await expect(readableSize(reader)).rejects.toThrow(Unusual);
    expect(reader.reads).toBeLessThan(600);
    expect(reader.read).toBeLessThan(9_000_000);
  });

  it('reads a day in fragments of half a second', async () => {
    const fragment = ['styp', 'sidx', 'moof', 'mdat'].map((type) => box(type));
    const bytes = Buffer.concat([
      FTYP,
      MOOV,
      Buffer.alloc(32 * 2 * 86_400, Buffer.concat(fragment)),
    ]);
    expect(await readableSize(readerOf(bytes))).toBe(bytes.length);
  });
});

import { describe, expect, it } from '@jest/globals';
import { readerOf } from '../byte-reader.js';
import { unlessUnusual } from '../unusual.js';
import { all, boxAt, boxesIn, contentOf, has, one, walkBoxes } from './boxes.js';
import { box, u32, u64s } from './write-box.js';

const MDAT = box('mdat', Buffer.from('abcdef'));
/** With a length of 64 bits. */
const LONG = Buffer.concat([u32(1), Buffer.from('mdat'), u64s([20]), u32(7)]);
/** Reaches to the end of what it lies in. */
const OPEN = Buffer.concat([u32(0), Buffer.from('mdat'), u32(7)]);
const FREE = box('free');

const typesIn = async (bytes: Buffer, last?: string) =>
  (await boxesIn(readerOf(bytes), 0, bytes.length, last)).map(({ type }) => type);

const isRefused = async (action: () => Promise<unknown>) => (await unlessUnusual(action)) === null;

describe('boxAt', () => {
  it.each<[string, Buffer, object | null]>([
    ['a length of 32 bits', MDAT, { type: 'mdat', start: 0, content: 8, end: 14 }],
    ['a length of 64 bits', LONG, { type: 'mdat', start: 0, content: 16, end: 20 }],
    ['no length', OPEN, { type: 'mdat', start: 0, content: 8, end: 12 }],
    ['no content', FREE, { type: 'free', start: 0, content: 8, end: 8 }],
    ['more than there is', MDAT.subarray(0, 10), { type: 'mdat', start: 0, content: 8, end: 14 }],
    ['a length below that of a header', Buffer.concat([u32(7), Buffer.from('mdat')]), null],
    ['half a header', MDAT.subarray(0, 7), null],
    ['64 bits without them', Buffer.concat([u32(1), Buffer.from('mdat')]), null],
    ['64 bits below a header', Buffer.concat([u32(1), Buffer.from('mdat'), u64s([15])]), null],
  ])('reads a box with %s', async (_, bytes, expected) => {
    expect(await boxAt(readerOf(bytes), 0, bytes.length)).toEqual(expected);
  });
});

describe('boxesIn', () => {
  it.each<[string, Buffer, string[]]>([
    ['several', Buffer.concat([MDAT, LONG, FREE]), ['mdat', 'mdat', 'free']],
    ['none', Buffer.alloc(0), []],
    ['a last one without a length', Buffer.concat([FREE, OPEN]), ['free', 'mdat']],
    ['fewer bytes than a header after the last', Buffer.concat([FREE, Buffer.alloc(7)]), ['free']],
  ])('gives %s', async (_, bytes, expected) => {
    expect(await typesIn(bytes)).toEqual(expected);
  });

  it.each<[string, Buffer]>([
    ['a last one that is cut short', Buffer.concat([FREE, MDAT.subarray(0, 10)])],
    ['bytes that are no box', Buffer.concat([FREE, u32(3, 3)])],
    ['more than an index has', Buffer.concat(Array.from({ length: 257 }, () => FREE))],
  ])('takes %s for unusual', async (_, bytes) => {
    expect(await isRefused(() => typesIn(bytes))).toBe(true);
  });

  it('gives as many as an index may have', async () => {
    expect(await typesIn(Buffer.concat(Array.from({ length: 256 }, () => FREE)))).toHaveLength(256);
  });

  it('ends at the first of a type, whatever follows it', async () => {
    const bytes = Buffer.concat([FREE, MDAT, MDAT.subarray(0, 10)]);
    expect(await typesIn(bytes, 'mdat')).toEqual(['free', 'mdat']);
    expect(await isRefused(() => typesIn(bytes, 'moov'))).toBe(true);
  });
});

describe('walkBoxes', () => {
  it('gives a last box that is cut short, and ends', async () => {
    const bytes = Buffer.concat([FREE, MDAT.subarray(0, 10)]);
    const found: string[] = [];
    for await (const { type, end } of walkBoxes(readerOf(bytes), 0, bytes.length)) {
      found.push(`${type} to ${end}`);
    }
    expect(found).toEqual(['free to 8', 'mdat to 22']);
  });
});

describe('contentOf', () => {
  const reader = readerOf(MDAT);
  it('gives the whole content, or its beginning', async () => {
    const [mdat] = await boxesIn(reader, 0, MDAT.length);
    expect((await contentOf(reader, mdat!)).toString()).toBe('abcdef');
    expect((await contentOf(reader, mdat!, 6)).toString()).toBe('abcdef');
    expect((await contentOf(reader, mdat!, 2)).toString()).toBe('ab');
  });

  it('takes more than there is, and more than is read in one piece, for unusual', async () => {
    const [mdat] = await boxesIn(reader, 0, MDAT.length);
    expect(await isRefused(() => contentOf(reader, mdat!, 7))).toBe(true);
    const limit = 256 * 1024;
    const large = (bytes: number) => ({ type: 'mdat', start: 0, content: 8, end: 8 + bytes });
    const memory = readerOf(Buffer.alloc(limit + 9));
    expect(await contentOf(memory, large(limit))).toHaveLength(limit);
    expect(await isRefused(() => contentOf(memory, large(limit + 1)))).toBe(true);
  });
});

describe('one, all and has', () => {
  it('find boxes by their type', async () => {
    const bytes = Buffer.concat([FREE, MDAT, FREE]);
    const boxes = await boxesIn(readerOf(bytes), 0, bytes.length);
    expect([has(boxes, 'free'), has(boxes, 'moov')]).toEqual([true, false]);
    expect(all(boxes, 'free').map(({ start }) => start)).toEqual([0, 22]);
    expect(one(boxes, 'mdat').start).toBe(8);
    for (const type of ['free', 'moov']) expect(() => one(boxes, type)).toThrow();
  });
});

import { describe, expect, it } from '@jest/globals';
import type { FileHandle } from 'node:fs/promises';
import { BoundedReader, MAX_READ_BYTES, MAX_READS, MAX_TOTAL_BYTES } from './bounded-reader.js';
import { Unusual } from './unusual.js';

/** A reader of so many bytes, each its own position's lowest byte, and how often it read. */
function readerOf(size: number) {
  let reads = 0;
  const read = (target: Buffer, offset: number, length: number, position: number) => {
    reads++;
    for (let i = 0; i < length; i++) target[offset + i] = position + i;
    return Promise.resolve({ buffer: target, bytesRead: Math.min(length, size - position) });
  };
  const file = { read } as unknown as FileHandle;
  return { reader: new BoundedReader(file, size), count: () => reads };
}

describe('BoundedReader', () => {
  it('reads pieces that lie close together at once', async () => {
    const { reader, count } = readerOf(100_000);
    expect([...(await reader.bytes(10, 3))]).toEqual([10, 11, 12]);
    expect([...(await reader.bytes(300, 2))]).toEqual([44, 45]);
    expect(count()).toBe(1);
    expect([...(await reader.bytes(9, 1))]).toEqual([9]);
    expect(count()).toBe(2);
  });

  it('reads up to the end', async () => {
    const { reader } = readerOf(10);
    expect([...(await reader.bytes(8, 2))]).toEqual([8, 9]);
    expect(await reader.bytes(10, 0)).toHaveLength(0);
  });

  it.each([
    ['past the end', 95, 6],
    ['before the beginning', -1, 2],
    ['less than nothing', 50, -1],
    ['from nowhere', NaN, 1],
    ['more than at once', 0, MAX_READ_BYTES + 1],
  ])('does not read %s', async (_, start, length) => {
    const { reader, count } = readerOf(length > 100 ? 2 * MAX_READ_BYTES : 100);
    await expect(reader.bytes(start, length)).rejects.toBeInstanceOf(Unusual);
    expect(count()).toBe(0);
  });

  it.each([
    ['bytes', MAX_READ_BYTES, MAX_TOTAL_BYTES / MAX_READ_BYTES],
    ['reads', 1, MAX_READS],
  ])('stops after so many %s', async (_, length, times) => {
    const { reader, count } = readerOf(2 ** 40);
    for (let i = 0; i < times; i++) await reader.bytes(i * 2 ** 20, length);
    await expect(reader.bytes(2 ** 39, length)).rejects.toBeInstanceOf(Unusual);
    expect(count()).toBe(times);
  });
});

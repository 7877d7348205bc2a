import { describe, expect, it } from '@jest/globals';
import { PagedReader } from './paged-reader.js';

const FILE = Buffer.from(Array.from({ length: 20_000 }, (_, i) => i % 251));

/** A reader of the file, and the pieces that it reads. */
function paged() {
  const reads: [number, number][] = [];
  const bytes = (start: number, length: number) => {
    expect(start + length).toBeLessThanOrEqual(FILE.length);
    reads.push([start, length]);
    return FILE.subarray(start, start + length);
  };
  return { reader: new PagedReader({ size: FILE.length, bytes }), reads };
}

describe('PagedReader', () => {
  it('gives the bytes of any place in any order', () => {
    const { reader } = paged();
    for (const [start, length] of [
      [10, 20],
      [0, 5],
      [4000, 200],
      [1000, 18_000],
      [19_990, 10],
      [30, 1],
    ] as const) {
      // prettier-ignore
      expect(reader.bytes(start, length)).toEqual(FILE.subarray(start, start + length));
    }
  });

  it('reads once for places that are close together', () => {
    const { reader, reads } = paged();
    reader.bytes(100, 16);
    reader.bytes(500, 16);
    reader.bytes(16_483, 1);
    expect(reads).toEqual([[100, 16_384]]);
    reader.bytes(16_484, 1);
    expect(reads).toHaveLength(2);
  });

  it('gives fewer bytes past the end', () => {
    const { reader } = paged();
    expect(reader.bytes(19_995, 16)).toEqual(FILE.subarray(19_995));
    expect(reader.bytes(20_000, 16)).toHaveLength(0);
  });
});

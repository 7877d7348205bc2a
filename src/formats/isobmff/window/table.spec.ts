import { describe, expect, it } from '@jest/globals';
import { Unusual } from '../../unusual.js';
import { Table } from './table.js';

const ROWS = 100_000;

describe('Table', () => {
  const bytes = Buffer.alloc(ROWS * 4);
  for (let row = 0; row < ROWS; row++) bytes.writeUInt32BE(row, row * 4);

  function open() {
    const reads: number[] = [];
    const read = (start: number, end: number) => {
      reads.push(end - start);
      return bytes.subarray(start, end);
    };
    return { table: new Table(read, bytes.length), reads };
  }

  it.each([
    { rows: [0, 1, 2, ROWS - 1, 0] },
    { rows: [50_000, 49_999, 50_001] },
    { rows: [4095, 4096, 4097, 8192] },
  ])('gives the rows $rows', ({ rows }) => {
    const { table } = open();
    expect(rows.map((row) => table.u32(row * 4))).toEqual(rows);
  });

  it('gives values of eight bytes that lie across two pages', () => {
    const { table } = open();
    table.u32(0);
    expect(table.u64(16_380)).toBe(4095 * 2 ** 32 + 4096);
  });

  it('reads rows in order page by page, and one page for a row elsewhere', () => {
    const { table, reads } = open();
    for (let row = 0; row < ROWS; row++) table.u32(row * 4);
    expect(reads).toHaveLength(Math.ceil(bytes.length / 16_384));
    reads.length = 0;
    table.u32(0);
    expect(reads).toEqual([16_384]);
  });

  it.each([bytes.length, bytes.length - 3, -4, 2 ** 40])('has nothing at %d', (at) => {
    expect(() => open().table.u32(at)).toThrow(Unusual);
  });
});

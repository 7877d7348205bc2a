import { describe, expect, it } from '@jest/globals';
import { BoundedReader } from '../../bounded-reader.js';
import { readerOf } from '../../byte-reader.js';
import { boxAt } from '../boxes.js';
import { fullBox, u32 } from '../write-box.js';
import { lastValues, readRuns } from './run-table.js';

async function table(count: number, entries: number[]) {
  const bytes = fullBox('stts', 0, 0, u32(count, ...entries));
  const file = {
    read: (into: Buffer, at: number, length: number, from: number) => {
      const bytesRead = bytes.copy(into, at, from, from + length);
      return Promise.resolve({ buffer: into, bytesRead });
    },
  } as unknown as ConstructorParameters<typeof BoundedReader>[0];
  const box = (await boxAt(readerOf(bytes), 0, bytes.length))!;
  return { reader: new BoundedReader(file, bytes.length), box };
}

describe('readRuns', () => {
  it('adds up a table that is longer than one piece', async () => {
    const entries = Array.from({ length: 40_000 }, (_, i) => [2, i]);
    const { reader, box } = await table(entries.length, entries.flat());
    expect(await readRuns(reader, box)).toEqual({ samples: 80_000, total: 39_999 * 40_000 });
  });

  it('does not take a table with fewer entries than it claims', async () => {
    const { reader, box } = await table(3, [1, 10, 1, 20]);
    await expect(readRuns(reader, box)).rejects.toThrow();
  });
});

describe('lastValues', () => {
  it.each<[string, number[], number, number[]]>([
    ['of the last entries', [5, 10, 1, 20, 1, 30], 2, [20, 30]],
    ['of part of an entry', [5, 10, 1, 20], 3, [10, 10, 20]],
    ['of all entries, if there are few', [2, 10, 1, 20], 40, [10, 10, 20]],
    ['of no entry without samples', [1, 10, 0, 99, 1, 20], 40, [10, 20]],
    ['of a run of two thousand million samples', [0x7fffffff, 10], 2, [10, 10]],
    ['of no entries', [], 40, []],
  ])('are those %s', async (_, entries, limit, expected) => {
    const { reader, box } = await table(entries.length / 2, entries);
    expect(await lastValues(reader, box, limit, { signed: false })).toEqual(expected);
  });

  it('are signed where that is asked for', async () => {
    const { reader, box } = await table(1, [1, -5]);
    expect(await lastValues(reader, box, 1, { signed: true })).toEqual([-5]);
    expect(await lastValues(reader, box, 1, { signed: false })).toEqual([2 ** 32 - 5]);
  });
});

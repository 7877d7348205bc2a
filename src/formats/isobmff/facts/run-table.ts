import type { ByteReader } from '../../byte-reader.js';
import { ordinary } from '../../unusual.js';
import { contentOf, type IsoBox } from '../boxes.js';

/** What is read of a table that gives a number of samples in a row the same value. */
export interface RunTable {
  readonly samples: number;
  /** The sum of the values of all samples. */
  readonly total: number;
}

const HEADER_BYTES = 8;
const ENTRY_BYTES = 8;
const ENTRIES_AT_ONCE = 0x4000;

/** Adds up a table of runs with unsigned values, such as `stts` (8.6.1.2). */
export async function readRuns(reader: ByteReader, box: IsoBox): Promise<RunTable> {
  const count = await entriesOf(reader, box);
  let [samples, total] = [0, 0];
  for (let first = 0; first < count; first += ENTRIES_AT_ONCE) {
    const bytes = await entries(reader, box, first, Math.min(ENTRIES_AT_ONCE, count - first));
    for (let at = 0; at < bytes.length; at += ENTRY_BYTES) {
      const length = bytes.readUInt32BE(at);
      samples += length;
      total += length * bytes.readUInt32BE(at + 4);
    }
  }
  return { samples, total };
}

/** The values of the last samples of a table of runs, in order; at most `limit` of them. */
export async function lastValues(
  reader: ByteReader,
  box: IsoBox,
  limit: number,
  { signed }: { signed: boolean },
): Promise<number[]> {
  const count = await entriesOf(reader, box);
  const first = Math.max(0, count - limit);
  const bytes = await entries(reader, box, first, count - first);
  const values: number[] = [];
  for (let at = bytes.length - ENTRY_BYTES; at >= 0 && values.length < limit; at -= ENTRY_BYTES) {
    const value = signed ? bytes.readInt32BE(at + 4) : bytes.readUInt32BE(at + 4);
    const repeats = Math.min(bytes.readUInt32BE(at), limit - values.length);
    for (let i = 0; i < repeats; i++) values.push(value);
  }
  return values.reverse();
}

async function entriesOf(reader: ByteReader, box: IsoBox): Promise<number> {
  return (await contentOf(reader, box, HEADER_BYTES)).readUInt32BE(4);
}

async function entries(reader: ByteReader, box: IsoBox, first: number, count: number) {
  const start = box.content + HEADER_BYTES + first * ENTRY_BYTES;
  ordinary(start + count * ENTRY_BYTES <= box.end);
  return reader.bytes(start, count * ENTRY_BYTES);
}

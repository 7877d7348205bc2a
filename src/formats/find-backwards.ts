import type { ByteReader } from './byte-reader.js';

/** How far from the end is looked: seconds of 4K. */
const MAX_SEARCH_BYTES = 16 * 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;

/** Where some bytes stand in a file at or after `from`, from the end back, as far as is looked. */
export async function* findBackwards(
  reader: ByteReader,
  sought: Buffer,
  from: number,
): AsyncGenerator<number> {
  const lowest = Math.max(from, reader.size - MAX_SEARCH_BYTES);
  for (let to = reader.size; to > lowest;) {
    const start = Math.max(lowest, to - CHUNK_BYTES);
    const bytes = await reader.bytes(start, to - start);
    let at = bytes.lastIndexOf(sought);
    while (at !== -1) {
      yield start + at;
      at = at > 0 ? bytes.lastIndexOf(sought, at - 1) : -1;
    }
    // Those that lie across the border are found in the next piece.
    to = start > lowest ? start + sought.length - 1 : lowest;
  }
}

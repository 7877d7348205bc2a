import type { ByteReader } from './byte-reader.js';

/** How much before the end is searched: seconds of 4K. */
const MAX_SEARCH_BYTES = 16 * 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;

/** Where some bytes are in a file, from its end back to `from`, or to the end of the search. */
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
    // A match across the border of two pieces is found in the next one.
    to = start > lowest ? start + sought.length - 1 : lowest;
  }
}

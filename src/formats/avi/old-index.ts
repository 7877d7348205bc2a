import type { BlockingReader } from '../byte-reader.js';
import { PagedReader } from '../paged-reader.js';
import { ordinary } from '../unusual.js';
import { type Chunk, chunkAt } from './chunks.js';

/** Name, flags, place, length. */
const ROW_BYTES = 16;

/**
 * The index of a file's first list of packets (`idx1`). FFmpeg counts the packets in it when it seeks, and the others
 * in the list: frames that were dropped may be in one alone, and then the times of all later ones are not known.
 */
export class OldIndex {
  private readonly reader: PagedReader;
  private at = 0;

  private constructor(
    file: BlockingReader,
    /** The chunk of the index. */
    private readonly index: Chunk,
  ) {
    this.reader = new PagedReader(file);
    this.at = index.content;
  }

  /** Null where there is none behind the list. */
  static behind(list: Chunk, file: BlockingReader): OldIndex | null {
    const start = list.end + (list.end & 1);
    if (start + 8 > file.size) return null;
    const name = file.bytes(start, 4).toString('latin1');
    const index = name === 'idx1' ? chunkAt(file, start) : null;
    return index && index.end <= file.size ? new OldIndex(file, index) : null;
  }

  /** Throws `Unusual` where the next packet of this name has another length, or there is none. */
  expect(id: string, size: number): void {
    for (; this.at + ROW_BYTES <= this.index.end; this.at += ROW_BYTES) {
      const row = this.reader.bytes(this.at, ROW_BYTES);
      if (row.toString('latin1', 0, 4) !== id) continue;
      ordinary(row.readUInt32LE(12) === size);
      this.at += ROW_BYTES;
      return;
    }
    ordinary(false);
  }
}

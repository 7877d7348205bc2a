import type { BlockingReader } from '../../byte-reader.js';
import type { IsoBox } from '../boxes.js';

const FREE = Buffer.from('free', 'latin1');

/** A file with another index: the old one reads as a `free` box, the new one follows the file's last byte. */
export class IndexedFile implements BlockingReader {
  readonly size: number;

  constructor(
    private readonly file: BlockingReader,
    private readonly oldIndex: IsoBox,
    private readonly newIndex: Buffer,
  ) {
    this.size = file.size + newIndex.length;
  }

  bytes(start: number, length: number): Buffer {
    const { file, newIndex } = this;
    const end = start + length;
    if (start >= file.size) return newIndex.subarray(start - file.size, end - file.size);
    const bytes = file.bytes(start, Math.min(end, file.size) - start);
    const type = this.oldIndex.start + 4;
    for (const [i, value] of FREE.entries()) {
      const at = type + i - start;
      if (at >= 0 && at < bytes.length) bytes[at] = value;
    }
    if (end <= file.size) return bytes;
    return Buffer.concat([bytes, newIndex.subarray(0, end - file.size)]);
  }
}

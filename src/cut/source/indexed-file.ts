import type { SourceFile } from './source-file.js';
import type { WindowIndex } from './window-index.js';

const FREE = Buffer.from('free', 'latin1');

/** A source with another index: the old one reads as a `free` box, the new one follows what is there. */
export class IndexedFile {
  readonly size: number;

  constructor(
    private readonly file: SourceFile,
    private readonly oldSize: number,
    private readonly index: WindowIndex,
  ) {
    this.size = oldSize + index.bytes.length;
  }

  /** The bytes from `start` to before `end`. */
  read(start: number, end: number): Uint8Array {
    const { oldSize, index } = this;
    if (start >= oldSize) return index.bytes.subarray(start - oldSize, end - oldSize);
    const bytes = this.file.read(start, Math.min(end, oldSize));
    const type = index.old.start + 4;
    for (const [i, value] of FREE.entries()) {
      const at = type + i - start;
      if (at >= 0 && at < bytes.length) bytes[at] = value;
    }
    if (end <= oldSize) return bytes;
    return Buffer.concat([bytes, index.bytes.subarray(0, end - oldSize)]);
  }
}

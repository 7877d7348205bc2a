import type { BlockingReader } from './byte-reader.js';

/** Headers lie close together: one read brings several. */
const PAGE_BYTES = 16 * 1024;

/** Reads small pieces of a file that lie one after the other. Past its end there are fewer bytes. */
export class PagedReader implements BlockingReader {
  readonly size: number;
  private page: Buffer = Buffer.alloc(0);
  private start = 0;

  constructor(private readonly file: BlockingReader) {
    this.size = file.size;
  }

  bytes(start: number, length: number): Buffer {
    const at = start - this.start;
    if (at >= 0 && at + length <= this.page.length) return this.page.subarray(at, at + length);
    const most = Math.max(0, this.size - start);
    this.page = this.file.bytes(start, Math.min(Math.max(length, PAGE_BYTES), most));
    this.start = start;
    return this.page.subarray(0, Math.min(length, most));
  }
}

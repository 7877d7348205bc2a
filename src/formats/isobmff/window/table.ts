import { Unusual } from '../../unusual.js';

/** Small enough for a binary search, large enough to read rows in order. */
const PAGE_BYTES = 16 * 1024;

/** A table of an index, read page by page: that of a long file has megabytes, of which a cut needs few. */
export class Table {
  private page: Buffer = Buffer.alloc(0);
  private start = 0;

  /** @param read gives the bytes from `start` to before `end` of the table's `length` */
  constructor(
    private readonly read: (start: number, end: number) => Buffer,
    private readonly length: number,
  ) {}

  u32(at: number): number {
    const place = this.find(at, 4);
    return this.page.readUInt32BE(place);
  }

  u64(at: number): number {
    const place = this.find(at, 8);
    return Number(this.page.readBigUInt64BE(place));
  }

  /** The position of the bytes in the page, after the right page was read. */
  private find(at: number, length: number): number {
    const place = at - this.start;
    if (place >= 0 && place + length <= this.page.length) return place;
    if (at < 0 || at + length > this.length) throw new Unusual();
    this.page = this.read(at, Math.min(at + PAGE_BYTES, this.length));
    this.start = at;
    return 0;
  }
}

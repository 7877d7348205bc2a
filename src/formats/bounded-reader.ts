import type { ByteReader } from './byte-reader.js';
import { ordinary } from './unusual.js';

/** The longest piece that is read at once. */
export const MAX_READ_BYTES = 256 * 1024;
/** The most bytes that are read of one file, whatever its content. Reading them takes some milliseconds. */
export const MAX_TOTAL_BYTES = 24 * 1024 * 1024;
export const MAX_READS = 4096;
/** Headers lie close together: one read brings several. */
const WINDOW_BYTES = 4096;

/** What a `FileHandle` reads with. */
export interface ReadsAt {
  read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ bytesRead: number }>;
}

/** Reads pieces of a file that may be hostile, of the size that it had when opened. */
export class BoundedReader implements ByteReader {
  private window = Buffer.alloc(0);
  private windowStart = 0;
  private readsLeft = MAX_READS;

  constructor(
    private readonly file: ReadsAt,
    readonly size: number,
    private bytesLeft = MAX_TOTAL_BYTES,
  ) {}

  /** Throws `Unusual` where that reaches past the end, or is more than an ordinary file needs. */
  async bytes(start: number, length: number): Promise<Buffer> {
    ordinary(start >= 0 && length >= 0 && length <= MAX_READ_BYTES);
    ordinary(start + length <= this.size);
    const at = start - this.windowStart;
    if (at < 0 || at + length > this.window.length) {
      await this.fill(start, Math.min(Math.max(length, WINDOW_BYTES), this.size - start));
      return this.window.subarray(0, length);
    }
    return this.window.subarray(at, at + length);
  }

  private async fill(start: number, length: number): Promise<void> {
    this.bytesLeft -= length;
    this.readsLeft--;
    ordinary(this.bytesLeft >= 0 && this.readsLeft >= 0);
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await this.file.read(buffer, 0, length, start);
    ordinary(bytesRead === length);
    [this.window, this.windowStart] = [buffer, start];
  }
}

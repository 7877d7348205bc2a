import type { ByteReader } from './byte-reader.js';
import { ordinary } from './unusual.js';

/** Reads a file a limited number of times: one that needs more is hostile, or no ordinary file. */
export class LimitedReader implements ByteReader {
  readonly size: number;

  constructor(
    private readonly file: ByteReader,
    private readsLeft: number,
  ) {
    this.size = file.size;
  }

  /** @throws Unusual where it was read too often */
  bytes(start: number, length: number): Buffer | Promise<Buffer> {
    ordinary(this.readsLeft-- > 0);
    return this.file.bytes(start, length);
  }
}

import type { BlockingReader } from '../../formats/byte-reader.js';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** More than any packet or index of footage has; a file that needs more is an attack, or damaged. */
const MAX_READ_BYTES = 256 * 1024 * 1024;

/** Memory is taken in blocks of this size: taking it for each read costs more than reading does. */
const BLOCK_BYTES = 1024 * 1024;

/**
 * A source that is open. All reading uses one descriptor, so that a file that is replaced meanwhile is not
 * mixed with its successor, and the size is that at the time of opening, though the file may grow.
 *
 * Reads block: this runs in a process of its own, where waiting for the next tick would only cost time.
 */
export class SourceFile implements BlockingReader {
  /** What is left of the last block. */
  private block = Buffer.alloc(0);
  private given: Buffer | null = null;

  private constructor(
    private readonly descriptor: number,
    readonly size: number,
  ) {}

  /** Throws Node's own errors, and an Error for everything that is not a regular file with content. */
  static open(path: string): SourceFile {
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = fstatSync(descriptor);
    if (stat.isFile() && stat.size > 0) return new SourceFile(descriptor, stat.size);
    closeSync(descriptor);
    throw new Error('not a regular file, or empty');
  }

  bytes(start: number, length: number): Buffer {
    if (length > MAX_READ_BYTES) throw new Error(`${length} bytes are too many for one read`);
    const bytes = this.memory(length);
    let done = 0;
    while (done < length) {
      const count = readSync(this.descriptor, bytes, done, length - done, start + done);
      if (count === 0) throw new Error('the file became shorter while it was read');
      done += count;
    }
    return bytes;
  }

  /** What `read` reads of this file first, it reads into this memory if there is enough of it. */
  into(memory: Buffer, read: () => Buffer): Buffer {
    this.given = memory;
    try {
      return read();
    } finally {
      this.given = null;
    }
  }

  private memory(length: number): Buffer {
    const { given } = this;
    this.given = null;
    if (given && length <= given.length) return given.subarray(0, length);
    if (length > BLOCK_BYTES / 4) return Buffer.allocUnsafeSlow(length);
    if (length > this.block.length) this.block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
    const taken = this.block.subarray(0, length);
    this.block = this.block.subarray(length);
    return taken;
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

import type { BlockingReader } from '../../formats/byte-reader.js';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** More than any packet or index of footage has; a file that needs more is an attack, or damaged. */
const MAX_READ_BYTES = 256 * 1024 * 1024;

/**
 * A source that is open. All reading uses one descriptor, so that a file that is replaced meanwhile is not
 * mixed with its successor, and the size is that at the time of opening, though the file may grow.
 *
 * Reads block: this runs in a worker thread, where waiting for the next tick would only cost time. The
 * descriptor is a bare number because Node closes those of a thread that is terminated.
 */
export class SourceFile implements BlockingReader {
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
    const bytes = Buffer.allocUnsafeSlow(length);
    let done = 0;
    while (done < length) {
      const count = readSync(this.descriptor, bytes, done, length - done, start + done);
      if (count === 0) throw new Error('the file became shorter while it was read');
      done += count;
    }
    return bytes;
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

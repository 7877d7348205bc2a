import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** More than any packet or index that footage has; asked for by a file, it is an attack or damage. */
const MAX_READ_BYTES = 256 * 1024 * 1024;

/**
 * One descriptor for all reading of a source, so that a file replaced meanwhile does not mix with its
 * successor, and with the size that it had when opened, so that a growing one holds still.
 *
 * Reads block: this runs in a worker thread, where waiting for the next tick would only cost time. The
 * descriptor is a bare number because Node closes those of a thread that is terminated.
 */
export class SourceFile {
  private constructor(
    private readonly descriptor: number,
    readonly size: number,
  ) {}

  /** Throws Node's own errors, and an Error for whatever is not a regular file with something in it. */
  static open(path: string): SourceFile {
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = fstatSync(descriptor);
    if (stat.isFile() && stat.size > 0) return new SourceFile(descriptor, stat.size);
    closeSync(descriptor);
    throw new Error('not a regular file, or empty');
  }

  /** The bytes from `start` to before `end`, fewer where the file was cut short meanwhile. */
  read(start: number, end: number): Buffer {
    if (end - start > MAX_READ_BYTES) throw new Error(`${end - start} bytes asked for at once`);
    const bytes = Buffer.allocUnsafeSlow(end - start);
    let length = 0;
    while (length < bytes.length) {
      const count = readSync(this.descriptor, bytes, length, bytes.length - length, start + length);
      if (count === 0) throw new Error('the file became shorter while it was read');
      length += count;
    }
    return bytes;
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

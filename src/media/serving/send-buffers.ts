const KIB = 1024;

/** Bytes of a shared buffer: enough for full speed, and still within a processor's cache. */
export const LARGE = 512 * KIB;
/** Bytes of the buffer that an answer has where it gets none of those. */
export const SMALL = 64 * KIB;

/** 32 MiB, which large buffers take at most, whatever the clients do. */
const MAX_IN_USE = 64;
/** Kept for the next answers; more of them would be a peak that stays. */
const MAX_IDLE = 8;

/** Large buffers that all answers share: a bounded number, used again and again. */
export class SendBuffers {
  private readonly idle: Buffer[] = [];
  private inUse = 0;

  /** A buffer of {@link LARGE} bytes to be given back or dropped; null while all are in use. */
  take(): Buffer | null {
    if (this.inUse === MAX_IN_USE) return null;
    this.inUse++;
    return this.idle.pop() ?? Buffer.allocUnsafeSlow(LARGE);
  }

  /** For one that nobody reads from any more. */
  giveBack(buffer: Buffer): void {
    this.inUse--;
    if (this.idle.length < MAX_IDLE) this.idle.push(buffer);
  }

  /** For those that may still be read from, so that nobody else may write to them. */
  drop(count: number): void {
    this.inUse -= count;
  }
}

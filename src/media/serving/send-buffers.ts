const KIB = 1024;

/** Bytes of a shared buffer: enough for full speed, and within a processor's cache. */
export const LARGE = 512 * KIB;
/** Bytes of the buffer of an answer that gets no shared one. */
export const SMALL = 64 * KIB;

/** Large buffers take 32 MiB at most, whatever the clients do. */
const MAX_IN_USE = 64;
/** Kept for the next answers. After a peak the rest is freed. */
const MAX_IDLE = 8;

/** Large buffers that all answers share: a bounded number, which are reused. */
export class SendBuffers {
  private readonly idle: Buffer[] = [];
  private inUse = 0;

  /** A buffer of {@link LARGE} bytes, to be given back or dropped; null while all are in use. */
  take(): Buffer | null {
    if (this.inUse === MAX_IN_USE) return null;
    this.inUse++;
    return this.idle.pop() ?? Buffer.allocUnsafeSlow(LARGE);
  }

  /** For a buffer that nothing reads from any more. */
  giveBack(buffer: Buffer): void {
    this.inUse--;
    if (this.idle.length < MAX_IDLE) this.idle.push(buffer);
  }

  /** For buffers that something may still read from, so that they must not be reused. */
  drop(count: number): void {
    this.inUse -= count;
  }
}

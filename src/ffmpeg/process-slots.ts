/** Lets at most `limit` tasks run at once; the others wait in the order they came. */
export class ProcessSlots {
  private free: number;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly limit: number) {
    this.free = limit;
  }

  /** Tasks that run, and that wait to. */
  get load(): { running: number; waiting: number } {
    return { running: this.limit - this.free, waiting: this.waiting.size };
  }

  /** Rejects with the signal's reason when it is aborted while waiting. */
  async use<T>(signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    await this.acquire(signal);
    try {
      return await task();
    } finally {
      this.release();
    }
  }

  private acquire(signal: AbortSignal): Promise<void> {
    if (this.free > 0) {
      this.free--;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const enter = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        this.waiting.delete(enter);
        reject(signal.reason as Error);
      };
      this.waiting.add(enter);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  /** A freed slot goes straight to whoever waits longest, so that nobody overtakes. */
  private release(): void {
    const [next] = this.waiting;
    if (!next) {
      this.free++;
      return;
    }
    this.waiting.delete(next);
    next();
  }
}

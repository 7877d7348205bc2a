/** Runs at most `limit` tasks at a time. The others wait in the order of their calls. */
export class ProcessSlots {
  private free: number;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly limit: number) {
    this.free = limit;
  }

  /** The numbers of running and waiting tasks. */
  get load(): { running: number; waiting: number } {
    return { running: this.limit - this.free, waiting: this.waiting.size };
  }

  /** Rejects with the signal's reason if the signal aborts while the task waits. */
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

  /** Passes a free slot to the task that has waited longest, so that no other task gets it first. */
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

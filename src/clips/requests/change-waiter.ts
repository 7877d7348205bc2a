import type { BeforeApplicationShutdown, OnApplicationShutdown } from '@nestjs/common';
import type { Notifications } from '../../jobs/notifications.js';
import { reading } from '../../jobs/reading.js';
import type { Reader } from '../../common/stored/stored-json.js';

/** Notices of changes on a channel. */
export interface Notices<N extends object> {
  readonly channel: string;
  readonly read: Reader<N>;
  /** The id of what has changed. */
  readonly idOf: (notice: N) => number;
}

/** Proxies and browsers close a stream on which nothing is sent for long. */
const HEARTBEAT_MS = 15_000;

/** Waits for changes of one thing, whichever node makes them. */
export abstract class ChangeWaiter<N extends object>
  implements BeforeApplicationShutdown, OnApplicationShutdown
{
  private readonly waits = new Map<number, Set<Wait>>();
  private readonly unsubscribe: () => void;
  private closing = false;

  protected constructor(notifications: Notifications, { channel, read, idOf }: Notices<N>) {
    const wake = (notice: N) => this.waits.get(idOf(notice))?.forEach((w) => w.wake());
    this.unsubscribe = notifications.subscribe(
      channel,
      reading(channel, read, wake),
      // Notifications may have been lost while the connection was down.
      () => this.all().forEach((wait) => wait.wake()),
    );
  }

  /**
   * Calls `look` now and after every notification, until it finds something or the time is up (null).
   * The wait also ends when the signal aborts or the service shuts down.
   */
  async until<T>(
    id: number,
    look: () => Promise<T | null>,
    milliseconds: number,
    signal?: AbortSignal,
  ): Promise<T | null> {
    const wait = new Wait();
    const end = () => wait.end();
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener('abort', end, { once: true });
    if (this.closing || signal?.aborted || milliseconds <= 0) wait.end();
    const waits = this.waits.get(id) ?? new Set();
    this.waits.set(id, waits.add(wait));
    try {
      for (;;) {
        // Listens before it looks, so that no change in between is missed.
        const change = wait.nextChange();
        const found = await look();
        if (found !== null || wait.ended) return found;
        await change;
      }
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      waits.delete(wait);
      if (waits.size === 0) this.waits.delete(id);
    }
  }

  /**
   * Yields the current state and then each new one; null keeps the connection open. Ends after a state that is the last
   * one, when the signal aborts, or when the service shuts down.
   */
  async *follow<S extends object>(
    id: number,
    current: () => Promise<S>,
    isLast: (state: S) => boolean,
    signal: AbortSignal,
  ): AsyncGenerator<S | null> {
    let last: string | null = null;
    while (!signal.aborted && !this.closing) {
      const look = async () => {
        const state = await current();
        return JSON.stringify(state) === last ? null : state;
      };
      const state: S | null = await this.until(id, look, HEARTBEAT_MS, signal);
      yield state;
      if (state && isLast(state)) return;
      if (state) last = JSON.stringify(state);
    }
  }

  beforeApplicationShutdown(): void {
    this.closing = true;
    this.all().forEach((wait) => wait.end());
  }

  onApplicationShutdown(): void {
    this.unsubscribe();
  }

  private all(): Wait[] {
    return [...this.waits.values()].flatMap((waits) => [...waits]);
  }
}

class Wait {
  ended = false;
  private resolve: () => void = () => undefined;

  /** Resolves at the next notification, or at the end of the wait. */
  nextChange(): Promise<void> {
    return new Promise((resolve) => {
      this.resolve = resolve;
      if (this.ended) resolve();
    });
  }

  wake(): void {
    this.resolve();
  }

  end(): void {
    this.ended = true;
    this.resolve();
  }
}

import {
  type BeforeApplicationShutdown,
  Injectable,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Notifications } from '../../jobs/notifications.js';
import { reading } from '../../jobs/reading.js';
import { CLIP_CHANNEL, type ClipNotice, readClipNotice } from '../records/clip-channel.js';

/** Waits for changes of an event's clip, whichever node makes them. */
@Injectable()
export class ClipWaiter implements BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly waits = new Map<number, Set<Wait>>();
  private readonly unsubscribe: () => void;
  private closing = false;

  constructor(notifications: Notifications) {
    const wake = ({ event_id }: ClipNotice) => this.waits.get(event_id)?.forEach((w) => w.wake());
    this.unsubscribe = notifications.subscribe(
      CLIP_CHANNEL,
      reading(CLIP_CHANNEL, readClipNotice, wake),
      // Notifications may have been lost while the connection was down.
      () => this.all().forEach((wait) => wait.wake()),
    );
  }

  /**
   * Calls `look` now and after every notification, until it finds something or the time is up (null).
   * The wait also ends when the signal aborts or the service shuts down.
   */
  async until<T>(
    eventId: number,
    look: () => Promise<T | null>,
    milliseconds: number,
    signal?: AbortSignal,
  ): Promise<T | null> {
    const wait = new Wait();
    const end = () => wait.end();
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener('abort', end, { once: true });
    if (this.closing || signal?.aborted || milliseconds <= 0) wait.end();
    const waits = this.waits.get(eventId) ?? new Set();
    this.waits.set(eventId, waits.add(wait));
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
      if (waits.size === 0) this.waits.delete(eventId);
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

import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Notifications } from '../jobs/notifications.js';
import { CLIP_CHANNEL, type ClipNotice } from './clip-channel.js';

/** Wakes those who wait for news of an event's clip, whichever node the news comes from. */
@Injectable()
export class ClipWaiter implements OnApplicationShutdown {
  private readonly listeners = new Map<number, Set<() => void>>();
  private readonly unsubscribe: () => void;

  constructor(notifications: Notifications) {
    this.unsubscribe = notifications.subscribe<ClipNotice>(
      CLIP_CHANNEL,
      ({ event_id }) => this.wake(event_id),
      // News may have been lost meanwhile: everybody looks again.
      () => [...this.listeners.keys()].forEach((eventId) => this.wake(eventId)),
    );
  }

  /**
   * Looks now and after every piece of news, until `look` finds something or the time is up (null).
   * An aborted signal ends the wait as if the time were up.
   */
  async until<T>(
    eventId: number,
    look: () => Promise<T | null>,
    milliseconds: number,
    signal?: AbortSignal,
  ): Promise<T | null> {
    const deadline = AbortSignal.timeout(milliseconds);
    const ended = signal ? AbortSignal.any([deadline, signal]) : deadline;
    for (;;) {
      // Listens before it looks, so that nothing that happens in between is missed.
      const news = this.next(eventId, ended);
      try {
        const found = await look();
        if (found !== null || ended.aborted) return found;
        await news.promise;
      } finally {
        news.cancel();
      }
    }
  }

  /** Settles at the next piece of news, or when the signal aborts. */
  private next(
    eventId: number,
    signal: AbortSignal,
  ): { promise: Promise<void>; cancel: () => void } {
    const listeners = this.listeners.get(eventId) ?? new Set();
    this.listeners.set(eventId, listeners);
    let wake = (): void => undefined;
    const promise = new Promise<void>((resolve) => (wake = resolve));
    listeners.add(wake);
    signal.addEventListener('abort', wake, { once: true });
    const cancel = (): void => {
      signal.removeEventListener('abort', wake);
      listeners.delete(wake);
      if (listeners.size === 0 && this.listeners.get(eventId) === listeners) {
        this.listeners.delete(eventId);
      }
    };
    return { promise, cancel };
  }

  private wake(eventId: number): void {
    this.listeners.get(eventId)?.forEach((wake) => wake());
  }

  onApplicationShutdown(): void {
    this.unsubscribe();
  }
}

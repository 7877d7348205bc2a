import { encodeNotification, Notifications } from '../notifications.js';
import { Subscriptions } from '../subscriptions.js';

/** Notifications within one process: a testing double that delivers before `publish` resolves. */
export class MemoryNotifications extends Notifications {
  private readonly subscriptions = new Subscriptions();

  async publish(channel: string, payload: object): Promise<void> {
    const message = encodeNotification(payload);
    await Promise.resolve();
    this.subscriptions.deliver(channel, JSON.parse(message));
  }

  subscribe<T extends object>(
    channel: string,
    listener: (payload: T) => void,
    onReconnect?: () => void,
  ): () => void {
    return this.subscriptions.add(channel, listener, onReconnect);
  }

  /** Acts as if the connection had been lost and restored. */
  reconnect(): void {
    this.subscriptions.reconnected();
  }
}

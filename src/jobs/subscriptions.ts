import { EventEmitter } from 'node:events';

/** The listeners to each channel on this node. */
export class Subscriptions {
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  add<T extends object>(
    channel: string,
    listener: (payload: T) => void,
    onReconnect: () => void = () => {},
  ): () => void {
    const event = `channel:${channel}`;
    this.emitter.on(event, listener).on('reconnect', onReconnect);
    return () => void this.emitter.off(event, listener).off('reconnect', onReconnect);
  }

  deliver(channel: string, payload: unknown): void {
    this.emitter.emit(`channel:${channel}`, payload);
  }

  reconnected(): void {
    this.emitter.emit('reconnect');
  }
}

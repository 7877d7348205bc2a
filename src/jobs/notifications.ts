import type { EntityManager } from 'typeorm';

/**
 * Short messages to every node, this one included. Best effort: whoever listens keeps the state elsewhere
 * and reads it again after `onReconnect`, since what was published meanwhile is lost.
 */
export abstract class Notifications {
  /**
   * Sends a message: with `manager` when that transaction commits, else at once. At most
   * `MAX_NOTIFICATION_BYTES` as JSON, or this throws a RangeError. Without `manager` it never fails because
   * of the connection: the message is dropped.
   */
  abstract publish(channel: string, payload: object, manager?: EntityManager): Promise<void>;

  /** Returns what ends the subscription. `listener` and `onReconnect` must not throw. */
  abstract subscribe<T extends object>(
    channel: string,
    listener: (payload: T) => void,
    onReconnect?: () => void,
  ): () => void;
}

/** Postgres takes less than 8000 bytes; the channel's name needs some of them. */
export const MAX_NOTIFICATION_BYTES = 7800;

/** The payload as JSON. */
export function encodeNotification(payload: object): string {
  const json = JSON.stringify(payload);
  const bytes = Buffer.byteLength(json);
  if (bytes > MAX_NOTIFICATION_BYTES) {
    throw new RangeError(`A notification of ${bytes} bytes exceeds ${MAX_NOTIFICATION_BYTES}`);
  }
  return json;
}

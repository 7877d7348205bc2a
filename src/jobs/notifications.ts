import type { EntityManager } from 'typeorm';

/**
 * Short messages to every node, including this one. Best effort: messages that were published during an
 * outage are lost, so a listener reads the state they announce again after `onReconnect`.
 */
export abstract class Notifications {
  /**
   * Sends a message: with `manager` when its transaction commits, else at once. Throws a RangeError if the
   * message has more than `MAX_NOTIFICATION_BYTES` as JSON. Without `manager`, a message that cannot be
   * sent because of the connection is dropped.
   */
  abstract publish(channel: string, payload: object, manager?: EntityManager): Promise<void>;

  /**
   * Returns a function that ends the subscription. `listener` and `onReconnect` must not throw. Another version
   * of the service, or another program, may send payloads of other shapes on the same channel: see `reading`.
   */
  abstract subscribe<T extends object>(
    channel: string,
    listener: (payload: T) => void,
    onReconnect?: () => void,
  ): () => void;
}

/** PostgreSQL accepts less than 8000 bytes, of which the channel's name takes some. */
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

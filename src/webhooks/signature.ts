import { createHmac } from 'node:crypto';

/** The headers with which a receiver verifies a message: those of Standard Webhooks, which has libraries. */
export interface MessageHeaders extends Record<string, string> {
  /** The same in every attempt to deliver the message. */
  'webhook-id': string;
  /** Seconds since the epoch. Receivers refuse old messages, which could be replayed. */
  'webhook-timestamp': string;
}

/** @param secret null: the message is not signed */
export function messageHeaders(
  message: { id: string; body: string },
  secret: string | null,
  now: Date,
): MessageHeaders {
  const { id, body } = message;
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp };
  if (secret === null) return headers;
  const signature = createHmac('sha256', keyOf(secret))
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64');
  return { ...headers, 'webhook-signature': `v1,${signature}` };
}

function keyOf(secret: string): Buffer {
  const [, base64] = /^whsec_(.+)$/.exec(secret) ?? [];
  return base64 === undefined ? Buffer.from(secret) : Buffer.from(base64, 'base64');
}

import { createHmac, timingSafeEqual } from 'node:crypto';

/** The query of a signed link. */
export interface LinkSignature {
  /** Seconds since the epoch after which the link is refused. */
  readonly expires: number;
  /** HMAC-SHA256 in base64url. */
  readonly signature: string;
}

/**
 * Signs the reading of one file until an instant. The signature covers the file, so that it cannot be moved
 * to another one, and the method, so that a link permits reading only.
 */
export function signLink(secret: Buffer, path: string, expires: number): LinkSignature {
  const signature = createHmac('sha256', secret)
    .update(`GET\n${path}\n${expires}`)
    .digest('base64url');
  return { expires, signature };
}

/** Whether a link's query was signed for this path and has not expired. `now` in milliseconds. */
export function isSignedLink(
  secret: Buffer,
  path: string,
  query: Partial<Record<'expires' | 'signature', unknown>>,
  now: number,
): boolean {
  const { expires, signature } = query;
  if (typeof expires !== 'string' || typeof signature !== 'string') return false;
  if (!/^\d{1,12}$/.test(expires) || Number(expires) * 1000 < now) return false;
  const expected = Buffer.from(signLink(secret, path, Number(expires)).signature);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

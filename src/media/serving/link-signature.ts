import { createHmac, timingSafeEqual } from 'node:crypto';

/** Who made a link: the SHA-256 of an API key, in hexadecimal, or the service itself. */
export type LinkSigner = string;
export const THE_SERVICE: LinkSigner = '';

/**
 * Parameters that may be added to a signed link, as they change neither what it shows nor for how long:
 * `download` names the file, and `v` is for caches and ignored.
 */
const UNSIGNED = ['download', 'v'];

/** A query as it was parsed; a parameter that was sent several times is a list. */
export type LinkQuery = Readonly<Record<string, unknown>>;

/**
 * Signs the reading of one path with one query. The signature covers the method, so that a link permits reading
 * only, and the signer, so that a link ends with the key that made it. It begins with the signer's id.
 *
 * @param id the signer's, where it is known already
 */
export function signatureOf(
  secret: Buffer,
  signer: LinkSigner,
  path: string,
  query: LinkQuery,
  id = signerId(secret, signer),
): string {
  const signed = `link\n${signer}\nGET\n${path}\n${canonical(query)}`;
  return `${id}.${hmac(secret, signed).toString('base64url')}`;
}

/** Finds a link's signer. Reveals nothing of the key to those who do not know the secret. */
export function signerId(secret: Buffer, signer: LinkSigner): string {
  return hmac(secret, `signer\n${signer}`).subarray(0, 6).toString('base64url');
}

/** The id of the signer that a link claims to have; null for a query that is no signature. */
export function claimedSigner({ signature }: LinkQuery): string | null {
  return typeof signature === 'string' ? (signature.split('.', 1)[0] ?? null) : null;
}

/** Whether the signer signed this path with this query, and the link has not expired. */
export function isSignedLink(
  secret: Buffer,
  signer: LinkSigner,
  path: string,
  query: LinkQuery,
  nowMs: number,
): boolean {
  const { expires, signature } = query;
  if (typeof expires !== 'string' || typeof signature !== 'string') return false;
  if (!/^\d{1,12}$/.test(expires) || Number(expires) * 1000 < nowMs) return false;
  const expected = Buffer.from(signatureOf(secret, signer, path, query));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The signed parameters in one order and one notation. Links have no lists, so a list is another query. */
function canonical(query: LinkQuery): string {
  const signed = Object.keys(query)
    .filter((name) => name !== 'signature' && !UNSIGNED.includes(name))
    .sort()
    .map((name): [string, string] => {
      const value = query[name];
      return [name, typeof value === 'string' ? value : `\0${JSON.stringify(value)}`];
    });
  return new URLSearchParams(signed).toString();
}

function hmac(secret: Buffer, text: string): Buffer {
  return createHmac('sha256', secret).update(text).digest();
}

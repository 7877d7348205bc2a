import { describe, expect, it } from '@jest/globals';
import {
  claimedSigner,
  isSignedLink,
  signatureOf,
  signerId,
  THE_SERVICE,
} from './link-signature.js';

const secret = Buffer.from('secret');
const signer = 'a1'.repeat(32);
const path = '/api/media/clips/1_clip.mp4';
const signed = { expires: '2000000000', version: '927d266aab34eae5' };
const query = { ...signed, signature: signatureOf(secret, signer, path, signed) };
const now = 1_999_999_999_000;

describe('isSignedLink', () => {
  it('accepts a signed link up to its last second', () => {
    expect(isSignedLink(secret, signer, path, query, now)).toBe(true);
    expect(isSignedLink(secret, signer, path, query, 2_000_000_000_000)).toBe(true);
  });

  it.each<[string, Record<string, unknown>]>([
    ['in another order', Object.fromEntries(Object.entries(query).reverse())],
    ['with a name to save it under', { ...query, download: '1' }],
    ['with a parameter for caches', { ...query, v: ['1', '2'] }],
  ])('accepts it %s', (_, shown) => {
    expect(isSignedLink(secret, signer, path, shown, now)).toBe(true);
  });

  it.each<[string, Buffer, string, string, Record<string, unknown>, number]>([
    ['after it has expired', secret, signer, path, query, 2_000_000_000_001],
    ['for another file', secret, signer, '/api/media/clips/2_clip.mp4', query, now],
    ['under another secret', Buffer.from('other'), signer, path, query, now],
    ['by another signer', secret, 'b2'.repeat(32), path, query, now],
    ['by the service', secret, THE_SERVICE, path, query, now],
    ['with a later expiry', secret, signer, path, { ...query, expires: '2000000001' }, now],
    ['with an expiry in exponents', secret, signer, path, { ...query, expires: '2e9' }, now],
    ['for another version', secret, signer, path, { ...query, version: '0'.repeat(16) }, now],
    ['for any version', secret, signer, path, { ...query, version: undefined }, now],
    ['with a second version', secret, signer, path, { ...query, version: [signed.version] }, now],
    ['with one more parameter', secret, signer, path, { ...query, rendition: 'gif' }, now],
    ['with one more structure', secret, signer, path, { ...query, x: { y: '1' } }, now],
    ['with a cut signature', secret, signer, path, cut(query, 1), now],
    ['with the id of its signer alone', secret, signer, path, cut(query, 43), now],
    ['with no signature', secret, signer, path, signed, now],
    [
      'with several signatures',
      secret,
      signer,
      path,
      { ...query, signature: [query.signature] },
      now,
    ],
  ])('refuses it %s', (_, key, by, file, shown, at) => {
    expect(isSignedLink(key, by, file, shown, at)).toBe(false);
  });
});

describe('The signature of a link', () => {
  it('cannot be moved to another signer by its id', () => {
    const other = 'b2'.repeat(32);
    const signature = query.signature.replace(/^[^.]*/, signerId(secret, other));
    expect(isSignedLink(secret, other, path, { ...query, signature }, now)).toBe(false);
  });

  it('begins with the id of its signer, which says nothing without the secret', () => {
    expect(claimedSigner(query)).toBe(signerId(secret, signer));
    expect(signerId(secret, signer)).not.toBe(signerId(Buffer.from('other'), signer));
    expect(signerId(secret, signer)).not.toBe(signerId(secret, THE_SERVICE));
  });

  it.each([[{}], [{ signature: ['a.b'] }], [{ signature: 1 }]])('has no signer in %j', (shown) => {
    expect(claimedSigner(shown)).toBeNull();
  });
});

function cut({ signature, ...rest }: typeof query, characters: number) {
  return { ...rest, signature: signature.slice(0, -characters) };
}

import { describe, expect, it } from '@jest/globals';
import { isSignedLink, signLink } from './link-signature.js';

const secret = Buffer.from('secret');
const path = '/api/media/clips/1_clip.mp4';
const { expires, signature } = signLink(secret, path, 2_000_000_000);
const query = { expires: String(expires), signature };
const now = 1_999_999_999_000;

describe('isSignedLink', () => {
  it('accepts a signed link up to its last second', () => {
    expect(isSignedLink(secret, path, query, now)).toBe(true);
    expect(isSignedLink(secret, path, query, 2_000_000_000_000)).toBe(true);
  });

  it.each<[string, Buffer, string, Record<string, unknown>, number]>([
    ['after it has expired', secret, path, query, 2_000_000_000_001],
    ['for another file', secret, '/api/media/clips/2_clip.mp4', query, now],
    ['under another secret', Buffer.from('other'), path, query, now],
    ['with a later expiry', secret, path, { ...query, expires: '2000000001' }, now],
    ['with a cut signature', secret, path, { ...query, signature: signature.slice(1) }, now],
    ['with no signature', secret, path, { expires: query.expires }, now],
    ['with several signatures', secret, path, { ...query, signature: [signature] }, now],
    ['with an expiry in exponents', secret, path, { ...query, expires: '2e9' }, now],
  ])('refuses it %s', (_, key, file, shown, at) => {
    expect(isSignedLink(key, file, shown, at)).toBe(false);
  });
});

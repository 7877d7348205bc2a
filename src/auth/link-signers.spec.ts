import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { type ApiKey, parseApiKey } from '../common/api-key.js';
import { rememberCaller } from '../common/http/caller.js';
import { onBehalfOf } from '../common/http/request-id.js';
import { keyHashOf } from '../common/http/caller.js';
import { signersAmong } from './link-signers.js';

const key = (scopes: string) => parseApiKey(`nvr:${scopes}:${scopes}-key-0123456789`, 0);
const [READ, WRITE, BOTH] = [key('read'), key('write'), key('read+write')] as const;

describe('The signers of links', () => {
  it.each<[string, ApiKey | null, string | null]>([
    ['a key with read', READ, keyHashOf(READ)],
    ['a key with read and write', BOTH, keyHashOf(BOTH)],
    ['a key with write alone', WRITE, null],
    ['no key', null, null],
  ])('are, on behalf of %s, that key or none', (_, caller, signer) => {
    const signers = signersAmong(() => [READ, WRITE, BOTH]);
    onBehalfOf('1', () => {
      if (caller) rememberCaller({} as IncomingMessage, { ...caller, user: null });
      expect(signers.current()).toBe(signer);
      // A job knows the id of the request that caused it, and not its rights.
      expect(onBehalfOf('1', () => signers.current())).toBeNull();
    });
    expect(signers.current()).toBeNull();
  });

  it('are the keys with read, in the same list until the keys change', () => {
    let keys = [READ, WRITE];
    const signers = signersAmong(() => keys);
    const before = signers.all();
    expect(before).toEqual([keyHashOf(READ)]);
    expect(signers.all()).toBe(before);
    keys = [BOTH];
    expect(signers.all()).toEqual([keyHashOf(BOTH)]);
  });
});

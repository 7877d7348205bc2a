import { describe, expect, it } from '@jest/globals';
import { fingerprintOf, type KeyPair, newKeyPair, pemOf, signatureOf } from '../model/signing.js';
import { signedBy } from './signed-by.js';

const [own, other] = [newKeyPair(), newKeyPair()];
const manifest = Buffer.from('{}');
const pem = (key: KeyPair) => Buffer.from(pemOf(key.publicKey));
const whole = { manifest, signature: signatureOf(manifest, own), publicKey: pem(own) };
const byOther = { ...whole, signature: signatureOf(manifest, other), publicKey: pem(other) };
const ofOther = { ...whole, signature: signatureOf(Buffer.from('{"a":1}'), own) };

const WRONG = ['manifest.json.sig', 'wrong_signature'];

describe('The signer of a manifest', () => {
  it.each([
    ['is the enclosed key', whole, null, own, []],
    ['is the given key', whole, [own.publicKey], own, []],
    ['is one of the given keys', whole, [other.publicKey, own.publicKey], own, []],
    [
      'is the given key, without an enclosed one',
      { ...whole, publicKey: null },
      [own.publicKey],
      own,
      [],
    ],
    [
      'is another than the given key',
      byOther,
      [own.publicKey],
      null,
      [['manifest.json.sig', 'other_key']],
    ],
    ['is only the enclosed key', byOther, null, other, []],
    ['has signed another manifest', ofOther, null, null, [WRONG]],
    ['has signed another manifest, with its key given', ofOther, [own.publicKey], null, [WRONG]],
    ['is not known without a signature', { ...whole, signature: null }, null, null, []],
    [
      'has given too short a signature',
      { ...whole, signature: Buffer.alloc(63) },
      null,
      null,
      [WRONG],
    ],
    [
      'has no key',
      { ...whole, publicKey: Buffer.from('?') },
      null,
      null,
      [['PUBLIC_KEY.pem', 'malformed'], WRONG],
    ],
  ] as const)('%s', (_, signed, keys, signer, expected) => {
    const { keyId, findings } = signedBy(signed, keys);
    expect(keyId).toBe(signer && fingerprintOf(signer.publicKey));
    expect(findings.map(({ file, problem }) => [file, problem])).toEqual(expected);
  });
});

import { describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import {
  fingerprintOf,
  isSignature,
  newKeyPair,
  pemOf,
  publicKeyIn,
  SIGNATURE_BYTES,
  signatureOf,
} from './signing.js';

const spki = { format: 'pem', type: 'spki' } as const;
const pkcs8 = { format: 'pem', type: 'pkcs8' } as const;

describe('A signature', () => {
  const pair = newKeyPair();
  const message = Buffer.from('{"format":"event-clips-export"}');
  const signature = signatureOf(message, pair);

  it('has 64 bytes and belongs to one message and one key', () => {
    expect(signature).toHaveLength(SIGNATURE_BYTES);
    expect(isSignature(signature, message, pair.publicKey)).toBe(true);
    expect(isSignature(signature, Buffer.from('{}'), pair.publicKey)).toBe(false);
    expect(isSignature(signature, message, newKeyPair().publicKey)).toBe(false);
    expect(isSignature(signature.subarray(1), message, pair.publicKey)).toBe(false);
  });

  // RFC 8032, 7.1, test 2.
  it('is that of the standard', () => {
    const key = Buffer.from(
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      'hex',
    );
    const publicKey = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]);
    const known = Buffer.from(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
      'hex',
    );
    expect(isSignature(known, Buffer.from('72', 'hex'), publicKey)).toBe(true);
  });
});

describe('A public key', () => {
  const { publicKey } = newKeyPair();

  it('is read from its PEM, and named by the hash of its bytes', () => {
    expect(publicKeyIn(pemOf(publicKey))).toEqual(publicKey);
    expect(fingerprintOf(publicKey)).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['no PEM', 'ssh-ed25519 AAAA'],
    ['damaged', pemOf(publicKey).replace(/\n[^]*\n/, '\nAAAA\n')],
    [
      'of RSA',
      generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export(spki) as string,
    ],
    ['private', generateKeyPairSync('ed25519').privateKey.export(pkcs8) as string],
  ])('that is %s is refused', (_, pem) => {
    expect(publicKeyIn(pem)).toBeNull();
  });
});

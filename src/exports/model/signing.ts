import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';

/* Ed25519 (RFC 8032), without a hash before it, with keys as SPKI and PKCS#8 (RFC 8410). */

export const ALGORITHM = 'Ed25519';
/** The bytes of a signature. */
export const SIGNATURE_BYTES = 64;

/** A key pair as it is stored. */
export interface KeyPair {
  /** SPKI, DER. */
  readonly publicKey: Buffer;
  /** PKCS#8, DER. */
  readonly privateKey: Buffer;
}

export function newKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }),
  };
}

/** What names a key: the SHA-256 of its SPKI in DER, in lower-case hexadecimal. */
export function fingerprintOf(publicKey: Buffer): string {
  return createHash('sha256').update(publicKey).digest('hex');
}

export function pemOf(publicKey: Buffer): string {
  return spki(publicKey).export({ format: 'pem', type: 'spki' }) as string;
}

/** The SPKI of a public key in PEM; null for anything else, and for keys of other algorithms. */
export function publicKeyIn(pem: string): Buffer | null {
  // Node.js would take the public half of a private key.
  if (!pem.includes('-----BEGIN PUBLIC KEY-----')) return null;
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType !== 'ed25519') return null;
    return key.export({ format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}

/** Every Ed25519 public key in a text that may have more than one, such as one for each rotation. */
export function publicKeysIn(text: string): Buffer[] {
  const blocks = text.match(/-----BEGIN PUBLIC KEY-----[^-]*-----END PUBLIC KEY-----/g) ?? [];
  return blocks.map(publicKeyIn).filter((key) => key !== null);
}

export function signatureOf(message: Buffer, { privateKey }: KeyPair): Buffer {
  const key = createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' });
  return sign(null, message, key);
}

export function isSignature(signature: Buffer, message: Buffer, publicKey: Buffer): boolean {
  return verify(null, message, spki(publicKey), signature);
}

function spki(publicKey: Buffer): KeyObject {
  return createPublicKey({ key: publicKey, format: 'der', type: 'spki' });
}

import { PUBLIC_KEY, SIGNATURE } from '../model/manifest.js';
import { fingerprintOf, isSignature, publicKeyIn } from '../model/signing.js';
import type { Finding } from './findings.js';

/** What says who has signed a manifest; null: there is no such file, or it cannot be read. */
export interface SignedManifest {
  readonly manifest: Buffer | null;
  readonly signature: Buffer | null;
  /** In PEM. */
  readonly publicKey: Buffer | null;
}

export interface Signer {
  /** The fingerprint of its key; null: it is none of those that were tried. */
  readonly keyId: string | null;
  readonly findings: readonly Finding[];
}

/** @param keys SPKI, DER: those that may have signed it. Null: the one that is in the export. */
export function signedBy(
  { manifest, signature, publicKey }: SignedManifest,
  keys: readonly Buffer[] | null,
): Signer {
  const enclosed = publicKey && publicKeyIn(publicKey.toString('utf8'));
  const findings: Finding[] = [];
  if (publicKey && !enclosed) findings.push({ file: PUBLIC_KEY, problem: 'malformed' });
  if (!manifest || !signature) return { keyId: null, findings };
  const isSigner = (key: Buffer) => isSignature(signature, manifest, key);
  const signer = (keys ?? (enclosed ? [enclosed] : [])).find(isSigner);
  if (signer) return { keyId: fingerprintOf(signer), findings };
  const problem = keys && enclosed && isSigner(enclosed) ? 'other_key' : 'wrong_signature';
  return { keyId: null, findings: [...findings, { file: SIGNATURE, problem }] };
}

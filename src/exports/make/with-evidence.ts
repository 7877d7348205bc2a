import {
  CHECKSUMS,
  checksumsOf,
  type Contents,
  type Manifest,
  MANIFEST,
  type ManifestFile,
  PUBLIC_KEY,
  SIGNATURE,
} from '../model/manifest.js';
import { ALGORITHM, fingerprintOf, type KeyPair, pemOf, signatureOf } from '../model/signing.js';
import { bytesEntry, type ExportEntry, textEntry } from './export-entry.js';

/**
 * Adds what proves that the files are whole: the key, the manifest that lists them all, its signature, and the checksums
 * for those who have only `sha256sum`.
 */
export function withEvidence(
  entries: readonly ExportEntry[],
  contents: Contents,
  key: KeyPair,
  now: Date,
): ExportEntry[] {
  const listed = [...entries, textEntry(PUBLIC_KEY, pemOf(key.publicKey), now)];
  const bytes = Buffer.from(textOf(manifestOf(contents, listed, key)), 'utf8');
  const signed = [
    ...listed,
    bytesEntry(MANIFEST, bytes, now),
    bytesEntry(SIGNATURE, signatureOf(bytes, key), now),
  ];
  return [...signed, textEntry(CHECKSUMS, checksumsOf(signed.map(fileOf)), now)];
}

function manifestOf(
  contents: Contents,
  listed: readonly ExportEntry[],
  { publicKey }: KeyPair,
): Manifest {
  const key_id = fingerprintOf(publicKey);
  return {
    ...contents,
    files: listed.map(fileOf),
    signature: { algorithm: ALGORITHM, key_id, public_key: PUBLIC_KEY, file: SIGNATURE },
  };
}

function fileOf({ name, bytes, sha256 }: ExportEntry): ManifestFile {
  return { file: name, file_size_bytes: bytes, sha256 };
}

function textOf(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

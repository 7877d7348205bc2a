import { createHash } from 'node:crypto';
import type { ManifestFile } from '../model/manifest.js';
import type { Finding } from './findings.js';
import type { StoredFile } from './stored-file.js';

/**
 * Reads files one after the other, and compares them with what is listed of them.
 *
 * @param onBytes called with the number of bytes of each piece
 */
export async function changedFiles(
  files: readonly StoredFile[],
  listed: readonly ManifestFile[],
  onBytes: (bytes: number) => void,
): Promise<Finding[]> {
  const hashes = new Map(listed.map(({ file, sha256 }) => [file, sha256]));
  const findings: Finding[] = [];
  for (const file of files) {
    const expected = hashes.get(file.name);
    if (expected === undefined) continue;
    const hash = createHash('sha256');
    const isRead = await isReadable(file, (bytes) => {
      hash.update(bytes);
      onBytes(bytes.length);
    });
    if (!isRead) findings.push({ file: file.name, problem: 'unreadable' });
    else if (hash.digest('hex') !== expected)
      findings.push({ file: file.name, problem: 'changed' });
  }
  return findings;
}

async function isReadable(
  file: StoredFile,
  onBytes: (bytes: Uint8Array) => void,
): Promise<boolean> {
  try {
    await file.read(onBytes);
    return true;
  } catch {
    return false;
  }
}

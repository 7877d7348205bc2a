import { MANIFEST, type ManifestFile, SIGNATURE } from '../model/manifest.js';
import { isSafeName, type StoredFile } from './stored-file.js';

export type Problem =
  | 'changed'
  | 'duplicate'
  | 'malformed'
  | 'missing'
  | 'no_file'
  | 'other_key'
  | 'size'
  | 'unlisted'
  | 'unreadable'
  | 'unsafe_name'
  | 'wrong_signature';

export interface Finding {
  readonly file: string;
  readonly problem: Problem;
}

/** Those that are expected, and that no manifest can list. */
const UNLISTED = [MANIFEST, SIGNATURE];

/**
 * What is seen of the files without reading them, in their order, and then those that are missing.
 *
 * @param listed all but the manifest and its signature
 */
export function findingsByName(
  files: readonly Pick<StoredFile, 'name' | 'bytes' | 'isFile'>[],
  listed: readonly ManifestFile[],
): Finding[] {
  const sizes = new Map(listed.map(({ file, file_size_bytes }) => [file, file_size_bytes]));
  const seen = new Set<string>();
  const findings: Finding[] = [];
  for (const { name, bytes, isFile } of files) {
    const size = sizes.get(name);
    const isExpected = size !== undefined || UNLISTED.includes(name);
    const add = (problem: Problem) => findings.push({ file: name, problem });
    if (seen.has(name)) add('duplicate');
    else if (!isSafeName(name)) add('unsafe_name');
    else if (!isExpected) add('unlisted');
    else if (!isFile) add('no_file');
    else if (size !== undefined && size !== bytes) add('size');
    seen.add(name);
  }
  const missing = [...sizes.keys(), ...UNLISTED].filter((name) => !seen.has(name));
  return [...findings, ...missing.map((file) => ({ file, problem: 'missing' as const }))];
}

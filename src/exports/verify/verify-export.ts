import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import {
  CHECKSUMS,
  checksumsOf,
  FORMAT_VERSION,
  MANIFEST,
  type ManifestFile,
  PUBLIC_KEY,
  SIGNATURE,
} from '../model/manifest.js';
import { changedFiles } from './changed-files.js';
import { type Finding, findingsByName, type Problem } from './findings.js';
import { folderFiles } from './folder-files.js';
import { type CheckedManifest, readManifest } from './read-manifest.js';
import { signedBy } from './signed-by.js';
import { contentOf, type StoredFiles } from './stored-file.js';
import { zipFiles } from './zip-files.js';

/** What was found of an export. It is as it was signed where there are neither findings nor warnings. */
export interface ExportCheck {
  readonly export_id: number | null;
  readonly name: string | null;
  readonly created_at: string | null;
  /** The fingerprint of the key that has signed it; null: none of those that were tried. */
  readonly signed_by: string | null;
  readonly files: number;
  readonly bytes: number;
  readonly findings: readonly Finding[];
  /** Why programs may disagree on what its files are. */
  readonly warnings: readonly string[];
}

/** It is no export, or cannot be read at all. */
export class NoExportError extends Error {
  override readonly name = 'NoExportError';
}

export interface VerifyOptions {
  /** SPKI, DER: those that may have signed it. Null: the one that is in the export. */
  readonly keys: readonly Buffer[] | null;
  /** Called with the fraction of all bytes, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

const MAX_MANIFEST_BYTES = 256 * 1024 * 1024;
const MAX_SMALL_BYTES = 1024 * 1024;

/**
 * Checks an export, as a ZIP or as the folder that it was unpacked into: the signature of its manifest, and every file
 * against the manifest.
 *
 * @throws NoExportError
 */
export async function verifyExport(path: string, options: VerifyOptions): Promise<ExportCheck> {
  const stored = await openFiles(path);
  try {
    return await check(stored, options);
  } finally {
    await stored.close();
  }
}

async function openFiles(path: string): Promise<StoredFiles> {
  try {
    return (await stat(path)).isDirectory() ? await folderFiles(path) : await zipFiles(path);
  } catch (error) {
    const why = (error as Error).message;
    throw new NoExportError(
      `${path} cannot be read as an export (${why}). Name its ZIP, all of it, or the folder that it was unpacked into.`,
      { cause: error },
    );
  }
}

async function check(stored: StoredFiles, { keys, onProgress }: VerifyOptions) {
  const { files, warnings } = stored;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const [manifest, signature, publicKey] = await Promise.all([
    small(stored, MANIFEST, MAX_MANIFEST_BYTES),
    small(stored, SIGNATURE),
    small(stored, PUBLIC_KEY),
  ]);
  if (!manifest && !signature) throw new NoExportError(NO_MANIFEST);
  const described = manifest && readManifest(manifest);
  if (described && described.format_version > FORMAT_VERSION) throw new NoExportError(NEWER);
  const signer = signedBy({ manifest, signature, publicKey }, keys);
  const onDone = (done: number) => onProgress?.(done / bytes);
  const contents = described
    ? await compare(stored, { described, manifest, signature }, onDone)
    : [{ file: MANIFEST, problem: whyUnknown(stored, manifest) }];
  return {
    export_id: described?.export.id ?? null,
    name: described?.export.name ?? null,
    created_at: described?.created_at ?? null,
    signed_by: signer.keyId,
    ...{ files: files.length, bytes, findings: [...signer.findings, ...contents], warnings },
  };
}

function whyUnknown({ files }: StoredFiles, manifest: Buffer | null): Problem {
  if (manifest) return 'malformed';
  return files.some(({ name }) => name === MANIFEST) ? 'unreadable' : 'missing';
}

/** Null for one that is not there or cannot be read. */
async function small(
  { files }: StoredFiles,
  name: string,
  maxBytes = MAX_SMALL_BYTES,
): Promise<Buffer | null> {
  const file = files.find((each) => each.name === name);
  return file ? contentOf(file, maxBytes).catch(() => null) : null;
}

interface SignedFiles {
  readonly described: CheckedManifest;
  readonly manifest: Buffer;
  readonly signature: Buffer | null;
}

async function compare(
  { files }: StoredFiles,
  { described, manifest, signature }: SignedFiles,
  onDone: (bytes: number) => void,
): Promise<Finding[]> {
  const signed = signature ? [listed(SIGNATURE, signature)] : [];
  const checksums = checksumsOf([...described.files, listed(MANIFEST, manifest), ...signed]);
  const expected = [...described.files, listed(CHECKSUMS, Buffer.from(checksums, 'utf8'))];
  const byName = findingsByName(files, expected);
  const found = new Set(byName.map(({ file }) => file));
  const comparable = files.filter(({ name }) => !found.has(name));
  let done = 0;
  const byContent = await changedFiles(comparable, expected, (bytes) => onDone((done += bytes)));
  return [...byName, ...byContent];
}

function listed(file: string, content: Buffer): ManifestFile {
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { file, file_size_bytes: content.length, sha256 };
}

const NO_MANIFEST =
  'This is no export of event-clips, as it has no manifest.json that can be read, and no signature of one.';
const NEWER =
  'A newer version of event-clips has made this export. Check it with that version or a later one.';

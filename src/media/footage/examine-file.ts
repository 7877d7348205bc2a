import type { BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type FileChange, fileChange, type FileIdentity, type FileStats } from './file-identity.js';
import { fileSamples } from './file-samples.js';

/** A file that nothing wrote to for this long is closed. */
export const QUIET_MS = 15_000;

export interface Examination {
  readonly change: Exclude<FileChange, 'doubtful'>;
  /** Of the file that the path leads to now. */
  readonly identity: FileIdentity;
}

export interface ExamineOptions {
  /** See `fileChange`. */
  readonly writingMs: number;
  /** Whether an open file is sampled too. Samples of its body may not hold where its writer moves all of it. */
  readonly samplesOpen?: boolean;
  /** Whether a file is closed that is as it was known: the last look was long enough ago. */
  readonly isLaterLook?: boolean;
}

/** Compares the file that a path leads to with the one that is known. Without one, it becomes known. */
export async function examineFile(
  path: string,
  known: FileIdentity | null,
  { writingMs, samplesOpen = false, isLaterLook = false }: ExamineOptions,
): Promise<Examination> {
  const now = await fileStats(path);
  const change = known ? await certainChange(path, known, now, writingMs) : 'same';
  const isUntouched = known !== null && isUnchanged(known, now);
  const isClosed =
    isQuiet(now) ||
    (known !== null && change === 'same' && (known.isClosed || (isLaterLook && isUntouched)));
  if (change !== 'replaced' && known?.samples && isUntouched) {
    return { change, identity: { ...now, isClosed, samples: known.samples } };
  }
  // One that cannot be read is reported by whoever reads it.
  const read = () => fileSamples(path, now.sizeBytes).catch(() => null);
  const samples = isClosed || samplesOpen ? await read() : null;
  // Samples of a file that is being written to may be of two states of it.
  const isStill = samples === null || isUnchanged(now, await fileStats(path));
  return isStill
    ? { change, identity: { ...now, isClosed, samples } }
    : { change, identity: { ...now, isClosed: false, samples: null } };
}

/** Compares the file that a path leads to now with the one that is known. */
export async function presentChange(
  path: string,
  known: FileIdentity,
  writingMs: number,
): Promise<{ now: FileStats; change: Examination['change'] }> {
  const now = await fileStats(path);
  return { now, change: await certainChange(path, known, now, writingMs) };
}

/** Reads samples where the file system leaves it open whether the file is the same. */
async function certainChange(
  path: string,
  known: FileIdentity,
  now: FileStats,
  writingMs: number,
): Promise<Examination['change']> {
  const change = fileChange(known, now, writingMs);
  if (change !== 'doubtful') return change;
  const samples = await fileSamples(path, known.sizeBytes);
  return fileChange(known, now, writingMs, samples) as Examination['change'];
}

/** The identity of a file that is registered: none of it is read. */
export function identityOf(stats: FileStats): FileIdentity {
  return { ...stats, isClosed: isQuiet(stats), samples: null };
}

export async function fileStats(path: string): Promise<FileStats> {
  return statsOf(await stat(path, { bigint: true }));
}

export function statsOf({ size, mtimeNs, ino }: BigIntStats): FileStats {
  const modifiedAtMs = Math.round(Number(mtimeNs) / 1e6);
  return { sizeBytes: Number(size), modifiedAtMs, inode: String(ino) };
}

function isQuiet({ modifiedAtMs }: FileStats): boolean {
  return Date.now() - modifiedAtMs >= QUIET_MS;
}

function isUnchanged(a: FileStats, b: FileStats): boolean {
  return a.sizeBytes === b.sizeBytes && a.modifiedAtMs === b.modifiedAtMs;
}

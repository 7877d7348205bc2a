import type { Dirent } from 'node:fs';
import { readdir, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { nullIfMissing } from '../common/error-code.js';
import { FileGate, type OperationOptions } from './file-gate.js';

/** One fewer than Node.js has for the files of a process, so that everything else goes on while these hang. */
const THREADS = 3;

const gate = new FileGate(THREADS);

/**
 * Runs an operation on files of the clips folder, which may be a network share. All of this process share three
 * threads, and each operation has a limit of time. What hangs keeps its thread until the system answers.
 *
 * @param work uses one thread at a time, and calls no other function of this file
 * @throws ClipsFolderSilentError, or what the work throws
 */
export function onClipsFolder<T>(
  work: () => Promise<T>,
  options?: OperationOptions<T>,
): Promise<T> {
  return gate.run(work, options);
}

/** Removes a folder with all that it holds, if it exists, one file at a time: Node's own `rm` uses all threads. */
export async function removeFolder(path: string): Promise<void> {
  const entries: Dirent[] | null = await onClipsFolder(() =>
    readdir(path, { withFileTypes: true }).catch(nullIfMissing),
  );
  if (!entries) return;
  for (const entry of entries) {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) await removeFolder(inside);
    else await onClipsFolder(() => unlink(inside).catch(nullIfMissing));
  }
  await onClipsFolder(() => rmdir(path).catch(nullIfMissing));
}

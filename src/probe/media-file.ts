import { constants, type FileHandle, open } from 'node:fs/promises';
import { HEAD_BYTES } from '../formats/signature.js';
import { fileErrorOf, UnreadableSourceError } from './media-errors.js';
import { EMPTY, NO_FILE } from './source-problems.js';

/** A footage file that is open. */
export interface MediaFile {
  readonly file: FileHandle;
  /** Its first bytes. */
  readonly head: Uint8Array;
  readonly sizeBytes: number;
}

/** Opens a footage file for `read`, and closes it. It has to be a regular file that is not empty. */
export async function withMediaFile<T>(
  path: string,
  read: (media: MediaFile) => T | Promise<T>,
): Promise<T> {
  const file = await openFile(path);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new UnreadableSourceError(path, NO_FILE);
    if (stat.size === 0) throw new UnreadableSourceError(path, EMPTY);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return await read({ file, head: buffer.subarray(0, bytesRead), sizeBytes: stat.size });
  } finally {
    await file.close();
  }
}

/** Without O_NONBLOCK, opening a FIFO would wait for a writer. */
async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    throw fileErrorOf(path, error);
  }
}

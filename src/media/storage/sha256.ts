import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { onClipsFolder } from '../../isolation/clips-folder.js';
import type { ClipStorage, ReadNext } from './clip-storage.js';

const PIECE_BYTES = 1024 * 1024;

/** Of a whole local file of the clips folder, in lower-case hexadecimal. */
export async function sha256Of(path: string, signal?: AbortSignal): Promise<string> {
  const file = await onClipsFolder(() => open(path), { discard: (late) => late.close() });
  try {
    const read: ReadNext = async (buffer) =>
      (await onClipsFolder(() => file.read(buffer, 0, buffer.length, null))).bytesRead;
    return await sha256OfBytes(read, PIECE_BYTES, signal);
  } finally {
    await onClipsFolder(() => file.close());
  }
}

/** Of a stored file's bytes as they are, whatever is recorded of them; null where there is no such file. */
export async function sha256OfFile(storage: ClipStorage, name: string): Promise<string | null> {
  const file = await storage.open(name);
  if (!file) return null;
  try {
    return await sha256OfBytes(file.read({ start: 0, end: file.bytes - 1 }), PIECE_BYTES);
  } finally {
    await file.close();
  }
}

/** Of all bytes that `read` gives, read in pieces of `pieceBytes`. */
export async function sha256OfBytes(
  read: ReadNext,
  pieceBytes: number,
  signal?: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256');
  // One buffer for the whole file: a stream would allocate one for each piece.
  const piece = Buffer.allocUnsafeSlow(pieceBytes);
  for (;;) {
    signal?.throwIfAborted();
    const bytesRead = await read(piece);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(piece.subarray(0, bytesRead));
  }
}

import { createHash, type Hash } from 'node:crypto';
import { constants, type FileHandle, open } from 'node:fs/promises';
import type { FileSamples } from './file-identity.js';

const END_BYTES = 4096;
const BODY_BYTES = 2048;
/** Shares of the size at which the samples of the body begin. */
const BODY_AT = [1 / 2, 2 / 3, 5 / 6];
const HASH_CHARACTERS = 32;

/** Reads 14 kB at most of the first `sizeBytes` bytes of a file. */
export async function fileSamples(path: string, sizeBytes: number): Promise<FileSamples> {
  // Without O_NONBLOCK, opening a FIFO would wait for a writer.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const bytes = Math.min(END_BYTES, sizeBytes);
    const ends = createHash('sha256').update(String(sizeBytes));
    await addTo(ends, file, 0, bytes);
    await addTo(ends, file, sizeBytes - bytes, bytes);
    const body = createHash('sha256').update(String(sizeBytes));
    for (const share of BODY_AT) {
      const at = Math.floor(sizeBytes * share);
      await addTo(body, file, at, Math.min(BODY_BYTES, sizeBytes - at));
    }
    return { ends: textOf(ends), body: textOf(body) };
  } finally {
    await file.close();
  }
}

async function addTo(hash: Hash, file: FileHandle, at: number, bytes: number): Promise<void> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, at);
  hash.update(buffer.subarray(0, bytesRead));
}

function textOf(hash: Hash): string {
  return hash.digest('hex').slice(0, HASH_CHARACTERS);
}

import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { OpenClipFile } from '../../media/storage/clip-storage.js';

export interface Digest {
  readonly crc32: number;
  /** In lower-case hexadecimal. */
  readonly sha256: string;
}

const PIECE_BYTES = 1024 * 1024;

/** Of all bytes of a file, read once. */
export async function digestOf(file: OpenClipFile, signal: AbortSignal): Promise<Digest> {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafeSlow(PIECE_BYTES);
  const read = file.read({ start: 0, end: file.bytes - 1 });
  let crc = 0;
  for (;;) {
    signal.throwIfAborted();
    const count = await read(piece);
    if (count === 0) return { crc32: crc, sha256: hash.digest('hex') };
    const bytes = piece.subarray(0, count);
    hash.update(bytes);
    crc = crc32(bytes, crc);
  }
}

export function digestOfBytes(bytes: Buffer): Digest {
  return { crc32: crc32(bytes), sha256: createHash('sha256').update(bytes).digest('hex') };
}

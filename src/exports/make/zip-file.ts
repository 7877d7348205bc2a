import { ZipWriter } from '@zip.js/zip.js';
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { onClipsFolder } from '../../isolation/clips-folder.js';
import type { ReadNext } from '../../media/storage/clip-storage.js';
import { nameNoSpace } from '../../media/storage/no-space-error.js';

/** A file to pack. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: number;
  readonly crc32: number;
  readonly modifiedAt: Date;
  /** Reads it from its beginning. */
  readonly read: ReadNext;
}

export interface Packed {
  readonly bytes: number;
  readonly sha256: string;
}

const PIECE_BYTES = 256 * 1024;

/**
 * Writes a ZIP whose entries are stored, not deflated, each with its CRC and sizes in its local header, so that readers
 * which know no data descriptors of stored entries (Java's among them) can stream it. ZIP64 where it has to be
 * (APPNOTE 6.3.10, 4.3.7, 4.4.4 and 4.5.3).
 *
 * @param onBytes called with the number of bytes after each piece
 * @throws NoSpaceError, the signal's reason
 */
export async function writeZip(
  path: string,
  entries: readonly ZipEntry[],
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<Packed> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await onClipsFolder(() => open(path, 'wx'), { discard: (late) => late.close() });
  try {
    const sink = new WritableStream<Uint8Array>({
      write: async (piece) => {
        hash.update(piece);
        await onClipsFolder(() => file.writeFile(piece)).catch(nameNoSpace);
        bytes += piece.length;
        onBytes(bytes);
      },
    });
    const zip = new ZipWriter(sink, { useWebWorkers: false, keepOrder: true });
    for (const entry of entries) await add(zip, entry, signal);
    await zip.close();
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    await onClipsFolder(() => file.close());
  }
}

/** `passThrough` with the CRC and both sizes makes the library write a complete local header. */
async function add(zip: ZipWriter<unknown>, entry: ZipEntry, signal: AbortSignal): Promise<void> {
  const { name, bytes, crc32, modifiedAt } = entry;
  const readable = ReadableStream.from(pieces(entry, signal)) as ReadableStream<Uint8Array>;
  await zip.add(
    name,
    { readable, size: bytes },
    {
      ...{ passThrough: 'compressed', compressionMethod: 0, level: 0 },
      ...{ uncompressedSize: bytes, crc32, lastModDate: modifiedAt },
    },
  );
}

async function* pieces({ read, name, bytes }: ZipEntry, signal: AbortSignal) {
  let left = bytes;
  while (left > 0) {
    signal.throwIfAborted();
    // Not used again, as the writer may still have it.
    const buffer = Buffer.allocUnsafeSlow(Math.min(PIECE_BYTES, left));
    const count = await read(buffer);
    if (count === 0) throw new Error(`${name} ends before its recorded size.`);
    left -= count;
    yield buffer.subarray(0, count);
  }
}

import { constants, type FileHandle, open } from 'node:fs/promises';
import { HEAD_BYTES } from '../../../formats/signature.js';
import { stillDemuxer, type StillDemuxer } from '../../../formats/still-demuxer.js';
import { MAX_PIXELS } from '../../../ffmpeg/local-input.js';
import { isLostTail, TAIL_BYTES } from './lost-tail.js';
import { type Size, stillSize } from './still-size.js';

/** In a JPEG, Exif data, a thumbnail and a colour profile precede the size. */
const LONG_HEAD_BYTES = 1024 * 1024;
/** FFmpeg reads a still into memory as a whole. */
const MAX_BYTES = 128 * 1024 * 1024;

/** A still frame with a valid header. Its picture may be damaged. */
export interface Still extends Size {
  readonly path: string;
  readonly demuxer: StillDemuxer;
}

/**
 * The first `most` stills of a list, in order, and how many files before the last of them were skipped:
 * those that are no regular file, are larger than 128 MiB or 64 megapixels, have lost their end, or are
 * neither JPEG, PNG nor WebP.
 */
export async function readStills(
  paths: readonly string[],
  most: number,
): Promise<{ stills: Still[]; skipped: number }> {
  const stills: Still[] = [];
  let skipped = 0;
  for (const path of paths) {
    if (stills.length === most) break;
    const still = await readStill(path);
    if (still) stills.push(still);
    else skipped++;
  }
  return { stills, skipped };
}

async function readStill(path: string): Promise<Still | null> {
  // Without O_NONBLOCK, opening a FIFO would wait for a writer.
  const flags = constants.O_RDONLY | constants.O_NONBLOCK;
  const file = await open(path, flags).catch(() => null);
  if (!file) return null;
  try {
    const stat = await file.stat();
    if (!stat.isFile() || stat.size > MAX_BYTES) return null;
    const head = await read(file, 0, HEAD_BYTES);
    const demuxer = stillDemuxer(head);
    if (!demuxer) return null;
    const tail = await read(file, Math.max(0, stat.size - TAIL_BYTES), TAIL_BYTES);
    if (isLostTail(tail, demuxer)) return null;
    const size =
      stillSize(head, demuxer) ?? stillSize(await read(file, 0, LONG_HEAD_BYTES), demuxer);
    return size && size.width * size.height <= MAX_PIXELS ? { path, demuxer, ...size } : null;
  } catch {
    return null; // The file was removed, or its disk fails.
  } finally {
    await file.close();
  }
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

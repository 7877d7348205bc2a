import { constants, type FileHandle, open } from 'node:fs/promises';
import type { FileIsolation } from '../../../isolation/file-isolation.js';
import { isolatedTask } from '../../../isolation/isolated-task.js';
import { HEAD_BYTES } from '../../../formats/signature.js';
import { stillDemuxer, type StillDemuxer } from '../../../formats/still-demuxer.js';
import { MAX_PIXELS } from '../../../ffmpeg/local-input.js';
import { isLostTail, TAIL_BYTES } from './lost-tail.js';
import { jpegOrientation, type Orientation, swapsSides } from './orientation.js';
import { type Size, stillSize } from './still-size.js';
import { mayBeTransparent } from './transparency.js';

/** In a JPEG, Exif data, a thumbnail and a colour profile precede the size. */
const LONG_HEAD_BYTES = 1024 * 1024;
/** FFmpeg reads a still into memory as a whole. */
const MAX_BYTES = 128 * 1024 * 1024;

/** A still frame with a valid header. Its picture may be damaged. The size is that of the upright picture. */
export interface Still extends Size {
  readonly path: string;
  readonly demuxer: StillDemuxer;
  readonly orientation: Orientation;
  readonly mayBeTransparent: boolean;
}

/** A file that is left out of a clip. */
export interface SkippedStill {
  readonly path: string;
  /** What follows its name in a sentence. */
  readonly why: string;
}

/**
 * The first `most` stills of a list, in order, and the files before the last of them that were skipped: those
 * that are no regular file, are larger than 128 MiB or 64 megapixels, have lost their end, or are neither JPEG,
 * PNG nor WebP.
 */
export async function readStills(
  footage: FileIsolation,
  paths: readonly string[],
  most: number,
): Promise<{ stills: Still[]; skipped: SkippedStill[] }> {
  const stills: Still[] = [];
  const skipped: SkippedStill[] = [];
  for (const path of paths) {
    if (stills.length === most) break;
    const read = await footage.run(path, STILL, path);
    if ('why' in read) skipped.push(read);
    else stills.push(read);
  }
  return { stills, skipped };
}

export async function readStill(path: string): Promise<Still | SkippedStill> {
  // Without O_NONBLOCK, opening a FIFO would wait for a writer.
  const flags = constants.O_RDONLY | constants.O_NONBLOCK;
  const file = await open(path, flags).catch(() => null);
  if (!file) return { path, why: 'cannot be opened' };
  try {
    const found = await examine(file);
    return typeof found === 'string' ? { path, why: found } : { path, ...found };
  } catch {
    // The file was removed, or its disk fails.
    return { path, why: 'cannot be read' };
  } finally {
    await file.close();
  }
}

const STILL = isolatedTask('clips/make/stills/read-stills.js', readStill);

/** What a file is, or why it is left out. */
async function examine(file: FileHandle): Promise<Omit<Still, 'path'> | string> {
  const stat = await file.stat();
  if (!stat.isFile()) return 'is no file';
  if (stat.size > MAX_BYTES) return 'is larger than 128 MiB';
  const head = await read(file, 0, HEAD_BYTES);
  const demuxer = stillDemuxer(head);
  if (!demuxer) return stat.size === 0 ? 'is empty' : 'is neither JPEG, PNG nor WebP';
  const tail = await read(file, Math.max(0, stat.size - TAIL_BYTES), TAIL_BYTES);
  if (isLostTail(tail, demuxer)) return 'has lost its end';
  const short = stillSize(head, demuxer);
  const known = short ? head : await read(file, 0, LONG_HEAD_BYTES);
  const size = short ?? stillSize(known, demuxer);
  if (!size) return 'is damaged';
  if (size.width * size.height > MAX_PIXELS) return 'has more than 64 megapixels';
  const orientation = demuxer === 'jpeg_pipe' ? jpegOrientation(known) : 1;
  const upright = swapsSides(orientation) ? { width: size.height, height: size.width } : size;
  return { demuxer, orientation, mayBeTransparent: mayBeTransparent(known, demuxer), ...upright };
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

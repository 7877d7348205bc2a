import type { StillDemuxer } from '../../../formats/still-demuxer.js';

/** As many of a file's last bytes as {@link isLostTail} takes; a shorter file has fewer. */
export const TAIL_BYTES = 16 * 1024;

const BLOCK_BYTES = 512;

/** What a picture ends with, in hexadecimal: EOI, and the check sum of IEND. WebP has no such mark. */
const END_MARKS: Record<StillDemuxer, string | null> = {
  jpeg_pipe: 'ffd9',
  png_pipe: 'ae426082',
  webp_pipe: null,
};

/**
 * Whether these last bytes of a still are what a power cut leaves of a file that was being written:
 * zeros to the end. Decoders may take them for the rest of the picture, and show it grey. Zeros that
 * fill up the file after the picture's end are not meant.
 */
export function isLostTail(tail: Buffer, demuxer: StillDemuxer): boolean {
  const end = tail.findLastIndex((byte) => byte !== 0) + 1;
  if (tail.length - end < BLOCK_BYTES) return false;
  const mark = END_MARKS[demuxer];
  return mark === null || !tail.toString('hex', 0, end).endsWith(mark);
}

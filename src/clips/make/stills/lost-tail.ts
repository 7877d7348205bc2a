import type { StillDemuxer } from '../../../formats/still-demuxer.js';

/** How many of a file's last bytes {@link isLostTail} takes, if it has as many. */
export const TAIL_BYTES = 16 * 1024;

const BLOCK_BYTES = 512;

/** The end of a picture, in hexadecimal: EOI, or the checksum of IEND. WebP has no end mark. */
const END_MARKS: Record<StillDemuxer, string | null> = {
  jpeg_pipe: 'ffd9',
  png_pipe: 'ae426082',
  webp_pipe: null,
};

/**
 * Whether a still was lost in part, as its last bytes are zeros: a power cut leaves such a file when it
 * interrupts writing. Decoders may take the zeros as part of the picture and show it grey. Zeros after
 * the end of the picture are padding and do no harm.
 */
export function isLostTail(tail: Buffer, demuxer: StillDemuxer): boolean {
  const end = tail.findLastIndex((byte) => byte !== 0) + 1;
  if (tail.length - end < BLOCK_BYTES) return false;
  const mark = END_MARKS[demuxer];
  return mark === null || !tail.toString('hex', 0, end).endsWith(mark);
}

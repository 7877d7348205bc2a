import type { StillDemuxer } from '../../../formats/still-demuxer.js';

/** Of the extended format (RFC 9649, 2.7), and of the lossless one (3.3). */
const EXTENDED_ALPHA = 0x10;
const LOSSLESS_ALPHA = 0x10;

/** Whether a still may have transparent pixels, by its first bytes. Each PNG may: a palette can have them too. */
export function mayBeTransparent(head: Buffer, demuxer: StillDemuxer): boolean {
  if (demuxer !== 'webp_pipe') return demuxer === 'png_pipe';
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8X':
      return ((head[20] ?? 0) & EXTENDED_ALPHA) !== 0;
    case 'VP8L':
      return ((head[24] ?? 0) & LOSSLESS_ALPHA) !== 0;
    default:
      return false;
  }
}

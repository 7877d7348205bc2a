import { startsWith } from './signature.js';

/** FFmpeg's names of the demuxers that still frames are opened with. */
export type StillDemuxer = 'jpeg_pipe' | 'png_pipe' | 'webp_pipe';

/** The demuxer for a file with these first bytes; null for everything that is not a still frame. */
export function stillDemuxer(head: Uint8Array): StillDemuxer | null {
  if (startsWith(head, '\xff\xd8\xff')) return 'jpeg_pipe';
  if (startsWith(head, '\x89PNG\r\n\x1a\n')) return 'png_pipe';
  if (startsWith(head, 'RIFF') && startsWith(head, 'WEBP', 8)) return 'webp_pipe';
  return null;
}

import type { ClipFormat } from '../../media/storage/clip-file.js';

/** The codecs of a clip's video, by FFmpeg's names. */
export const CLIP_VIDEO_CODECS = ['h264', 'hevc'] as const;
export type ClipVideoCodec = (typeof CLIP_VIDEO_CODECS)[number];

/** The sample entries of HEVC (ISO/IEC 14496-15). */
const HEVC = /^(hvc1|hev1)\./;

/**
 * The codec of a clip's video; null for a GIF.
 *
 * @param codecs of the file (RFC 6381); null for a clip of a version that did not record them, and made H.264 only
 */
export function videoCodecOf({
  format,
  codecs,
}: {
  readonly format: ClipFormat;
  readonly codecs: string | null;
}): ClipVideoCodec | null {
  if (format !== 'mp4') return null;
  return codecs !== null && HEVC.test(codecs) ? 'hevc' : 'h264';
}

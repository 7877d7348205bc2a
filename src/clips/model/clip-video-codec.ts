import type { ClipFormat } from '../../media/storage/clip-file.js';

/** The codecs of a clip's video, by FFmpeg's names. */
export const CLIP_VIDEO_CODECS = ['h264', 'hevc'] as const;
export type ClipVideoCodec = (typeof CLIP_VIDEO_CODECS)[number];

/** The sample entries of HEVC (ISO/IEC 14496-15). */
const HEVC = /^(hvc1|hev1)\./;

export interface ClipWithCodecs {
  readonly format: ClipFormat;
  /** Of the file (RFC 6381); null for a clip of a version that did not record them, and made H.264 only. */
  readonly codecs: string | null;
}

/** The codec of a clip's video; null for a GIF. */
export function videoCodecOf({ format, codecs }: ClipWithCodecs): ClipVideoCodec | null {
  if (format !== 'mp4') return null;
  return codecs !== null && HEVC.test(codecs) ? 'hevc' : 'h264';
}

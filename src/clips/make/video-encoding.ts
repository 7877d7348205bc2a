import type { VideoFacts } from '../../formats/media-facts.js';
import type { ClipVideoCodec } from '../model/clip-video-codec.js';

/** How what cannot be copied is encoded. All parts of a clip are encoded alike, so that one decoder plays them. */
export interface VideoEncoding {
  readonly codec: ClipVideoCodec;
  /** FFmpeg's name. */
  readonly pixelFormat: 'yuv420p' | 'yuv420p10le';
}

/** The name of FFmpeg's encoder. */
export const HEVC_ENCODER = 'libx265';

/** HEVC keeps ten bits; H.264 has eight, since browsers play no more of it. */
export function encodingOf(
  codec: ClipVideoCodec,
  videos: readonly (Pick<VideoFacts, 'pixelFormat'> | null)[],
): VideoEncoding {
  const keepsTen = codec === 'hevc' && videos.some((video) => hasMoreThanEightBits(video));
  return { codec, pixelFormat: keepsTen ? 'yuv420p10le' : 'yuv420p' };
}

function hasMoreThanEightBits(video: Pick<VideoFacts, 'pixelFormat'> | null): boolean {
  return /(10|12|14|16)(le|be)$/.test(video?.pixelFormat ?? '');
}

/**
 * FFmpeg's arguments for the encoder. H.264 has the settings of the specification, HEVC those that give about the same
 * quality and do not take much longer.
 */
export function encoderArguments({ codec }: VideoEncoding): string[] {
  return codec === 'hevc'
    ? ['-c:v', HEVC_ENCODER, '-preset', 'veryfast', '-crf', '24', '-x265-params', X265.join(':')]
    : // x264 would copy captions, which may be data of the camera.
      ['-c:v', 'libx264', '-preset', 'fast', '-crf', '23', '-bf', '0', '-a53cc', '0'];
}

/**
 * Without B-frames and open GOPs, as for H.264. Without what differs between parts that are otherwise alike, such as the
 * rate of the frames: an MP4 of HEVC has its parameter sets once for all pictures.
 */
const X265 = [
  ...['bframes=0', 'open-gop=0'],
  ...['vui-timing-info=0', 'hrd=0', 'info=0'],
  'log-level=error',
];

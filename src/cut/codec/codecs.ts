import type { VideoCodec } from './codec.js';
import { h264 } from './h264.js';
import { hevc } from './hevc.js';

/** The codecs whose packets can be copied into a clip. Video of every other codec is encoded. */
export const VIDEO_CODECS: readonly VideoCodec[] = [h264, hevc];

/** By the name that a file's facts have. */
export function codecNamed(name: string): VideoCodec | null {
  return VIDEO_CODECS.find((codec) => codec.name === name) ?? null;
}

/** By the name that the library which reads packets has for it. */
export function codecOfLibrary(libraryName: string | null): VideoCodec | null {
  return VIDEO_CODECS.find((codec) => codec.libraryName === libraryName) ?? null;
}

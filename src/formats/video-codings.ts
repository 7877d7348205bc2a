import { h264Coding } from './h264/coding.js';
import { hevcCoding } from './h265/coding.js';
import { Unusual } from './unusual.js';
import type { VideoCoding } from './video-coding.js';

/** The codecs of which facts are read in process; ffprobe reads those of all others. */
export const VIDEO_CODINGS: readonly VideoCoding[] = [h264Coding, hevcCoding];

/** The coding that containers mark so. Throws `Unusual` where there is none. */
export function codingThat(isMarked: (coding: VideoCoding) => boolean): VideoCoding {
  const coding = VIDEO_CODINGS.find(isMarked);
  if (!coding) throw new Unusual();
  return coding;
}

import { h264Coding } from './h264/coding.js';
import { Unusual } from './unusual.js';
import type { VideoCoding } from './video-coding.js';

/** The codecs of which facts are read in process; ffprobe reads those of all others. */
export const VIDEO_CODINGS: readonly VideoCoding[] = [h264Coding];

/** The coding that has this name or number in a container. Throws `Unusual` where there is none. */
export function codingWith<K extends 'sampleEntry' | 'matroskaId' | 'mpegtsStreamType'>(
  key: K,
  value: VideoCoding[K],
): VideoCoding {
  const coding = VIDEO_CODINGS.find((each) => each[key] === value);
  if (!coding) throw new Unusual();
  return coding;
}

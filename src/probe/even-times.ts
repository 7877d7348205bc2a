import type { VideoFacts } from '../formats/media-facts.js';

/** FFmpeg's default where a stream does not give its rate; it is that of cameras in most countries. */
const DEFAULT_RATE = 25;

/**
 * Facts of video whose frames have no times: they are counted, and each is shown for one tick, so that its
 * number is its timestamp.
 *
 * @param frames how many there are; NaN or 0 where that is not known
 */
export function evenlyTimed(video: VideoFacts, frames: number): VideoFacts {
  const frameRate = video.frameRate ?? DEFAULT_RATE;
  return {
    ...video,
    frameRate,
    timeBase: `1/${frameRate}`,
    startTimeSeconds: 0,
    endTimeSeconds: frames > 0 ? frames / frameRate : null,
  };
}

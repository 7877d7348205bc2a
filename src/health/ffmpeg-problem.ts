import { type FfmpegError, isKilled } from '../ffmpeg/ffmpeg-error.js';
import { degraded, down, type Problem } from './readiness-check.js';

/** What it means that FFmpeg could not be tried. One that is slow to start, or was killed once, still makes clips. */
export function ffmpegProblem(error: FfmpegError): Problem {
  if (error.reason === 'timeout') {
    return degraded('FFmpeg is slow to start. Check the load of the machine.');
  }
  return isKilled(error) ? degraded(error.message) : down(error.message);
}

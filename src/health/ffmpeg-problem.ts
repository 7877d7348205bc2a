import { FfmpegError } from '../ffmpeg/ffmpeg-error.js';
import { degraded, down, type Problem } from './readiness-check.js';

/** What it means that FFmpeg could not be tried. One that is slow to start still makes clips. */
export function ffmpegProblem(error: FfmpegError): Problem {
  const { cause } = error;
  return cause instanceof FfmpegError && cause.reason === 'timeout'
    ? degraded('FFmpeg is slow to start. Check the load of the machine.')
    : down(error.message);
}

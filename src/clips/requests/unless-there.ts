import { FfmpegError, isKilled } from '../../ffmpeg/ffmpeg-error.js';

/** For a failed check of FFmpeg. One that is slow to answer, or was killed, is there: its job finds out whether it makes the clip in time. */
export function unlessThere(error: unknown): void {
  const isThere = error instanceof FfmpegError && (error.reason === 'timeout' || isKilled(error));
  if (!isThere) throw error;
}

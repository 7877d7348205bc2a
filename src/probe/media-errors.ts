import { EventClipsError } from '../common/event-clips-error.js';
import type { Thrown } from '../common/http/throws.js';
import { FfmpegError } from '../ffmpeg/ffmpeg-error.js';

/** The file exists, but cannot be read as footage. */
export class UnreadableSourceError extends EventClipsError {
  constructor(options?: ErrorOptions) {
    super(
      'UNREADABLE_SOURCE',
      400,
      'The file is not readable video. Give a complete MP4, MOV, MKV, MPEG-TS, AVI or FLV recording.',
      options,
    );
  }
}

export class VideoNotFoundError extends EventClipsError {
  constructor(options?: ErrorOptions) {
    super('VIDEO_NOT_FOUND', 400, 'The video file does not exist. Check its path.', options);
  }
}

/** The errors of reading a video file's facts. */
export const PROBE_ERRORS: Thrown[] = [
  VideoNotFoundError,
  UnreadableSourceError,
  ...(['not_found', 'timeout', 'aborted', 'no_space'] as const).map(
    (reason) => new FfmpegError(reason, { args: [] }),
  ),
];

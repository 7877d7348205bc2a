import { EventClipsError } from '../common/event-clips-error.js';

/** The bytes are there, but no footage that can be read. */
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

import { EventClipsError } from '../../common/event-clips-error.js';

/** Why a clip could not be made, as the contract's `error_code`. */
export type ClipGenerationErrorCode =
  | 'WINDOW_OUTSIDE_FOOTAGE'
  | 'VIDEO_NOT_FOUND'
  | 'NO_VALID_IMAGES'
  | 'UNREADABLE_SOURCE'
  | 'FFMPEG_FAILED'
  | 'PROCESS_KILLED'
  | 'TIMED_OUT'
  | 'CANCELLED'
  | 'NO_SPACE'
  | 'CLIP_PROTECTED'
  | 'CLIPS_FOLDER_UNUSABLE';

/** A clip could not be made. `message` is safe to show; `cause`, for the log, has the rest. */
export class ClipGenerationError extends EventClipsError {
  declare readonly code: ClipGenerationErrorCode;

  constructor(code: ClipGenerationErrorCode, message: string, options?: ErrorOptions) {
    super(code, 500, message, options);
  }
}

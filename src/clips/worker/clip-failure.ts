import { EventClipsError } from '../../common/event-clips-error.js';
import {
  ClipGenerationError,
  type ClipGenerationErrorCode,
} from '../model/clip-generation-error.js';
import { SmartCutNotPossible } from '../../cut/cut-errors.js';
import { VerificationError } from '../make/verify.js';

const CODES: Record<string, ClipGenerationErrorCode> = {
  WINDOW_OUTSIDE_FOOTAGE: 'WINDOW_OUTSIDE_FOOTAGE',
  VIDEO_NOT_FOUND: 'VIDEO_NOT_FOUND',
  NO_VALID_IMAGES: 'NO_VALID_IMAGES',
  UNREADABLE_SOURCE: 'UNREADABLE_SOURCE',
  // The file was allowed when it was registered and now leads elsewhere.
  PATH_NOT_ALLOWED: 'UNREADABLE_SOURCE',
  FFMPEG_FAILED: 'FFMPEG_FAILED',
  FFMPEG_NOT_FOUND: 'FFMPEG_FAILED',
  TIMED_OUT: 'TIMED_OUT',
  NO_SPACE: 'NO_SPACE',
  CLIP_PROTECTED: 'CLIP_PROTECTED',
  CLIPS_FOLDER_UNUSABLE: 'CLIPS_FOLDER_UNUSABLE',
};

/** A failure of the footage or of FFmpeg in the words of the contract; null for everything else. */
export function clipFailureOf(error: unknown): ClipGenerationError | null {
  if (error instanceof ClipGenerationError) return error;
  if (error instanceof SmartCutNotPossible) {
    const message = 'The footage could be neither copied nor encoded. The log has the details.';
    return new ClipGenerationError('FFMPEG_FAILED', message, { cause: error });
  }
  if (error instanceof VerificationError) {
    const message = 'The finished clip was not what was planned, so it was thrown away. Ask again.';
    return new ClipGenerationError('FFMPEG_FAILED', message, { cause: error });
  }
  if (!(error instanceof EventClipsError)) return null;
  const code = CODES[error.code];
  return code ? new ClipGenerationError(code, error.message, { cause: error }) : null;
}

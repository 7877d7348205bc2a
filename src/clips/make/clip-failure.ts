import { EventClipsError } from '../../common/event-clips-error.js';
import {
  ClipGenerationError,
  type ClipGenerationErrorCode,
} from '../model/clip-generation-error.js';
import { describeObstacle, SmartCutNotPossible } from '../../cut/cut-errors.js';
import { VerificationError } from './verification-error.js';

const CODES: Record<string, ClipGenerationErrorCode> = {
  WINDOW_OUTSIDE_FOOTAGE: 'WINDOW_OUTSIDE_FOOTAGE',
  VIDEO_NOT_FOUND: 'VIDEO_NOT_FOUND',
  NO_VALID_IMAGES: 'NO_VALID_IMAGES',
  UNREADABLE_SOURCE: 'UNREADABLE_SOURCE',
  // The file was allowed when it was registered; its path now leads somewhere else.
  PATH_NOT_ALLOWED: 'UNREADABLE_SOURCE',
  IMPLAUSIBLE_START: 'UNREADABLE_SOURCE',
  FFMPEG_FAILED: 'FFMPEG_FAILED',
  FFMPEG_NOT_FOUND: 'FFMPEG_FAILED',
  PROCESS_KILLED: 'PROCESS_KILLED',
  TIMED_OUT: 'TIMED_OUT',
  NO_SPACE: 'NO_SPACE',
  CLIP_PROTECTED: 'CLIP_PROTECTED',
  CLIPS_FOLDER_UNUSABLE: 'CLIPS_FOLDER_UNUSABLE',
};

/** The error as clip answers report it; null for an error that neither footage nor FFmpeg caused. */
export function clipFailureOf(error: unknown): ClipGenerationError | null {
  if (error instanceof ClipGenerationError) return error;
  if (error instanceof SmartCutNotPossible) {
    const why = describeObstacle(error.obstacle);
    const message = `The footage could be neither copied nor encoded: ${why}. The log has the details.`;
    return new ClipGenerationError('FFMPEG_FAILED', message, { cause: error });
  }
  if (error instanceof VerificationError) {
    const message = 'The finished clip failed verification and was discarded. Request it again.';
    return new ClipGenerationError('FFMPEG_FAILED', message, { cause: error });
  }
  if (!(error instanceof EventClipsError)) return null;
  const code = CODES[error.code];
  return code ? new ClipGenerationError(code, error.message, { cause: error }) : null;
}

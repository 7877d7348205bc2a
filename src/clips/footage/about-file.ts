import { EventClipsError } from '../../common/event-clips-error.js';
import { isKilled } from '../../ffmpeg/ffmpeg-error.js';
import { FolderSilentError } from '../../isolation/folder-errors.js';

/**
 * Whether an error is about a file, so that others may be used instead of it. A folder that does not answer and a
 * process that the system ended say nothing about the file.
 */
export function isAboutFile(error: unknown): error is EventClipsError {
  return (
    error instanceof EventClipsError && !(error instanceof FolderSilentError) && !isKilled(error)
  );
}

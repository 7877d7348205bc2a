import { EventClipsError } from '../../common/event-clips-error.js';

/** The clips folder is not the one of the start, so nothing in it may be removed or taken for missing. */
export class ClipsFolderError extends EventClipsError {
  constructor(message: string, options?: ErrorOptions) {
    super('CLIPS_FOLDER_UNUSABLE', 503, message, options);
  }
}

import { EventClipsError } from '../../common/event-clips-error.js';

/** The clips folder is not what it was at the start, so that nothing in it may be judged or removed. */
export class ClipsFolderError extends EventClipsError {
  constructor(message: string, options?: ErrorOptions) {
    super('CLIPS_FOLDER_UNUSABLE', 503, message, options);
  }
}

import { EventClipsError } from '../common/event-clips-error.js';

/** The file system of a folder does not answer, as when a network share is away. Nothing is known of its files. */
export class FolderSilentError extends EventClipsError {
  constructor(
    code = 'FOOTAGE_NOT_ANSWERING',
    message = 'A folder of footage does not answer. Check its mount and its server; what needs it goes on by itself once it answers again.',
  ) {
    super(code, 503, message);
  }
}

/** The same for the folder of clips. */
export class ClipsFolderSilentError extends FolderSilentError {
  constructor() {
    super(
      'CLIPS_FOLDER_NOT_ANSWERING',
      'The clips folder does not answer. Check its mount and its server; what needs it goes on by itself once it answers again.',
    );
  }
}

/** The folder answers, but not for this file. */
export class FileSilentError extends EventClipsError {
  constructor() {
    super(
      'TIMED_OUT',
      504,
      'Reading a file of footage took longer than allowed. Check the disk or the share that it lies on.',
    );
  }
}

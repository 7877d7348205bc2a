import { EventClipsError } from '../../common/event-clips-error.js';

/** The path may not be read, whether or not something lies there. */
export class PathNotAllowedError extends EventClipsError {
  constructor(
    message = 'The file lies outside the folders that footage may be read from.',
    options?: ErrorOptions,
  ) {
    super('PATH_NOT_ALLOWED', 400, message, options);
  }
}

/** The path may be read, but no file is there (yet), or a folder on the way is closed to the service. */
export class FootageMissingError extends EventClipsError {
  constructor() {
    super(
      'VIDEO_NOT_FOUND',
      400,
      'There is no such file, or it may not be read. Check the path, and whether its upload has finished.',
    );
  }
}

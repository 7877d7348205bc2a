import { EventClipsError } from '../../common/event-clips-error.js';

/** The path may not be read, whether or not it exists. */
export class PathNotAllowedError extends EventClipsError {
  constructor(
    message = 'The file lies outside the folders that footage may be read from.',
    options?: ErrorOptions,
  ) {
    super('PATH_NOT_ALLOWED', 400, message, options);
  }
}

/** The path may be read, but there is no file (yet), or the service may not enter a folder on the way. */
export class FootageMissingError extends EventClipsError {
  constructor() {
    super(
      'VIDEO_NOT_FOUND',
      400,
      'There is no such file, or it may not be read. Check the path, and whether its upload has finished.',
    );
  }
}

/** The path holds another file than the one that was registered. Its name begins the message. */
export class FootageReplacedError extends EventClipsError {
  declare readonly code: 'VIDEO_NOT_FOUND';

  constructor(name: string, why = 'was replaced since it was registered') {
    super(
      'VIDEO_NOT_FOUND',
      400,
      `${name} ${why}, so it is not shown. Have the recorder write each file to a path of its own.`,
    );
  }
}

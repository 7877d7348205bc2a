import { EventClipsError } from '../../common/event-clips-error.js';

export class ClipFileNotFoundError extends EventClipsError {
  constructor() {
    super('CLIP_NOT_FOUND', 404, 'There is no such clip.');
  }
}

/** A signed link that is not valid, on a request without a valid key. */
export class InvalidLinkError extends EventClipsError {
  constructor() {
    super(
      'INVALID_LINK',
      401,
      'This link has expired, was changed, or was made with a key that is no longer valid. Get a new one.',
    );
  }
}

/** The link is for another version of the clip than there is now. */
export class ClipReplacedError extends EventClipsError {
  constructor() {
    super(
      'CLIP_REPLACED',
      410,
      'The clip was replaced by another one. Get the new link from the answers about its event.',
    );
  }
}

export class PreconditionFailedError extends EventClipsError {
  constructor() {
    super(
      'PRECONDITION_FAILED',
      412,
      'The clip has changed since. Request it without the condition.',
    );
  }
}

export class RangeNotSatisfiableError extends EventClipsError {
  constructor() {
    super(
      'RANGE_NOT_SATISFIABLE',
      416,
      'The clip ends before that range. Content-Range has its size.',
    );
  }
}

export class PosterNotFoundError extends EventClipsError {
  constructor() {
    super('POSTER_NOT_FOUND', 404, 'There is no such poster.');
  }
}

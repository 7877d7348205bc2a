import { EventClipsError } from '../../common/event-clips-error.js';
import { RENDITION_NAMES } from '../storage/clip-file.js';

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

export class SubtitlesNotFoundError extends EventClipsError {
  constructor() {
    super(
      'SUBTITLES_NOT_FOUND',
      404,
      'There are no such subtitles. Clips have them, except for those of still frames.',
    );
  }
}

export class PosterNotFoundError extends EventClipsError {
  constructor() {
    super('POSTER_NOT_FOUND', 404, 'There is no such poster.');
  }
}

export class UnknownRenditionError extends EventClipsError {
  constructor() {
    const names = RENDITION_NAMES.join(', ');
    super(
      'UNKNOWN_RENDITION',
      400,
      `rendition must be one of: ${names}. Leave it out for the clip.`,
    );
  }
}

export class NoRenditionOfGifError extends EventClipsError {
  constructor() {
    super(
      'NO_RENDITION_OF_GIF',
      400,
      'A GIF has no renditions. Leave out the parameter rendition.',
    );
  }
}

/** A rendition could not be made. It is tried again by the first request after the seconds in `Retry-After`. */
export class RenditionFailedError extends EventClipsError {
  constructor(
    code: string,
    why: string,
    override readonly retryAfterSeconds: number,
  ) {
    super(code, 503, why);
  }
}

export class RenditionsDisabledError extends EventClipsError {
  constructor() {
    super(
      'CLIP_GENERATION_DISABLED',
      503,
      'There is no such rendition yet, and this server makes none. Set CLIP_GENERATION_ENABLED=true to enable it.',
    );
  }
}

export class TooManyRenditionsError extends EventClipsError {
  constructor() {
    super('QUEUE_FULL', 429, 'Too many renditions are waiting to be made. Try again later.');
  }
}

import { EventClipsError } from './event-clips-error.js';

/* Errors of requests that no route has handled yet, and of the service as a whole. */

/** Malformed JSON, or an address with an incomplete percent-encoding. */
export class MalformedRequestError extends EventClipsError {
  constructor() {
    super('BAD_REQUEST', 400, 'The request could not be read. Send well-formed JSON.');
  }
}

export class InvalidIdError extends EventClipsError {
  constructor() {
    super('INVALID_ID', 400, 'The id must be a whole number from 1.');
  }
}

/** Text that PostgreSQL cannot store. */
export class UnusableTextError extends EventClipsError {
  constructor() {
    super('VALIDATION_FAILED', 400, 'Text must be valid Unicode without NUL characters.');
  }
}

/** A key that is limited to cameras, for a call about others, or about all of them. */
export class CameraNotAllowedError extends EventClipsError {
  constructor() {
    super('FORBIDDEN', 403, 'This API key is limited to cameras, and this call is about others.');
  }
}

export class NothingHereError extends EventClipsError {
  constructor() {
    super('NOT_FOUND', 404, 'There is nothing at this address.');
  }
}

export class BodyTooLargeError extends EventClipsError {
  constructor() {
    super('BODY_TOO_LARGE', 413, 'The body is too large. The limit is 1 MB.');
  }
}

export class NotJsonError extends EventClipsError {
  constructor() {
    super('UNSUPPORTED_MEDIA_TYPE', 415, 'Send JSON, with "Content-Type: application/json".');
  }
}

/** The key has started the making of as many clips and renditions within a minute as it may. */
export class TooManyStartsError extends EventClipsError {
  constructor(override readonly retryAfterSeconds: number) {
    super(
      'TOO_MANY_STARTS',
      429,
      'This key has requested too many clips and renditions in this minute. Wait for the seconds in Retry-After.',
    );
  }
}

export class InternalError extends EventClipsError {
  constructor() {
    super('INTERNAL_ERROR', 500, 'Something went wrong in the service. Its log has the details.');
  }
}

export class DatabaseUnavailableError extends EventClipsError {
  constructor() {
    super('DATABASE_UNAVAILABLE', 503, 'The database does not answer. Try again shortly.');
  }
}

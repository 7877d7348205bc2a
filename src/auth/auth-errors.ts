import type { Scope } from '../common/http/access.js';
import { EventClipsError } from '../common/event-clips-error.js';

export class UnauthorizedError extends EventClipsError {
  constructor() {
    super('UNAUTHORIZED', 401, 'Send a valid API key as "Authorization: Bearer …".');
  }
}

export class KeyExpiredError extends EventClipsError {
  constructor() {
    super(
      'KEY_EXPIRED',
      401,
      'This API key has expired. Ask the operator of the service for a new one.',
    );
  }
}

export class UserNotAllowedError extends EventClipsError {
  constructor() {
    super(
      'USER_NOT_ALLOWED',
      403,
      'This API key may not name users. Leave out X-Event-Clips-User, or add names-users to its line in the keys file.',
    );
  }
}

export class InvalidUserError extends EventClipsError {
  constructor() {
    super(
      'INVALID_USER',
      400,
      'X-Event-Clips-User must have 1 to 200 characters of printable ASCII.',
    );
  }
}

export class ForbiddenError extends EventClipsError {
  constructor(scope: Scope) {
    super('FORBIDDEN', 403, `This API key lacks the scope "${scope}".`);
  }
}

/** Thrown with `Retry-After` set. */
export class RateLimitedError extends EventClipsError {
  constructor(what = 'Too many requests in this minute.') {
    super('RATE_LIMITED', 429, `${what} Wait for the seconds in Retry-After.`);
  }
}

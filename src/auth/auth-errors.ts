import type { Scope } from '../common/access.js';
import { EventClipsError } from '../common/event-clips-error.js';

export class UnauthorizedError extends EventClipsError {
  constructor() {
    super('UNAUTHORIZED', 401, 'Send a valid API key as "Authorization: Bearer …".');
  }
}

/** More requests in a minute than one caller may send. */
export class RateLimitedError extends EventClipsError {
  constructor() {
    const message = 'Too many requests in this minute. Wait as long as Retry-After says.';
    super('RATE_LIMITED', 429, message);
  }
}

export class ForbiddenError extends EventClipsError {
  constructor(scope: Scope) {
    super('FORBIDDEN', 403, `This API key lacks the scope "${scope}".`);
  }
}

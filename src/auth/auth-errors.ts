import type { Scope } from '../common/http/access.js';
import { EventClipsError } from '../common/event-clips-error.js';

export class UnauthorizedError extends EventClipsError {
  constructor() {
    super('UNAUTHORIZED', 401, 'Send a valid API key as "Authorization: Bearer …".');
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

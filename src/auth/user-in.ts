import type { IncomingHttpHeaders } from 'node:http';
import { InvalidUserError, UserNotAllowedError } from './auth-errors.js';

/** Names the person behind a key. */
const HEADER = 'x-event-clips-user';

/**
 * The person whom a request names; null if it names none. Whoever has a key could name anybody, so only the keys
 * that the operator trusts to do so may.
 *
 * @throws UserNotAllowedError, InvalidUserError
 */
export function userIn(
  headers: IncomingHttpHeaders,
  { namesUsers }: { readonly namesUsers: boolean },
): string | null {
  const user = headers[HEADER];
  if (user === undefined) return null;
  if (!namesUsers) throw new UserNotAllowedError();
  if (typeof user !== 'string' || !/^[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?$/.test(user)) {
    throw new InvalidUserError();
  }
  return user;
}

import { Reflector } from '@nestjs/core';
import type { EventClipsError } from '../event-clips-error.js';

/** An error's class, or a sample of it if the message depends on the case. */
export type Thrown = (new () => EventClipsError) | EventClipsError;

/**
 * The errors that a route, or every route of a controller, may answer because of what it does. The
 * contract takes status, code and message from them, and adds the errors that are common to all routes.
 */
export const Throws = Reflector.createDecorator<Thrown[]>();

/** The errors declared on a route's handler and its controller, as samples. */
export function thrownBy(
  reflector: Reflector,
  targets: Parameters<Reflector['getAll']>[1],
): EventClipsError[] {
  return reflector
    .getAllAndMerge(Throws, targets)
    .map((thrown) => (typeof thrown === 'function' ? new thrown() : thrown));
}

import { Reflector } from '@nestjs/core';
import type { EventClipsError } from './event-clips-error.js';

/** An error's class, or a sample of it where the message depends on the case. */
export type Thrown = (new () => EventClipsError) | EventClipsError;

/**
 * The errors that a route, or every route of a controller, may answer because of what it does. The
 * contract takes status, code and message from them; what stands before every route it knows by itself.
 */
export const Throws = Reflector.createDecorator<Thrown[]>();

/** What is declared of a route by its handler and its controller, as samples. */
export function thrownBy(
  reflector: Reflector,
  targets: Parameters<Reflector['getAll']>[1],
): EventClipsError[] {
  return reflector
    .getAllAndMerge(Throws, targets)
    .map((thrown) => (typeof thrown === 'function' ? new thrown() : thrown));
}

import { Reflector } from '@nestjs/core';

/** What a caller may do: read, change data, make exports, or operate the service. */
export const SCOPES = ['read', 'write', 'export', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/**
 * The scope that a route requires; `public`: none. A route without this decorator requires `read` for GET
 * and HEAD, else `write`. Feature modules declare scopes with it, and a guard, of this service or of a
 * host, decides which callers have them.
 */
export const Access = Reflector.createDecorator<Scope | 'public'>();

/** Marks a route that can be read by a signed link instead of a key. */
export const TakesSignedLinks = Reflector.createDecorator<true>();

/** The scope that a route requires, by its handler, its controller and the method of the request. */
export function accessOf(
  reflector: Reflector,
  targets: Parameters<Reflector['getAll']>[1],
  method: string,
): Scope | 'public' {
  return reflector.getAllAndOverride(Access, targets) ?? (onlyReads(method) ? 'read' : 'write');
}

/** Whether requests of this method change nothing. */
export function onlyReads(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

import { Reflector } from '@nestjs/core';

/** What a caller may do: look, change the books, or operate the service. */
export const SCOPES = ['read', 'write', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/**
 * What a route asks of its caller; `public`: nothing. A route without it asks for `read` where the method
 * only looks (GET, HEAD), else for `write`. Feature rooms say what they need here, and whoever guards
 * them, this service or a host, decides who has it.
 */
export const Access = Reflector.createDecorator<Scope | 'public'>();

/** What a route asks for, by its handler, its controller and the method of the request. */
export function accessOf(
  reflector: Reflector,
  targets: Parameters<Reflector['getAll']>[1],
  method: string,
): Scope | 'public' {
  return reflector.getAllAndOverride(Access, targets) ?? (onlyLooks(method) ? 'read' : 'write');
}

/** Whether requests of this method change nothing. */
export function onlyLooks(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

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

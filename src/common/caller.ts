import type { IncomingMessage } from 'node:http';

const callers = new WeakMap<IncomingMessage, string>();

/** Notes who sent the request, for the log and for answers that tell insiders more. */
export function callerIs(request: IncomingMessage, name: string): void {
  callers.set(request, name);
}

/** The name that the guard found, null for a stranger on a public route. */
export function callerOf(request: IncomingMessage): string | null {
  return callers.get(request) ?? null;
}

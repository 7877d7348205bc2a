import type { IncomingMessage } from 'node:http';

const callers = new WeakMap<IncomingMessage, string>();

/** Remembers who sent the request, for the rate limit and for answers with more details for known callers. */
export function rememberCaller(request: IncomingMessage, name: string): void {
  callers.set(request, name);
}

/** The name of the caller's API key; null if the request has none. */
export function callerOf(request: IncomingMessage): string | null {
  return callers.get(request) ?? null;
}

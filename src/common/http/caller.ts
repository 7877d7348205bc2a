import type { IncomingMessage } from 'node:http';
import type { Scope } from './access.js';
import { type CurrentRequest, currentRequest } from './request-id.js';

/** Who sent a request: an API key, and what it may do. */
export interface Caller {
  /** For the log; not unique. */
  readonly name: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Of the key. */
  readonly sha256: Buffer;
  /** The only cameras that the key can be used for; null: all. */
  readonly cameras: ReadonlySet<string> | null;
  /** The person behind the key, as the caller names it; null: not named. */
  readonly user: string | null;
}

/** What identifies a key, as text. Not its name, as several keys may have the same. */
export function keyHashOf({ sha256 }: Pick<Caller, 'sha256'>): string {
  return sha256.toString('hex');
}

const callers = new WeakMap<IncomingMessage | CurrentRequest, Caller>();

/** Remembers who sent the request that is being answered. */
export function rememberCaller(request: IncomingMessage, caller: Caller): void {
  callers.set(request, caller);
  const current = currentRequest();
  if (current) callers.set(current, caller);
}

/** Who sent the request; null if it has no API key. */
export function callerOf(request: IncomingMessage): Caller | null {
  return callers.get(request) ?? null;
}

/** Whose request the current work is done for; null in jobs, and if the request has no API key. */
export function currentCaller(): Caller | null {
  const current = currentRequest();
  return (current && callers.get(current)) ?? null;
}

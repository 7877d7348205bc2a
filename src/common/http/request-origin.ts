import { type CurrentRequest, currentRequest } from './request-id.js';

/** Where a request comes from, besides its API key. */
export interface RequestOrigin {
  /** The IP address; null: not known. */
  readonly address: string | null;
  /** The signed link that it uses; null: none. */
  readonly link: UsedLink | null;
}

export interface UsedLink {
  /** The name of the API key that made it; null: the service has. */
  readonly key: string | null;
}

const origins = new WeakMap<CurrentRequest, RequestOrigin>();

/** Remembers where the request that is being answered comes from. */
export function rememberOrigin(origin: RequestOrigin): void {
  const current = currentRequest();
  if (current) origins.set(current, origin);
}

/** Where the request comes from that is being answered; null in jobs, and wherever no request is being answered. */
export function currentOrigin(): RequestOrigin | null {
  const current = currentRequest();
  return (current && origins.get(current)) ?? null;
}

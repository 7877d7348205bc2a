import { AsyncLocalStorage } from 'node:async_hooks';

/** The request that caused the current work. Of one that caused a job, only the id is known. */
export interface CurrentRequest {
  readonly id: string | undefined;
}

const current = new AsyncLocalStorage<CurrentRequest>();

/** Undefined if no request caused the current work. */
export function currentRequest(): CurrentRequest | undefined {
  return current.getStore();
}

/** The id of the request that caused the current work, also in its jobs; undefined if no request did. */
export function requestId(): string | undefined {
  return currentRequest()?.id;
}

/** Runs `work`, and everything it starts, on behalf of a request whose caller is not known yet. */
export function onBehalfOf<T>(id: string | undefined, work: () => T): T {
  return current.run({ id }, work);
}

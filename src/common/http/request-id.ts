import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<string>();

/** The id of the request that caused the current work, also in its jobs; undefined if no request did. */
export function requestId(): string | undefined {
  return current.getStore();
}

/** Runs `work`, and everything it starts, on behalf of a request. */
export function onBehalfOf<T>(id: string | undefined, work: () => T): T {
  return id === undefined ? work() : current.run(id, work);
}

import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<string>();

/** Of the request that caused what is under way, a job of it included; undefined where none did. */
export function requestId(): string | undefined {
  return current.getStore();
}

/** Runs `work`, and all that it causes, on behalf of a request. */
export function onBehalfOf<T>(id: string | undefined, work: () => T): T {
  return id === undefined ? work() : current.run(id, work);
}

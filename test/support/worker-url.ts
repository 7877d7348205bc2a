/** A thread runs no TypeScript: the built program's, while the rest of a test runs the sources. */
export const workerUrl = new URL('../../dist/cut/worker/worker.js', import.meta.url);

/** The built file, since a thread cannot run TypeScript. The rest of a test runs the sources. */
export const workerUrl = new URL('../../dist/cut/worker/worker.js', import.meta.url);

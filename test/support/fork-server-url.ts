/** A process runs no TypeScript: the built program's, while the rest of a test runs the sources. */
export const forkServerUrl = new URL('../../dist/ffmpeg/fork-server-process.js', import.meta.url);

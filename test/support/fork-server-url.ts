/** The built file, since a separate process cannot run TypeScript. The rest of a test runs the sources. */
export const forkServerUrl = new URL('../../dist/ffmpeg/fork-server-process.js', import.meta.url);

/** The program of the fork server. */
export const forkServerUrl = new URL('./fork-server-process.js', import.meta.url);

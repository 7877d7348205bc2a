/** The program of the process that cuts. */
export const workerUrl = new URL('./worker.js', import.meta.url);

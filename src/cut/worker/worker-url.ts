/** The program of the thread that cuts. */
export const workerUrl = new URL('./worker.js', import.meta.url);

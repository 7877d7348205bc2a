/** Called in a program that `startNodeProgram` starts: it ends when its parent does, and at no other time. */
export function endWithParent(): void {
  // An ordinary exit would wait for the threads that hang.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  // A terminal and a service manager send signals to all processes. The parent decides when this one ends.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
}

/** Sends a message to the parent, which may end at any moment. Then `disconnect` ends this process. */
export function sendToParent(message: unknown): void {
  if (process.connected) process.send!(message, undefined, undefined, () => {});
}

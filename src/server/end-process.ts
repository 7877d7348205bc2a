import { setTimeout as wait } from 'node:timers/promises';

const SETTLED_MS = 2_000;

/** Ends the process with this code, or kills it where an access to files hangs. */
export async function endProcess(code: number): Promise<never> {
  await killIfHung();
  process.exit(code);
}

/** Kills the process where an access to files hangs, and leaves it alone otherwise. */
export async function killIfHung(): Promise<void> {
  if (!(await settles())) killProcess();
}

/** An ordinary exit waits for all threads, and so for ever where one hangs. */
export function killProcess(): void {
  console.error('A file system or a program does not answer, so the process kills itself.');
  process.kill(process.pid, 'SIGKILL');
}

/** Whether each access to files and each thread ends. What has just been removed takes a moment. */
async function settles(): Promise<boolean> {
  const endsAtMs = performance.now() + SETTLED_MS;
  while (isWorking()) {
    if (performance.now() > endsAtMs) return false;
    await wait(20);
  }
  return true;
}

function isWorking(): boolean {
  return process
    .getActiveResourcesInfo()
    .some((name) => name.startsWith('FSReq') || name === 'MessagePort');
}

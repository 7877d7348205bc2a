import { existsSync, writeFileSync } from 'node:fs';

/** Tasks of `isolated-folders.spec.ts`, which run in processes of their own. */

export async function echo(value) {
  return { value, pid: process.pid };
}

/** Holds the process in one task, as a file system does that does not answer. */
export async function hang() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

export async function fail(code) {
  throw Object.assign(new Error('It failed.'), { code, syscall: 'stat', path: '/x' });
}

/** Ends the process the first time. */
export async function dieOnce(mark) {
  if (existsSync(mark)) return 'done';
  writeFileSync(mark, '');
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => {});
}

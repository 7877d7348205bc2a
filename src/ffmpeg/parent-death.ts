import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findProgram } from './find-program.js';

const SETPRIV_ARGS = ['--pdeathsig', 'KILL', '--'];

let prefix: Promise<readonly string[]> | undefined;

/**
 * What to put before a command so that the kernel kills it when this process dies, `kill -9` included:
 * util-linux's `setpriv`, which sets PR_SET_PDEATHSIG and becomes the command (same process id).
 * The signal follows the thread that spawned; Node spawns on the calling thread, so a process started
 * on a worker thread ends with that worker, which is as well.
 *
 * Where there is no such `setpriv` (macOS, BusyBox) it is empty: an orderly shutdown still stops
 * FFmpeg, but after a `kill -9` it runs on until its work is done.
 */
export function diesWithParent(): Promise<readonly string[]> {
  return (prefix ??= findSetpriv());
}

async function findSetpriv(): Promise<readonly string[]> {
  const setpriv = await findProgram('setpriv');
  if (setpriv === null) return [];
  const command = [setpriv, ...SETPRIV_ARGS];
  try {
    await promisify(execFile)(setpriv, [...SETPRIV_ARGS, 'true'], { timeout: 5000 });
    return command;
  } catch {
    return [];
  }
}

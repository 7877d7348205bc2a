import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findProgram } from './find-program.js';

export interface Limits {
  /** Most memory that the process may write to, in bytes. */
  memoryBytes: number;
  /** Longest file that it may write, in bytes. */
  fileBytes: number;
}

/** One encoder opens inputs by the dozen; only one that was taken over needs more than this. */
const OPEN_FILES = 512;

const found = new Map<string, Promise<readonly string[]>>();

/**
 * What to put before a command to confine it and all that it starts: programs of util-linux that set
 * something on themselves and become the command, under the same process id.
 *
 * `prlimit` bounds the memory (RLIMIT_DATA, which counts what can be written, not the address space that
 * threads reserve), the files and their length, and forbids core dumps, which would hold footage.
 * `setpriv` takes away the way to more privileges, by a set-user-id program.
 *
 * Where there are no such programs (macOS, BusyBox) nothing is put before: then no limit holds but the
 * deadline.
 */
export async function confinement({ memoryBytes, fileBytes }: Limits): Promise<readonly string[]> {
  const limits = [`--data=${memoryBytes}`, `--fsize=${fileBytes}`, '--core=0'];
  return [
    ...(await ifItWorks('prlimit', [...limits, `--nofile=${OPEN_FILES}`])),
    ...(await ifItWorks('setpriv', ['--no-new-privs', '--'])),
  ];
}

/**
 * What to put before a command to have the kernel kill it when its parent dies, `kill -9` included
 * (PR_SET_PDEATHSIG, which nothing inherits); nothing where the system has no such program.
 */
export function parentDeath(): Promise<readonly string[]> {
  return ifItWorks('setpriv', ['--pdeathsig', 'KILL', '--']);
}

/** Tried once for each set of arguments. */
function ifItWorks(program: string, args: readonly string[]): Promise<readonly string[]> {
  const key = [program, ...args].join(' ');
  const known = found.get(key) ?? attempt(program, args);
  found.set(key, known);
  return known;
}

async function attempt(program: string, args: readonly string[]): Promise<readonly string[]> {
  const path = await findProgram(program);
  if (path === null) return [];
  try {
    await promisify(execFile)(path, [...args, 'true'], { timeout: 5000 });
    return [path, ...args];
  } catch {
    return [];
  }
}

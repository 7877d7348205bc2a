import { Logger } from '@nestjs/common';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { openFilesLimit } from '../common/open-files.js';
import { findProgram } from './find-program.js';

export interface Limits {
  /** The most memory that the process may write to, in bytes. */
  memoryBytes: number;
  /** The longest file that it may write, in bytes. */
  fileBytes: number;
}

/** FFmpeg opens a few dozen inputs. Only a compromised process needs more files. */
const OPEN_FILES = 512;

const found = new Map<string, Promise<readonly string[]>>();

/**
 * The prefix of a command that confines it and all its children: programs of util-linux that change their own
 * process and then run the command in it, with the same process id.
 *
 * `prlimit` limits the memory (RLIMIT_DATA, which counts writable memory and not the address space that threads
 * reserve), the number of open files and their length, and forbids core dumps, which would contain footage.
 * `setpriv` forbids new privileges from set-user-id programs.
 *
 * Without these programs (macOS, BusyBox) the prefix is empty, and only the deadline limits a process. So it is where
 * one of them fails, which the log says.
 */
export async function confinement({ memoryBytes, fileBytes }: Limits): Promise<readonly string[]> {
  // Without the right to, no process may raise its own limit.
  const openFiles = Math.min(OPEN_FILES, openFilesLimit('hard'));
  const limits = [`--data=${memoryBytes}`, `--fsize=${fileBytes}`, '--core=0'];
  return [
    ...(await ifItWorks('prlimit', [...limits, `--nofile=${openFiles}`])),
    ...(await ifItWorks('setpriv', ['--no-new-privs', '--'])),
  ];
}

/**
 * The prefix of a command that makes the kernel kill it when its parent dies, `kill -9` included
 * (PR_SET_PDEATHSIG, which children do not inherit). Empty if the system has no such program.
 */
export function parentDeath(): Promise<readonly string[]> {
  return ifItWorks('setpriv', ['--pdeathsig', 'KILL', '--']);
}

/** Tried once for each list of arguments. */
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
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string };
    new Logger('FFmpeg').warn({
      msg: 'A program that confines FFmpeg does not work here, so FFmpeg runs without its limits',
      ...{ program: path, args, stderr: stderr.trim() },
    });
    return [];
  }
}

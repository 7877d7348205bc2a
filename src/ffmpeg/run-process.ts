import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { confinement, type Limits } from './confinement.js';
import { searchPath } from './find-program.js';
import { Tail } from './tail.js';

/** Low enough that live recording and HTTP come first. */
const NICENESS = 10;

/** How long a killed process may take to be gone; one stuck in the kernel (a dead NFS) never is. */
const KILL_GRACE_MS = 2000;

export interface ProcessOptions {
  input?: AsyncIterable<Uint8Array>;
  onOutput: (chunk: Buffer) => void;
  /** Gets what is written to descriptor 3, which is only open when this is given. */
  onSideChannel?: (text: string) => void;
  /** The working folder. */
  cwd: string;
  limits: Limits;
}

export interface ProcessEnd {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  stderr: string;
}

/**
 * Runs one program to its end, or until `stop` is aborted, which kills it. An error thrown by `input`
 * or by a callback aborts `stop` with it. Rejects only when the program cannot be started.
 *
 * The program gets its own process group, killed as one, an environment of PATH and locale, and no
 * descriptor of ours beyond the pipes, and is confined as far as the system can. It is killed by SIGKILL
 * at once: FFmpeg answers SIGTERM by finishing its output, which for `+faststart` rewrites a whole file
 * that nobody wants any more.
 */
export async function runProcess(
  command: readonly string[],
  options: ProcessOptions,
  stop: AbortController,
): Promise<ProcessEnd> {
  const [program = '', ...args] = [...(await confinement(options.limits)), ...command];
  stop.signal.throwIfAborted();
  const child = spawn(program, args, {
    cwd: options.cwd,
    detached: true,
    env: { PATH: searchPath(), LC_ALL: 'C' },
    stdio: [
      options.input ? 'pipe' : 'ignore',
      'pipe',
      'pipe',
      ...(options.onSideChannel ? (['pipe'] as const) : []),
    ],
  });
  await once(child, 'spawn');
  lowerPriority(child);

  const stderr = new Tail();
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
  child.stdout?.on('data', guarded(options.onOutput, stop));
  if (options.onSideChannel) {
    const sideChannel = child.stdio[3] as Readable;
    sideChannel.setEncoding('utf8').on('data', guarded(options.onSideChannel, stop));
  }
  if (options.input) feed(child, options.input, stop);

  await endOf(child, stop.signal);
  return { exitCode: child.exitCode, signal: child.signalCode, stderr: stderr.toString() };
}

function endOf(child: ChildProcess, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let giveUp: NodeJS.Timeout | undefined;
    const kill = () => {
      killGroup(child);
      giveUp = setTimeout(() => {
        child.stdio.forEach((stream) => stream?.destroy());
        resolve();
      }, KILL_GRACE_MS);
    };
    if (stop.aborted) kill();
    else stop.addEventListener('abort', kill, { once: true });
    // A wrapper script may leave a process behind, which would hold the pipes open.
    child.once('exit', () => killGroup(child));
    child.once('close', () => {
      stop.removeEventListener('abort', kill);
      clearTimeout(giveUp);
      resolve();
    });
  });
}

function killGroup(child: ChildProcess): void {
  try {
    process.kill(-(child.pid as number), 'SIGKILL');
  } catch {
    // ESRCH: the whole group has ended.
  }
}

/** Set before the program has started any thread, so all of them inherit it. */
function lowerPriority(child: ChildProcess): void {
  try {
    setPriority(child.pid as number, NICENESS);
  } catch {
    // Gone already, or this process is nicer than that itself.
  }
}

/** A program may stop reading before the input ends (EPIPE); its exit code tells whether that is right. */
function feed(child: ChildProcess, input: AsyncIterable<Uint8Array>, stop: AbortController): void {
  const source = async function* () {
    try {
      yield* input;
    } catch (error) {
      stop.abort(error);
    }
  };
  pipeline(source, child.stdin as NonNullable<typeof child.stdin>).catch(() => {});
}

function guarded<T>(callback: (value: T) => void, stop: AbortController): (value: T) => void {
  return (value) => {
    if (stop.signal.aborted) return;
    try {
      callback(value);
    } catch (error) {
      stop.abort(error);
    }
  };
}

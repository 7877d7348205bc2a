import type { Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { parentDeath } from './confinement.js';
import { searchPath } from './find-program.js';
import type { ForkServer } from './fork-server.js';
import type { ForkedProcess } from './forked-process.js';
import { Tail } from './tail.js';

/** How long to wait for a killed process to end. One that is stuck in the kernel (dead NFS) never ends. */
const KILL_GRACE_MS = 2000;

export interface ProcessOptions {
  input?: AsyncIterable<Uint8Array>;
  onOutput: (chunk: Buffer) => void;
  /** Receives the output on descriptor 3, which is open only with this callback. */
  onSideChannel?: (text: string) => void;
  /** The working folder. */
  cwd: string;
}

export interface ProcessEnd {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  stderr: string;
}

/**
 * Runs one program to its end, or until `stop` is aborted, which kills it. An error of `input` or of a callback
 * aborts `stop` with that error. Rejects only if the program cannot be started.
 *
 * The program gets its own process group, which is killed as a whole, its own environment, and no descriptors
 * except the pipes. It is confined as far as the system allows. It is killed with SIGKILL at once: on SIGTERM,
 * FFmpeg would finish its output, and with `+faststart` rewrite a whole file that is no longer needed.
 */
export async function runProcess(
  forks: ForkServer,
  command: readonly string[],
  { input, onOutput, onSideChannel, cwd }: ProcessOptions,
  stop: AbortController,
): Promise<ProcessEnd> {
  const mortal = [...(await parentDeath()), ...command];
  stop.signal.throwIfAborted();
  const pipes = [
    ...(input ? [STDIN] : []),
    STDOUT,
    STDERR,
    ...(onSideChannel ? [SIDE_CHANNEL] : []),
  ];
  const env = { PATH: searchPath(), LC_ALL: 'C', ...LARGE_PAGES };
  const forked = await forks.launch({ command: mortal, cwd, env, pipes });
  const end = endOf(forked, stop.signal);
  await forked.started;

  const stderr = new Tail();
  forked.pipe(STDERR)?.on('data', (chunk: Buffer) => stderr.push(chunk));
  forked.pipe(STDOUT)?.on('data', guarded(onOutput, stop));
  if (onSideChannel) {
    forked.pipe(SIDE_CHANNEL)?.setEncoding('utf8').on('data', guarded(onSideChannel, stop));
  }
  const stdin = forked.pipe(STDIN);
  if (stdin && input) feed(stdin, input, stop);

  await end;
  return { exitCode: forked.exitCode, signal: forked.signal, stderr: stderr.toString() };
}

/**
 * Pictures take megabytes, and each small page of a new picture causes a page fault. With this setting, glibc uses
 * large pages, and puts pictures side by side (up to 32 MiB, its limit) instead of into separate mappings, in which
 * no large page fits. This saves a tenth of the time of a head and a fifth of that of a seam. Other C libraries
 * ignore the variable.
 */
const LARGE_PAGES = {
  GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=33554432',
};

const [STDIN, STDOUT, STDERR, SIDE_CHANNEL] = [0, 1, 2, 3];

async function endOf(forked: ForkedProcess, stop: AbortSignal): Promise<void> {
  let giveUp: NodeJS.Timeout | undefined;
  const kill = () => {
    forked.kill();
    giveUp = setTimeout(() => forked.abandon(), KILL_GRACE_MS);
  };
  if (stop.aborted) kill();
  else stop.addEventListener('abort', kill, { once: true });
  await forked.closed;
  stop.removeEventListener('abort', kill);
  clearTimeout(giveUp);
}

/** A program may stop reading before the end of the input (EPIPE). Its exit code shows whether that is an error. */
function feed(stdin: Socket, input: AsyncIterable<Uint8Array>, stop: AbortController): void {
  const source = async function* () {
    try {
      yield* input;
    } catch (error) {
      stop.abort(error);
    }
  };
  pipeline(source, stdin).catch(() => {});
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

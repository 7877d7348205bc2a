import { errorCode } from '../common/error-code.js';
import { ForkServerEnded } from './forked-process.js';

/** How a process ended. */
interface End {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/**
 * Signals by which a program crashes, as damaged or hostile input can make it do. SIGXFSZ ends one that exceeds the
 * limit of the size of its output, which also depends on what it reads.
 */
const CRASHES: ReadonlySet<NodeJS.Signals> = new Set([
  ...(['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL'] as const),
  ...(['SIGSYS', 'SIGTRAP', 'SIGXFSZ'] as const),
]);

/** A shell or a sandbox around a program ends with 128 and the number of the signal: 9 is SIGKILL. */
const KILLED_IN_WRAPPER = 137;

/** FFmpeg catches SIGTERM, SIGINT and SIGXCPU, and then exits with 255. Some versions do so for EPERM, too. */
const STOPPED = 255;
const NOT_PERMITTED = /Operation not permitted/;

/**
 * Whether a process that this service did not stop was ended from outside, as by the kernel's OOM killer. That says
 * nothing about its input, whereas a crash does.
 */
export function wasKilled({ exitCode, signal, stderr }: End): boolean {
  if (signal !== null) return !CRASHES.has(signal);
  return exitCode === KILLED_IN_WRAPPER || (exitCode === STOPPED && !NOT_PERMITTED.test(stderr));
}

/** System errors of a start for which there is no memory, process or descriptor. */
const EXHAUSTED = new Set(['EAGAIN', 'ENOMEM', 'EMFILE', 'ENFILE']);

/** Whether a process could not be started, or not followed, for a reason that has nothing to do with its input. */
export function couldNotRun(error: unknown): boolean {
  if (error instanceof ForkServerEnded) return true;
  const code = errorCode(error);
  // The fork server's folder is removed when it ends.
  const isFolderGone = code === 'ENOENT' && (error as NodeJS.ErrnoException).syscall === 'mkdtemp';
  return isFolderGone || EXHAUSTED.has(code);
}

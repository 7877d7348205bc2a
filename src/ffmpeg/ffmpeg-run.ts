import { FfmpegError, type FfmpegFailure } from './ffmpeg-error.js';
import { findProgram } from './find-program.js';
import type { ForkServer } from './fork-server.js';
import { type FfmpegProgress, ProgressParser } from './progress.js';
import { type ProcessEnd, runProcess } from './run-process.js';
import { couldNotRun, wasKilled } from './was-killed.js';

const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/** The end of a line of strerror(ENOSPC), which the C locale keeps in English. */
const NO_SPACE = /No space left on device\s*$/m;

export interface RunOptions {
  /** Aborting it kills the process, or removes the call from the queue. `reason` is then `aborted`. */
  signal?: AbortSignal;
  /** The longest running time in milliseconds, without the wait for a free slot. */
  timeoutMs?: number;
  /** The longest time without any output on stdout, in milliseconds; `reason` is then `stalled`. Default: no limit. */
  stalledAfterMs?: number;
  /** Written to the process's stdin, as fast as it is read. If it throws, the call throws the same error. */
  input?: AsyncIterable<Uint8Array>;
  /** Receives stdout in pieces, which is then not collected. If it throws, the call throws the same error. */
  onOutput?: (chunk: Buffer) => void;
  /** The most bytes of stdout to collect; more is an error. Default 16 MiB. */
  maxOutputBytes?: number;
  /** Called about twice a second, and at the end (`ffmpeg` only). */
  onProgress?: (progress: FfmpegProgress) => void;
  /** The working folder. Default: a new, empty one. */
  cwd?: string;
}

export interface RunResult {
  /** Empty with `onOutput`. */
  stdout: Buffer;
  /** At most its last 8 KiB. */
  stderr: string;
  durationMs: number;
}

/** The reason why a run was stopped. An abort with another reason is an error of the caller's code. */
export class Stop extends Error {
  constructor(
    readonly failure: FfmpegFailure,
    cause?: unknown,
  ) {
    super(failure, { cause });
  }
}

/** Runs one process. Returns its result, or throws an {@link FfmpegError}. */
export async function runFfmpeg(
  forks: ForkServer,
  program: string,
  args: readonly string[],
  options: RunOptions & { timeoutMs: number },
  stop: AbortController,
): Promise<RunResult> {
  const path = await findProgram(program);
  if (path === null) throw new FfmpegError('not_found', { args });

  const startedAt = performance.now();
  const chunks = new Chunks(options.maxOutputBytes ?? MAX_OUTPUT_BYTES);
  const parser = new ProgressParser();
  const { onProgress } = options;
  const deadline = setTimeout(() => stop.abort(new Stop('timeout')), options.timeoutMs);
  const stall =
    options.stalledAfterMs === undefined
      ? undefined
      : setTimeout(() => stop.abort(new Stop('stalled')), options.stalledAfterMs);
  const take = options.onOutput ?? ((chunk: Buffer) => chunks.push(chunk));
  let end: ProcessEnd;
  try {
    const run = (cwd: string) =>
      runProcess(
        forks,
        [path, ...args],
        {
          input: options.input,
          cwd,
          onOutput: (chunk) => {
            stall?.refresh();
            take(chunk);
          },
          onSideChannel: onProgress && ((text) => parser.push(text).forEach(onProgress)),
        },
        stop,
      );
    end = await (options.cwd === undefined ? forks.inEmptyFolder(run) : run(options.cwd));
  } catch (error) {
    if (stop.signal.aborted) throw stopError(stop.signal.reason, { args });
    throw new FfmpegError(couldNotRun(error) ? 'killed' : 'failed', { args, cause: error });
  } finally {
    clearTimeout(deadline);
    clearTimeout(stall);
  }

  const durationMs = Math.round(performance.now() - startedAt);
  const { exitCode, signal, stderr } = end;
  const details = { args, exitCode, signal, tail: stderr, durationMs };
  if (stop.signal.aborted) throw stopError(stop.signal.reason, details);
  // Checked first: on a full disk FFmpeg exits with 0 if only the last, buffered bytes could not be written.
  if (NO_SPACE.test(stderr)) throw new FfmpegError('no_space', details);
  if (exitCode !== 0) throw new FfmpegError(wasKilled(end) ? 'killed' : 'failed', details);
  return { stdout: chunks.concat(), stderr, durationMs };
}

export function stopError(
  reason: unknown,
  details: ConstructorParameters<typeof FfmpegError>[1],
): Error {
  if (reason instanceof Stop) {
    return new FfmpegError(reason.failure, { ...details, cause: reason.cause });
  }
  return reason as Error;
}

class Chunks {
  private readonly chunks: Buffer[] = [];
  private bytes = 0;

  constructor(private readonly limit: number) {}

  push(chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.bytes > this.limit) throw new Stop('too_much_output');
    this.chunks.push(chunk);
  }

  concat(): Buffer {
    return Buffer.concat(this.chunks);
  }
}

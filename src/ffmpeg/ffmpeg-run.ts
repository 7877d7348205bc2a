import { FfmpegError, type FfmpegFailure } from './ffmpeg-error.js';
import { findProgram } from './find-program.js';
import type { ForkServer } from './fork-server.js';
import { type FfmpegProgress, ProgressParser } from './progress.js';
import { type ProcessEnd, runProcess } from './run-process.js';

const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/** The end of a line of strerror(ENOSPC), which the C locale keeps in English. */
const NO_SPACE = /No space left on device\s*$/m;

export interface RunOptions {
  /** Aborting it kills the process, or takes the call out of the queue; `reason` is then `aborted`. */
  signal?: AbortSignal;
  /** Longest running time, in milliseconds, not counting the wait for a free slot. */
  timeoutMs?: number;
  /** Written to the process's stdin, at the pace it is read. An error of it is this call's error. */
  input?: AsyncIterable<Uint8Array>;
  /** Takes stdout piece by piece instead of collecting it. An error thrown here is this call's error. */
  onOutput?: (chunk: Buffer) => void;
  /** Most that is collected of stdout; more is an error. Default 16 MiB. */
  maxOutputBytes?: number;
  /** Called about twice a second, and at the end (`ffmpeg` only). */
  onProgress?: (progress: FfmpegProgress) => void;
  /** The working folder. Default: an empty one of its own. */
  cwd?: string;
}

export interface RunResult {
  /** Empty when `onOutput` took it. */
  stdout: Buffer;
  /** The last 8 KiB of it at most. */
  stderr: string;
  durationMs: number;
}

/** Why a run was ended early; an abort with anything else is an error of the caller's own code. */
export class Stop extends Error {
  constructor(
    readonly failure: FfmpegFailure,
    cause?: unknown,
  ) {
    super(failure, { cause });
  }
}

/** Runs one process and judges its end: a result, or an {@link FfmpegError}. */
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
  let end: ProcessEnd;
  try {
    const run = (cwd: string) =>
      runProcess(
        forks,
        [path, ...args],
        {
          input: options.input,
          cwd,
          onOutput: options.onOutput ?? ((chunk) => chunks.push(chunk)),
          onSideChannel: onProgress && ((text) => parser.push(text).forEach(onProgress)),
        },
        stop,
      );
    end = await (options.cwd === undefined ? forks.inEmptyFolder(run) : run(options.cwd));
  } catch (error) {
    if (stop.signal.aborted) throw stopError(stop.signal.reason, { args });
    throw new FfmpegError('failed', { args, cause: error });
  } finally {
    clearTimeout(deadline);
  }

  const durationMs = Math.round(performance.now() - startedAt);
  const { exitCode, signal, stderr } = end;
  const details = { args, exitCode, signal, tail: stderr, durationMs };
  if (stop.signal.aborted) throw stopError(stop.signal.reason, details);
  // Checked first: on a full disk FFmpeg exits with 0 when only its last, buffered bytes found no room.
  if (NO_SPACE.test(stderr)) throw new FfmpegError('no_space', details);
  if (exitCode !== 0) throw new FfmpegError('failed', details);
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

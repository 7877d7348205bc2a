import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { encodersIn } from './encoders.js';
import { FfmpegError, type FfmpegFailure } from './ffmpeg-error.js';
import { type RunOptions, type RunResult, runFfmpeg, Stop, stopError } from './ffmpeg-run.js';
import { FFMPEG_OPTIONS } from './ffmpeg.module-definition.js';
import { type FfmpegModuleOptions, withDefaults } from './ffmpeg.options.js';
import { ForkServer } from './fork-server.js';
import { ProcessSlots } from './process-slots.js';
import { versionIn } from './version-in.js';

export type { FfmpegProgress } from './progress.js';
export type { RunOptions, RunResult };

const CHECK_TIMEOUT_MS = 10_000;
const CHECK_LASTS_MS = 30_000;
/** Failures of a check that do not mean that FFmpeg is missing. */
const PASSING: ReadonlySet<FfmpegFailure> = new Set(['timeout', 'killed']);

/**
 * Runs FFmpeg and ffprobe with argument arrays, never with a shell, and a limited number at a time. Every problem
 * of a process is an `FfmpegError`. When a call has settled, its process has ended, unless the kernel cannot end
 * it (a dead network share); the call does not wait for such a process.
 */
@Injectable()
export class FfmpegRunner implements OnApplicationShutdown {
  private readonly options: Required<FfmpegModuleOptions>;
  private readonly slots: ProcessSlots;
  private readonly forks: ForkServer;
  private readonly running = new Map<AbortController, Promise<unknown>>();
  private closed = false;
  private checkedAt = -Infinity;
  private checking: Promise<void> | undefined;
  private ownVersion: string | null = null;
  private encoders: { readAt: number; names: Promise<ReadonlySet<string>> } | undefined;

  constructor(@Inject(FFMPEG_OPTIONS) options: FfmpegModuleOptions = {}) {
    this.options = withDefaults(options);
    this.slots = new ProcessSlots(this.options.maxProcesses);
    const { maxMemoryBytes, maxFileBytes, niceness } = this.options;
    this.forks = new ForkServer({ memoryBytes: maxMemoryBytes, fileBytes: maxFileBytes, niceness });
  }

  /** Logs errors only; a `-v` among `args` changes that. */
  ffmpeg(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    const progress = options.onProgress ? ['-progress', 'pipe:3'] : [];
    const all = ['-hide_banner', '-nostdin', '-v', 'error', ...progress, ...args];
    return this.queued(this.options.ffmpegPath, all, options);
  }

  ffprobe(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    return this.queued(this.options.ffprobePath, ['-hide_banner', '-v', 'error', ...args], options);
  }

  /**
   * Rejects with `FFMPEG_NOT_FOUND` if either program cannot be run, with `TIMED_OUT` if one has not answered within
   * ten seconds, as on a busy machine, and with `PROCESS_KILLED` if the system ended it. A success is cached for half a minute. The check does not wait in
   * the queue, so that a busy server does not report FFmpeg as missing.
   */
  async check(): Promise<void> {
    if (performance.now() - this.checkedAt < CHECK_LASTS_MS) return;
    // Calls at the same time share one check, so that many calls do not start many processes.
    this.checking ??= this.startBoth().finally(() => {
      this.checking = undefined;
    });
    await this.checking;
  }

  /** Whether FFmpeg has this encoder. It is not queued either, and the answer is cached as long. */
  async hasEncoder(name: string): Promise<boolean> {
    const now = performance.now();
    if (!this.encoders || now - this.encoders.readAt >= CHECK_LASTS_MS) {
      const names = this.started(this.options.ffmpegPath, ['-hide_banner', '-encoders']).then(
        ({ stdout }) => encodersIn(stdout.toString()),
      );
      this.encoders = { readAt: now, names };
      names.catch(() => (this.encoders = undefined));
    }
    return (await this.encoders.names).has(name);
  }

  /** The version of FFmpeg, as {@link check} found it; null: it does not say. */
  async version(): Promise<string | null> {
    await this.check();
    return this.ownVersion;
  }

  private async startBoth(): Promise<void> {
    const { ffmpegPath, ffprobePath } = this.options;
    const args = ['-version'];
    try {
      const [{ stdout }] = await Promise.all([
        this.started(ffmpegPath, args),
        this.started(ffprobePath, args),
      ]);
      this.ownVersion = versionIn(stdout.toString());
    } catch (error) {
      if (error instanceof FfmpegError && PASSING.has(error.reason)) throw error;
      throw new FfmpegError('not_found', { args, cause: error });
    }
    this.checkedAt = performance.now();
  }

  /** A process that only says something about FFmpeg. */
  private started(program: string, args: string[]): Promise<RunResult> {
    const options = { timeoutMs: CHECK_TIMEOUT_MS };
    return this.stoppable(args, undefined, (stop) =>
      runFfmpeg(this.forks, program, args, options, stop),
    );
  }

  /** The numbers of running and waiting processes. */
  get load(): { running: number; waiting: number } {
    return this.slots.load;
  }

  /** Stops running and waiting processes, refuses new ones, and resolves when none is left. */
  async close(): Promise<void> {
    this.closed = true;
    for (const stop of this.running.keys()) stop.abort(new Stop('aborted'));
    await Promise.allSettled(this.running.values());
    await this.forks.close();
  }

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }

  private queued(program: string, args: string[], options: RunOptions): Promise<RunResult> {
    const { timeoutMs = this.options.timeoutMs } = options;
    const bounded = { ...options, timeoutMs };
    return this.stoppable(args, options.signal, (stop) =>
      this.slots.use(stop.signal, () => runFfmpeg(this.forks, program, args, bounded, stop)),
    );
  }

  /** Stops a run when the caller's signal aborts, or when this runner is closed. */
  private async stoppable(
    args: string[],
    signal: AbortSignal | undefined,
    run: (stop: AbortController) => Promise<RunResult>,
  ): Promise<RunResult> {
    const stop = new AbortController();
    const abort = () => stop.abort(new Stop('aborted', signal?.reason));
    if (this.closed || signal?.aborted) abort();
    signal?.addEventListener('abort', abort);
    const result = run(stop);
    this.running.set(stop, result);
    try {
      return await result;
    } catch (error) {
      throw stopError(error, { args });
    } finally {
      this.running.delete(stop);
      signal?.removeEventListener('abort', abort);
    }
  }
}

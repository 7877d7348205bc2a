import { writeFile } from 'node:fs/promises';
import { FfmpegError } from '../ffmpeg-error.js';
import {
  FfmpegRunner,
  type FfmpegProgress,
  type RunOptions,
  type RunResult,
} from '../ffmpeg-runner.js';

export interface FakeCall {
  program: 'ffmpeg' | 'ffprobe';
  args: readonly string[];
  options: RunOptions;
}

export interface FakeOutcome {
  stdout?: string | Buffer;
  /** Written to the file of the last argument, like FFmpeg's output. */
  file?: string | Buffer;
  progress?: FfmpegProgress[];
  error?: Error;
}

/** A runner that starts no process. It records its calls and returns scripted results in order. */
export class FakeFfmpegRunner extends FfmpegRunner {
  readonly calls: FakeCall[] = [];
  /** Set to make `check` fail. */
  missing = false;
  /** What `hasEncoder` finds. */
  readonly encoderNames = new Set(['libx264', 'libx265']);
  private readonly outcomes: FakeOutcome[] = [];

  /** Sets the result of the next call without one. Calls without a result succeed with empty output. */
  answer(outcome: FakeOutcome): this {
    this.outcomes.push(outcome);
    return this;
  }

  override ffmpeg(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    return this.play({ program: 'ffmpeg', args, options });
  }

  override ffprobe(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    return this.play({ program: 'ffprobe', args, options });
  }

  override async check(): Promise<void> {
    if (this.missing) throw new FfmpegError('not_found', { args: ['-version'] });
    return Promise.resolve();
  }

  override version(): Promise<string | null> {
    return Promise.resolve('7.1');
  }

  override hasEncoder(name: string): Promise<boolean> {
    return Promise.resolve(this.encoderNames.has(name));
  }

  private async play(call: FakeCall): Promise<RunResult> {
    const { args, options } = call;
    this.calls.push(call);
    const { stdout = '', file, progress = [], error } = this.outcomes.shift() ?? {};
    if (options.signal?.aborted) throw new FfmpegError('aborted', { args });
    if (error) throw error;
    progress.forEach((step) => options.onProgress?.(step));
    if (file !== undefined) await writeFile((args.at(-1) ?? '').replace(/^file:/, ''), file);
    const output = Buffer.from(stdout);
    options.onOutput?.(output);
    return { stdout: options.onOutput ? Buffer.alloc(0) : output, stderr: '', durationMs: 0 };
  }
}

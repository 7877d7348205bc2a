import { availableParallelism } from 'node:os';

export interface FfmpegModuleOptions {
  /** The program `ffmpeg`: a path, or a name on PATH. Default `ffmpeg`. */
  ffmpegPath?: string;
  /** The program `ffprobe`, likewise. Default `ffprobe`. */
  ffprobePath?: string;
  /** The longest time for one process in milliseconds, unless a call sets its own. Default 600,000. */
  timeoutMs?: number;
  /** The number of processes at a time; others wait. Default: the number of cores, at least 2. */
  maxProcesses?: number;
  /** The most memory that one process may write to, in bytes, if the system can limit it. Default 4 GiB. */
  maxMemoryBytes?: number;
  /** The longest file that one process may write, in bytes, likewise. Default 64 GiB: an hour at 150 Mbit/s. */
  maxFileBytes?: number;
  /** How much of the processor the processes leave to others: 0 to 19, the least priority. Default 10. */
  niceness?: number;
}

const GIBIBYTE = 2 ** 30;

export function withDefaults(options: FfmpegModuleOptions): Required<FfmpegModuleOptions> {
  return {
    ffmpegPath: options.ffmpegPath ?? 'ffmpeg',
    ffprobePath: options.ffprobePath ?? 'ffprobe',
    timeoutMs: options.timeoutMs ?? 600_000,
    maxProcesses: options.maxProcesses ?? Math.max(2, availableParallelism()),
    maxMemoryBytes: options.maxMemoryBytes ?? 4 * GIBIBYTE,
    maxFileBytes: options.maxFileBytes ?? 64 * GIBIBYTE,
    niceness: options.niceness ?? 10,
  };
}

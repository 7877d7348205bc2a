import { EventClipsError } from '../common/event-clips-error.js';
import { failureReason } from './failure-reason.js';

export type FfmpegFailure =
  | 'failed'
  | 'killed'
  | 'timeout'
  | 'stalled'
  | 'aborted'
  | 'not_found'
  | 'too_much_output'
  | 'no_space';

/** Without a message, it depends on what FFmpeg wrote. */
const ANSWERS: Record<FfmpegFailure, { code: string; status: number; message: string | null }> = {
  failed: {
    code: 'FFMPEG_FAILED',
    status: 500,
    message: null,
  },
  too_much_output: {
    code: 'FFMPEG_FAILED',
    status: 500,
    message: 'FFmpeg gave more output than is taken. The log has the details.',
  },
  killed: {
    code: 'PROCESS_KILLED',
    status: 503,
    message:
      'The system ended a process that worked on the footage, most often because memory ran out. Ask again. If that does not help, check the memory limits of the machine or container, and the log of the kernel (dmesg).',
  },
  timeout: {
    code: 'TIMED_OUT',
    status: 504,
    message:
      'Processing took longer than allowed. Ask for a shorter window or raise the time limit.',
  },
  stalled: {
    code: 'TIMED_OUT',
    status: 504,
    message: 'FFmpeg gave no picture for too long. The file may be damaged.',
  },
  aborted: {
    code: 'ABORTED',
    status: 503,
    message: 'Processing was stopped before it finished. Ask again.',
  },
  not_found: {
    code: 'FFMPEG_NOT_FOUND',
    status: 503,
    message: 'FFmpeg cannot be run on this server. Install FFmpeg, or set its path.',
  },
  no_space: {
    code: 'NO_SPACE',
    status: 507,
    message: 'The server has no disk space left for this. Free some space and ask again.',
  },
};

/** The details of the process, for the log and never for the caller. */
export interface FfmpegRunDetails {
  args: readonly string[];
  exitCode?: number | null;
  /** The signal that ended it. */
  signal?: NodeJS.Signals | null;
  /** The end of its stderr. */
  tail?: string;
  durationMs?: number;
  cause?: unknown;
}

/** An FFmpeg or ffprobe process without a usable result. `message` is safe to show to the caller. */
export class FfmpegError extends EventClipsError {
  readonly args: readonly string[];
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly tail: string;
  readonly durationMs: number;

  constructor(
    readonly reason: FfmpegFailure,
    details: FfmpegRunDetails,
  ) {
    const { code, status, message } = ANSWERS[reason];
    const { tail = '', signal = null } = details;
    const sentence = message ?? failureReason(tail, signal);
    super(code, status, sentence, details.cause === undefined ? {} : { cause: details.cause });
    this.args = details.args;
    this.exitCode = details.exitCode ?? null;
    this.signal = signal;
    this.tail = tail;
    this.durationMs = details.durationMs ?? 0;
  }
}

/** Whether the system ended the process, which says nothing about the file that it read. */
export function isKilled(error: unknown): boolean {
  return error instanceof FfmpegError && error.reason === 'killed';
}

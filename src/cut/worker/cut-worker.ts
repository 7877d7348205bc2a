import { EventClipsError } from '../../common/event-clips-error.js';
import { FfmpegError } from '../../ffmpeg/ffmpeg-error.js';
import { type NodeProgram, startNodeProgram } from '../../isolation/node-program.js';
import { SmartCutNotPossible } from '../cut-errors.js';
import { errorOf, type Reply, type Request, type TaskName } from './cut-protocol.js';
import type { CutTasks } from './cut-tasks.js';
import { endProcess } from './ending-processes.js';
import { workerUrl } from './worker-url.js';

/**
 * The old generation is much larger than a cut needs; a file that needs more is an attack on the service's
 * memory. The young generation is small, so that memory of what was read is freed and reused soon; little of it is
 * still in use then, so that threads that collect it cost more than they save.
 */
const LIMITS = [
  ...['--max-old-space-size=512', '--max-semi-space-size=4', '--single-threaded-gc'],
  '--stack-size=4000',
];

/** The process of a cut that succeeded, kept for the next: starting one takes as long as a short cut. */
let idle: NodeProgram | null = null;

export interface CutWorkerOptions {
  signal?: AbortSignal | undefined;
  /** Longest time until `close`, in milliseconds. */
  timeoutMs: number;
}

/**
 * A process for one cut, until `close`; the signal and the deadline end it at once, whatever it does. It is no
 * thread, because this process could neither end a thread that waits for a hung file system, nor end with it.
 */
export class CutWorker {
  private readonly child = takeProcess();
  private readonly ended = new AbortController();
  private readonly deadline: NodeJS.Timeout;
  private busy = false;
  private readonly onAbort = () => this.end(this.options.signal!.reason);
  private readonly onError = (error: unknown) => this.end(error);
  private readonly onExit = (_: unknown, signal: NodeJS.Signals | null) => this.end(lost(signal));

  constructor(private readonly options: CutWorkerOptions) {
    this.deadline = setTimeout(() => this.end(timedOut()), options.timeoutMs);
    this.child.on('exit', this.onExit).on('error', this.onError);
    options.signal?.addEventListener('abort', this.onAbort);
    if (options.signal?.aborted) this.onAbort();
  }

  /** Aborts when the process is ended; its reason is the error to give. */
  get signal(): AbortSignal {
    return this.ended.signal;
  }

  /** One at a time. */
  call<T extends TaskName>(
    task: T,
    args: Parameters<CutTasks[T]>,
    onProgress?: (fraction: number) => void,
  ): ReturnType<CutTasks[T]> {
    const { child, signal } = this;
    const result = new Promise((resolve, reject) => {
      const onMessage = (reply: Reply) => {
        if ('progress' in reply) return onProgress?.(reply.progress);
        this.busy = false;
        child.off('message', onMessage);
        signal.removeEventListener('abort', onEnd);
        if ('result' in reply) resolve(reply.result);
        else reject(errorOf(reply.failure));
      };
      const onEnd = () => reject(signal.reason as Error);
      if (signal.aborted) return onEnd();
      this.busy = true;
      signal.addEventListener('abort', onEnd);
      child.on('message', onMessage);
      // If it has ended, its `exit` event reports that.
      child.send({ task, args } satisfies Request, () => {});
    });
    return result as ReturnType<CutTasks[T]>;
  }

  /** Afterwards the process has no file open: it closed them, or it has ended, unless it hangs in the kernel. */
  async close(): Promise<void> {
    if (this.busy) this.end(new Error('closed'));
    if (!this.signal.aborted) await this.call('close', []).catch((error) => this.end(error));
    clearTimeout(this.deadline);
    this.options.signal?.removeEventListener('abort', this.onAbort);
    this.child.off('exit', this.onExit).off('error', this.onError);
    if (this.signal.aborted) await endProcess(this.child);
    else keepProcess(this.child);
  }

  private end(reason: unknown): void {
    this.ended.abort(reason);
    this.child.kill('SIGKILL');
  }
}

function takeProcess(): NodeProgram {
  const child = idle ?? startProcess();
  idle = null;
  child.channel?.ref();
  return child;
}

function startProcess(): NodeProgram {
  const child = startNodeProgram(workerUrl, LIMITS);
  // Without a listener, a process that cannot be started would end this one.
  child.on('error', () => {});
  child.once('exit', () => {
    if (idle === child) idle = null;
  });
  return child;
}

function keepProcess(child: NodeProgram): void {
  if (idle) return void child.kill('SIGKILL');
  idle = child;
  // An idle process does not keep this one from ending.
  child.channel?.unref();
}

function lost(signal: NodeJS.Signals | null): Error {
  // The system may have killed it for the memory of others, which says nothing about the file.
  if (signal === 'SIGKILL') return new FfmpegError('killed', { args: [], signal });
  // Out of memory, or a bug: in either case FFmpeg has to read the file.
  const cause = new Error('The process that cuts has ended');
  return new SmartCutNotPossible('reading', { cause });
}

function timedOut(): EventClipsError {
  return new EventClipsError(
    'TIMED_OUT',
    504,
    'Processing took longer than allowed. Ask for a shorter window or raise the time limit.',
  );
}

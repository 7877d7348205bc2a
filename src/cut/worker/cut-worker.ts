import { Worker } from 'node:worker_threads';
import { EventClipsError } from '../../common/event-clips-error.js';
import { SmartCutNotPossible } from '../cut-errors.js';
import { errorOf, type Reply, type Request, type TaskName } from './cut-protocol.js';
import type { CutTasks } from './cut-tasks.js';
import { workerUrl } from './worker-url.js';

/**
 * The old generation is much larger than a cut needs; a file that needs more is an attack on the service's
 * memory. The young generation is small, so that memory of what was read is freed and reused soon.
 */
const RESOURCE_LIMITS = {
  maxOldGenerationSizeMb: 512,
  maxYoungGenerationSizeMb: 4,
  stackSizeMb: 8,
};

/** The thread of a cut that succeeded, kept for the next: starting one takes as long as a short cut. */
let idle: Worker | null = null;

export interface CutWorkerOptions {
  signal?: AbortSignal | undefined;
  /** Longest time until `close`, in milliseconds. */
  timeoutMs: number;
}

/** A thread for one cut, until `close`; the signal and the deadline end it at once, whatever it does. */
export class CutWorker {
  private readonly thread = takeThread();
  private readonly ended = new AbortController();
  private readonly deadline: NodeJS.Timeout;
  private busy = false;
  private readonly onAbort = () => this.end(this.options.signal!.reason);
  // Out of memory, or a bug: in either case FFmpeg has to read the file.
  private readonly onError = (error: unknown) =>
    this.end(new SmartCutNotPossible('reading', { cause: error }));

  constructor(private readonly options: CutWorkerOptions) {
    this.deadline = setTimeout(() => this.end(timedOut()), options.timeoutMs);
    this.thread.on('error', this.onError);
    options.signal?.addEventListener('abort', this.onAbort);
    if (options.signal?.aborted) this.onAbort();
  }

  /** Aborts when the thread is ended; its reason is the error to give. */
  get signal(): AbortSignal {
    return this.ended.signal;
  }

  /** One at a time. */
  call<T extends TaskName>(
    task: T,
    args: Parameters<CutTasks[T]>,
    onProgress?: (fraction: number) => void,
  ): ReturnType<CutTasks[T]> {
    const { thread, signal } = this;
    const result = new Promise((resolve, reject) => {
      const onMessage = (reply: Reply) => {
        if ('progress' in reply) return onProgress?.(reply.progress);
        this.busy = false;
        thread.off('message', onMessage);
        signal.removeEventListener('abort', onEnd);
        if ('result' in reply) resolve(reply.result);
        else reject(errorOf(reply.failure));
      };
      const onEnd = () => reject(signal.reason as Error);
      if (signal.aborted) return onEnd();
      this.busy = true;
      signal.addEventListener('abort', onEnd);
      thread.on('message', onMessage);
      thread.postMessage({ task, args } satisfies Request);
    });
    return result as ReturnType<CutTasks[T]>;
  }

  /** Afterwards the thread has no file open: it closed them, or it has ended. */
  async close(): Promise<void> {
    if (this.busy) this.end(new Error('closed'));
    if (!this.signal.aborted) await this.call('close', []).catch((error) => this.end(error));
    clearTimeout(this.deadline);
    this.options.signal?.removeEventListener('abort', this.onAbort);
    this.thread.off('error', this.onError);
    if (this.signal.aborted) await this.thread.terminate();
    else keepThread(this.thread);
  }

  private end(reason: unknown): void {
    this.ended.abort(reason);
    void this.thread.terminate();
  }
}

function takeThread(): Worker {
  const thread = idle ?? startThread();
  idle = null;
  thread.ref();
  return thread;
}

function startThread(): Worker {
  const thread = new Worker(workerUrl, { resourceLimits: RESOURCE_LIMITS, env: {} });
  // Without a listener, an error of an idle thread would end the process.
  thread.on('error', () => {
    if (idle === thread) idle = null;
  });
  return thread;
}

function keepThread(thread: Worker): void {
  if (idle) return void thread.terminate();
  idle = thread;
  // An idle thread does not keep the process from ending.
  thread.unref();
}

function timedOut(): EventClipsError {
  return new EventClipsError(
    'TIMED_OUT',
    504,
    'Processing took longer than allowed. Ask for a shorter window or raise the time limit.',
  );
}

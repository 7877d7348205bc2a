import { Worker } from 'node:worker_threads';
import { EventClipsError } from '../../common/event-clips-error.js';
import { errorOf, type Reply, type Request, type TaskName } from './cut-protocol.js';
import { SmartCutNotPossible } from './cut-errors.js';
import type { CutTasks } from './cut-tasks.js';
import { workerUrl } from './worker-url.js';

/** Far above what a cut takes; a file that needs more is an attack on the service's memory. */
const RESOURCE_LIMITS = {
  maxOldGenerationSizeMb: 512,
  maxYoungGenerationSizeMb: 64,
  stackSizeMb: 8,
};

export interface CutWorkerOptions {
  signal?: AbortSignal | undefined;
  /** Longest life of the thread, in milliseconds. */
  timeoutMs: number;
}

/** A thread for one cut: it ends with `close`, with the signal, or when its time is over. */
export class CutWorker {
  private readonly worker = new Worker(workerUrl, {
    resourceLimits: RESOURCE_LIMITS,
    env: {},
    stdin: false,
  });
  private readonly ended = new AbortController();
  private readonly deadline: NodeJS.Timeout;
  private readonly onAbort = () => this.end(this.options.signal!.reason);

  constructor(private readonly options: CutWorkerOptions) {
    this.deadline = setTimeout(() => this.end(timedOut()), options.timeoutMs);
    // Out of memory, or a bug: either way this file is not for us.
    this.worker.on('error', (error) =>
      this.end(new SmartCutNotPossible('reading', { cause: error })),
    );
    options.signal?.addEventListener('abort', this.onAbort);
    if (options.signal?.aborted) this.onAbort();
  }

  /** Aborts when the thread ends, for whatever reason; the reason is the error to give. */
  get signal(): AbortSignal {
    return this.ended.signal;
  }

  call<T extends TaskName>(
    task: T,
    args: Parameters<CutTasks[T]>,
    onProgress?: (fraction: number) => void,
  ): ReturnType<CutTasks[T]> {
    const result = new Promise((resolve, reject) => {
      const onMessage = (reply: Reply) => {
        if ('progress' in reply) return onProgress?.(reply.progress);
        this.worker.off('message', onMessage);
        this.signal.removeEventListener('abort', onEnd);
        if ('result' in reply) resolve(reply.result);
        else reject(errorOf(reply.failure));
      };
      const onEnd = () => reject(this.signal.reason as Error);
      if (this.signal.aborted) return onEnd();
      this.signal.addEventListener('abort', onEnd);
      this.worker.on('message', onMessage);
      this.worker.postMessage({ task, args } satisfies Request);
    });
    return result as ReturnType<CutTasks[T]>;
  }

  async close(): Promise<void> {
    this.end(new Error('closed'));
    await this.worker.terminate();
  }

  private end(reason: unknown): void {
    clearTimeout(this.deadline);
    this.options.signal?.removeEventListener('abort', this.onAbort);
    this.ended.abort(reason);
    void this.worker.terminate();
  }
}

function timedOut(): EventClipsError {
  return new EventClipsError(
    'TIMED_OUT',
    504,
    'Processing took longer than allowed. Ask for a shorter window or raise the time limit.',
  );
}

import { Logger } from '@nestjs/common';
import { ClipsFolderSilentError } from './folder-errors.js';

/** A disk that recorders write to may stall for seconds. */
const LIMIT_MS = 10_000;
const TICK_MS = 1_000;

export interface OperationOptions<T> {
  /** From the call on, so with the wait for a turn. Default 10 s. */
  readonly limitMs?: number;
  /** What to do with a result that comes after the limit, such as to close a file. */
  readonly discard?: (result: T) => Promise<void> | undefined;
}

interface Operation {
  readonly endsAtMs: number;
  readonly start: () => void;
  readonly fail: () => void;
}

/**
 * Lets a few operations on files run at a time, and answers for those that hang. Each holds one of the threads that
 * Node.js has for all files of a process, and may hold it for ever. Others wait for their turn.
 */
export class FileGate {
  private readonly logger = new Logger('Clips');
  private readonly waiting = new Set<Operation>();
  private readonly running = new Set<Operation>();
  /** Those of the running ones that exceeded their limit. */
  private readonly late = new Set<Operation>();
  private timer: NodeJS.Timeout | null = null;

  /** @param most how many may run at the same time; each of them uses one thread at a time */
  constructor(private readonly most: number) {}

  /**
   * @param work must not call this method
   * @throws ClipsFolderSilentError after the limit, or at once where everything that runs hangs; or what the work throws
   */
  run<T>(work: () => Promise<T>, options: OperationOptions<T> = {}): Promise<T> {
    const { limitMs = LIMIT_MS, discard } = options;
    if (this.late.size >= this.most) return Promise.reject(new ClipsFolderSilentError());
    return new Promise((resolve, reject) => {
      const operation: Operation = {
        endsAtMs: performance.now() + limitMs,
        fail: () => reject(new ClipsFolderSilentError()),
        start: () => {
          const finish = (result: T) => {
            resolve(result);
            return this.late.has(operation) ? discard?.(result) : undefined;
          };
          const end = () => this.end(operation);
          work().then(finish, reject).then(end, end);
        },
      };
      this.waiting.add(operation);
      this.startNext();
      this.timer ??= setInterval(() => this.tick(), TICK_MS).unref();
    });
  }

  private startNext(): void {
    for (const operation of this.waiting) {
      if (this.running.size >= this.most) return;
      this.waiting.delete(operation);
      this.running.add(operation);
      operation.start();
    }
  }

  private end(operation: Operation): void {
    this.running.delete(operation);
    if (this.late.delete(operation) && this.late.size === 0) {
      this.logger.log({ msg: 'The clips folder answers again' });
    }
    this.startNext();
  }

  private tick(): void {
    const nowMs = performance.now();
    for (const operation of this.running) {
      if (this.late.has(operation) || operation.endsAtMs > nowMs) continue;
      if (this.late.size === 0) this.logger.warn({ msg: SILENT });
      this.late.add(operation);
      operation.fail();
    }
    for (const operation of this.waiting) {
      if (this.late.size < this.most && operation.endsAtMs > nowMs) continue;
      this.waiting.delete(operation);
      operation.fail();
    }
    if (this.running.size > this.late.size || this.waiting.size > 0) return;
    clearInterval(this.timer!);
    this.timer = null;
  }
}

const SILENT =
  'The clips folder does not answer. What needs it is refused or postponed. Check its mount and its server';

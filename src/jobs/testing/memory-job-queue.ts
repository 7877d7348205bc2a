import { randomUUID } from 'node:crypto';
import { SystemClock, type Clock } from '../../common/clock.js';
import { JobAborted } from '../job-aborted.js';
import {
  JobQueue,
  type DueTime,
  type JobHandler,
  type QueueStatistics,
  type SendOptions,
  type WorkOptions,
} from '../job-queue.js';
import { runHandler } from '../run-handler.js';

interface Entry {
  readonly id: string;
  readonly queue: string;
  data: object;
  priority: number;
  dueAt: number;
  starts: number;
  deaths: number;
  /** Aborts the current run; null while the job waits. */
  run: AbortController | null;
  releasedSlot: boolean;
}

interface Worker {
  readonly concurrency: number;
  readonly handler: JobHandler<object>;
}

/**
 * A queue in the memory of one process: a testing double without timers. A job that is due when it is sent
 * starts by itself. After the clock was set forward, `poll()` starts the jobs that have become due. The
 * queue takes part in no transaction: a sent job stays even if the caller's transaction rolls back.
 */
export class MemoryJobQueue extends JobQueue {
  private readonly entries = new Map<string, Entry>();
  private readonly workers = new Map<string, Worker>();
  private readonly runs = new Set<Promise<void>>();

  constructor(private readonly clock: Clock = new SystemClock()) {
    super();
  }

  async send<T extends object>(queue: string, data: T, options: SendOptions): Promise<string> {
    const { priority = 0, startAfter = 0 } = options;
    const entry: Entry = {
      id: randomUUID(),
      queue,
      data: structuredClone(data),
      priority,
      dueAt: this.dueAt(startAfter),
      starts: 0,
      deaths: 0,
      run: null,
      releasedSlot: false,
    };
    this.entries.set(entry.id, entry);
    await Promise.resolve();
    this.poll();
    return entry.id;
  }

  async reschedule(_queue: string, id: string, options: SendOptions): Promise<boolean> {
    await Promise.resolve();
    const entry = this.entries.get(id);
    if (!entry || entry.run) return false;
    if (options.priority !== undefined) entry.priority = options.priority;
    if (options.startAfter !== undefined) entry.dueAt = this.dueAt(options.startAfter);
    this.poll();
    return true;
  }

  async exists(_queue: string, id: string): Promise<boolean> {
    await Promise.resolve();
    return this.entries.has(id);
  }

  async cancel(_queue: string, id: string): Promise<void> {
    await Promise.resolve();
    this.entries.get(id)?.run?.abort(new JobAborted('taken'));
    this.entries.delete(id);
  }

  async work<T extends object>(
    queue: string,
    { concurrency }: WorkOptions,
    handler: JobHandler<T>,
  ): Promise<void> {
    await Promise.resolve();
    this.workers.set(queue, { concurrency, handler: handler as JobHandler<object> });
    this.poll();
  }

  async statistics(queue: string): Promise<QueueStatistics> {
    await Promise.resolve();
    const all = [...this.entries.values()].filter((entry) => entry.queue === queue);
    const waiting = all.filter((entry) => !entry.run);
    const queued = waiting.filter((entry) => this.isDue(entry));
    return {
      queued: queued.length,
      delayed: waiting.length - queued.length,
      running: all.length - waiting.length,
      oldestQueuedAt: queued.length
        ? new Date(Math.min(...queued.map(({ dueAt }) => dueAt)))
        : null,
    };
  }

  /** Starts the jobs that are due, as far as the workers' concurrency allows. */
  poll(): void {
    for (const [queue, worker] of this.workers) {
      const all = [...this.entries.values()].filter((entry) => entry.queue === queue);
      const busy = all.filter(({ run, releasedSlot }) => run && !releasedSlot).length;
      const free = worker.concurrency - busy;
      all
        .filter((entry) => !entry.run && this.isDue(entry))
        .sort((a, b) => b.priority - a.priority)
        .slice(0, Math.max(0, free))
        .forEach((entry) => this.start(entry, worker.handler));
    }
  }

  /** Resolves when no job runs and no due job waits for a worker. */
  async idle(): Promise<void> {
    while (this.runs.size) await Promise.race(this.runs);
  }

  /** Acts as if every process that runs a job were killed: the jobs start again, old handlers are ignored. */
  crash(): void {
    for (const entry of this.entries.values()) {
      if (!entry.run) continue;
      entry.run.abort(new JobAborted('taken'));
      entry.run = null;
      entry.deaths++;
    }
    this.poll();
  }

  /** Aborts the running jobs at once. */
  async beforeApplicationShutdown(): Promise<void> {
    this.workers.clear();
    for (const entry of this.entries.values()) entry.run?.abort(new JobAborted('shutdown'));
    await this.idle();
  }

  private start(entry: Entry, handler: JobHandler<object>): void {
    const controller = new AbortController();
    entry.run = controller;
    entry.releasedSlot = false;
    const releaseSlot = () => {
      if (entry.run !== controller) return;
      entry.releasedSlot = true;
      this.poll();
    };
    entry.starts++;
    const { id, data, starts: attempt, deaths } = entry;
    const job = { id, data: structuredClone(data), attempt, deaths };
    // Not within `poll`, which the first lines of a handler may call again.
    const outcome = Promise.resolve().then(() =>
      runHandler(handler, job, controller.signal, releaseSlot),
    );
    const run = outcome.then((retry) => {
      this.runs.delete(run);
      if (entry.run === controller) {
        entry.run = null;
        if (retry) {
          entry.data = retry.data ?? entry.data;
          entry.dueAt = this.dueAt(retry.due);
        } else {
          this.entries.delete(id);
        }
      }
      this.poll();
    });
    this.runs.add(run);
  }

  private dueAt(due: DueTime): number {
    return due instanceof Date ? due.getTime() : this.clock.now().getTime() + due;
  }

  private isDue(entry: Entry): boolean {
    return entry.dueAt <= this.clock.now().getTime();
  }
}

import type { EntityManager } from 'typeorm';

/**
 * When a job is due: an instant, or milliseconds from now. The queue compares both with the clock of the
 * database, so a node with a wrong clock does no harm. An instant should therefore come from the data
 * ("when that window has passed"), and a delay from now (a back-off) should be given in milliseconds.
 */
export type DueTime = Date | number;

export interface Job<T extends object> {
  readonly id: string;
  readonly data: T;
  /** The number of this start of the job: 1 for the first. No two starts have the same number. */
  readonly attempt: number;
  /** How many earlier starts never ended: their process was killed, or lost the connection to the queue. */
  readonly deaths: number;
}

export interface SendOptions {
  /** Jobs of a higher priority are taken first; of equal ones, the oldest. Default: 0. */
  priority?: number;
  /** Default: at once. */
  startAfter?: DueTime;
}

export interface WorkOptions {
  /** How many jobs of the queue may run on this node at the same time, without those that released their slot. */
  concurrency: number;
}

/**
 * Runs one job. When `signal` aborts (the job was cancelled or given to another node, or this node shuts
 * down) it should store nothing and throw soon. The queue then decides what happens with the job.
 */
export type JobHandler<T extends object> = (
  job: Job<T>,
  signal: AbortSignal,
  /** Lets the next job start, while this one finishes work that no caller waits for. */
  releaseSlot: () => void,
) => Promise<void>;

export interface QueueStatistics {
  /** Jobs that are due and wait for a worker. */
  queued: number;
  /** Jobs that are not due yet. */
  delayed: number;
  running: number;
  /** Since when the oldest of the queued jobs has been waiting. */
  oldestQueuedAt: Date | null;
}

/**
 * A durable queue in the caller's database. Changes of the queue take part in the caller's transaction. A
 * job that has ended is deleted, as the caller records its outcome. A job starts at least once; while the
 * nodes are healthy it never runs twice at the same time.
 */
export abstract class JobQueue {
  /** Adds a job, if and only if the caller's transaction commits. Returns its id. */
  abstract send<T extends object>(
    queue: string,
    data: T,
    options: SendOptions,
    manager: EntityManager,
  ): Promise<string>;

  /** Changes the due time and the priority of a job. Does nothing and returns false if it runs or has ended. */
  abstract reschedule(
    queue: string,
    id: string,
    options: SendOptions,
    manager: EntityManager,
  ): Promise<boolean>;

  /** Whether the job waits or runs. After a restored backup a request may refer to a job that is gone. */
  abstract exists(queue: string, id: string, manager: EntityManager): Promise<boolean>;

  /**
   * Removes a job from the queue. If it runs, on any node, it is aborted at most about a second after the
   * caller's transaction commits. Does nothing if the job is gone.
   */
  abstract cancel(queue: string, id: string, manager: EntityManager): Promise<void>;

  /**
   * Runs the queue's jobs on this node until it shuts down. A handler that throws `RetryJob` puts its job
   * back; any other error is logged, and the job ends as if the handler had returned. When this node shuts
   * down, a handler has some time to finish; then it is aborted, and its job goes back at once.
   */
  abstract work<T extends object>(
    queue: string,
    options: WorkOptions,
    handler: JobHandler<T>,
  ): Promise<void>;

  /** With `manager`: as its transaction sees the queue, including the jobs that it has sent. */
  abstract statistics(queue: string, manager?: EntityManager): Promise<QueueStatistics>;
}

import type { EntityManager } from 'typeorm';

/**
 * When a job is due: an instant, or milliseconds from now. Either is measured by the queue's own clock
 * (the database's), so a node whose clock is off does no harm. An instant should therefore come from
 * the data ("when that window has passed"); what is reckoned from now (a back-off) is given in milliseconds.
 */
export type DueTime = Date | number;

export interface Job<T extends object> {
  readonly id: string;
  readonly data: T;
  /** Starts of this job so far, this one included: 1 for the first. No two starts share a number. */
  readonly attempt: number;
  /** How many of the earlier starts never ended: their process was killed, or cut off from the queue. */
  readonly deaths: number;
}

export interface SendOptions {
  /** A job of a higher priority is taken first, an older one of equals. 0 unless told otherwise. */
  priority?: number;
  /** At once unless told otherwise. */
  startAfter?: DueTime;
}

export interface WorkOptions {
  /** How many jobs of the queue may run on this node at the same time, not counting those that made room. */
  concurrency: number;
}

/**
 * Runs one job. When `signal` aborts (the job was cancelled, given to another node, or this node shuts
 * down) it should record nothing and throw soon; what becomes of the job is then the queue's affair.
 */
export type JobHandler<T extends object> = (
  job: Job<T>,
  signal: AbortSignal,
  /** Lets the next job start, while this one ends what nobody waits for. */
  makeRoom: () => void,
) => Promise<void>;

export interface QueueStatistics {
  /** Jobs that are due and wait for a worker. */
  queued: number;
  /** Jobs that wait for their time. */
  delayed: number;
  running: number;
  /** Since when the oldest of `queued` has been waiting. */
  oldestQueuedAt: Date | null;
}

/**
 * A durable queue beside the caller's own tables: what changes the queue takes part in the caller's
 * transaction, and a job that has ended leaves nothing behind, since its outcome is the caller's to record.
 * A job starts at least once; while the nodes are healthy it never runs twice at the same time.
 */
export abstract class JobQueue {
  /** Adds a job, if and only if the caller's transaction commits. Returns its id. */
  abstract send<T extends object>(
    queue: string,
    data: T,
    options: SendOptions,
    manager: EntityManager,
  ): Promise<string>;

  /** Changes when a job is due and how urgent it is. Answers false, and does nothing, if it runs or is gone. */
  abstract reschedule(
    queue: string,
    id: string,
    options: SendOptions,
    manager: EntityManager,
  ): Promise<boolean>;

  /** Whether the job waits or runs. A row whose job is gone, as after a restored backup, needs another. */
  abstract exists(queue: string, id: string, manager: EntityManager): Promise<boolean>;

  /**
   * Takes a job out of the queue; one that runs, on whichever node, is aborted about a second after the
   * caller's transaction commits at the latest. Does nothing if it is gone already.
   */
  abstract cancel(queue: string, id: string, manager: EntityManager): Promise<void>;

  /**
   * Runs the queue's jobs on this node until it shuts down. A handler that throws `RetryJob` puts its job
   * back; whatever else it throws is logged, and the job has ended as if the handler had returned. Once
   * this node shuts down, a handler is given time to finish, then aborted, and its job goes back at once.
   */
  abstract work<T extends object>(
    queue: string,
    options: WorkOptions,
    handler: JobHandler<T>,
  ): Promise<void>;

  /** With `manager` as that transaction sees the queue, with what it has itself sent. */
  abstract statistics(queue: string, manager?: EntityManager): Promise<QueueStatistics>;
}

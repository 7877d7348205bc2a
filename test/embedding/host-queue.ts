import type { OnApplicationShutdown } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { JobAborted } from '../../src/jobs/job-aborted.js';
import {
  type Job,
  type JobHandler,
  JobQueue,
  type QueueStatistics,
  type SendOptions,
  type WorkOptions,
} from '../../src/jobs/job-queue.js';
import { runHandler } from '../../src/jobs/run-handler.js';

const POLL_MS = 20;

/** A queue as a host application may have it: one table, and one process that runs its jobs. */
export class HostQueue extends JobQueue implements OnApplicationShutdown {
  /** Ids of the jobs that were started. */
  readonly started: string[] = [];
  private readonly running = new Map<string, AbortController>();
  private readonly timers: NodeJS.Timeout[] = [];
  private created: Promise<unknown> | undefined;
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly dataSource: () => DataSource) {
    super();
  }

  async send<T extends object>(
    queue: string,
    data: T,
    { priority = 0 }: SendOptions,
    manager: EntityManager,
  ): Promise<string> {
    const [{ id }] = await manager.query<[{ id: string }]>(
      'INSERT INTO host_jobs (queue, data, priority) VALUES ($1, $2, $3) RETURNING id',
      [queue, data, priority],
    );
    return id;
  }

  async reschedule(
    _queue: string,
    id: string,
    { priority }: SendOptions,
    manager: EntityManager,
  ): Promise<boolean> {
    if (this.running.has(id)) return false;
    await manager.query('UPDATE host_jobs SET priority = coalesce($2, priority) WHERE id = $1', [
      id,
      priority,
    ]);
    return this.exists(_queue, id, manager);
  }

  async exists(_queue: string, id: string, manager: EntityManager): Promise<boolean> {
    return (await manager.query<[]>('SELECT 1 FROM host_jobs WHERE id = $1', [id])).length > 0;
  }

  async cancel(_queue: string, id: string, manager: EntityManager): Promise<void> {
    await manager.query('DELETE FROM host_jobs WHERE id = $1', [id]);
    this.running.get(id)?.abort(new JobAborted('taken'));
  }

  async work<T extends object>(
    queue: string,
    _options: WorkOptions,
    handler: JobHandler<T>,
  ): Promise<void> {
    await (this.created ??= this.createTable());
    this.timers.push(
      setInterval(() => {
        this.turn = this.turn.then(() => this.runNext(queue, handler));
      }, POLL_MS),
    );
  }

  private createTable(): Promise<unknown> {
    return this.dataSource().query(
      `CREATE TABLE host_jobs (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), queue text,
         data jsonb, priority integer, sent_at timestamptz DEFAULT now())`,
    );
  }

  async statistics(queue: string, manager?: EntityManager): Promise<QueueStatistics> {
    const [counts] = await (manager ?? this.dataSource()).query<[QueueStatistics]>(
      `SELECT count(*)::int AS queued, 0 AS delayed, 0 AS running, min(sent_at) AS "oldestQueuedAt"
         FROM host_jobs WHERE queue = $1`,
      [queue],
    );
    return counts;
  }

  async onApplicationShutdown(): Promise<void> {
    this.timers.forEach((timer) => clearInterval(timer));
    await this.turn;
  }

  private async runNext<T extends object>(queue: string, handler: JobHandler<T>): Promise<void> {
    const [next] = await this.dataSource().query<{ id: string; data: T }[]>(
      'SELECT id, data FROM host_jobs WHERE queue = $1 ORDER BY priority DESC, sent_at LIMIT 1',
      [queue],
    );
    if (!next) return;
    const { id, data } = next;
    const controller = new AbortController();
    this.running.set(id, controller);
    this.started.push(id);
    const job: Job<T> = { id, data, attempt: 1, deaths: 0 };
    const retry = await runHandler(handler, job, controller.signal);
    this.running.delete(id);
    if (!retry) await this.dataSource().query('DELETE FROM host_jobs WHERE id = $1', [id]);
  }
}

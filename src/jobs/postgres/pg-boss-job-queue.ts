import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { PgBoss } from 'pg-boss';
import type { EntityManager } from 'typeorm';
import { object, text } from '../../common/stored/stored-json.js';
import {
  JobQueue,
  type JobHandler,
  type QueueStatistics,
  type SendOptions,
  type WorkOptions,
} from '../job-queue.js';
import { JOBS_OPTIONS, type JobsModuleOptions } from '../jobs.module-definition.js';
import { Notifications } from '../notifications.js';
import { reading } from '../reading.js';
import { createBoss, databaseOf, QUEUE_OPTIONS, transactionOf } from './boss.js';
import { Claims, toStartAfter, type StoredData } from './claims.js';
import { openPool } from './connection.js';
import { queueStatistics } from './queue-statistics.js';
import { supervise } from './supervise.js';
import { Worker } from './worker.js';

/** Wakes idle workers. */
const QUEUED = 'jobs.queued';
const readQueued = object<{ queue: string }>({ queue: text });
/** Aborts a job on the node that runs it. If it is lost, the node notices when it renews the job's lease. */
const CANCELLED = 'jobs.cancelled';
const readCancelled = object<{ queue: string; id: string }>({ queue: text, id: text });

/** The queue in tables of the callers' database, managed by pg-boss. */
@Injectable()
export class PgBossJobQueue
  extends JobQueue
  implements OnModuleInit, BeforeApplicationShutdown, OnApplicationShutdown
{
  private readonly pool: pg.Pool;
  private readonly boss: PgBoss;
  private readonly workers = new Map<string, Worker<object>>();
  /** Queues that this node has declared or is declaring. */
  private readonly declared = new Map<string, Promise<void>>();
  private readonly stopping = new AbortController();
  private started: Promise<void> | undefined;
  private supervision: Promise<void> | undefined;
  private readonly counting = new Map<string, Promise<QueueStatistics>>();

  constructor(
    @Inject(JOBS_OPTIONS) private readonly options: JobsModuleOptions,
    private readonly notifications: Notifications,
  ) {
    super();
    this.pool = openPool(options.databaseUrl);
    this.boss = createBoss(this.pool, options.migrate);
    const wakeAll = () => this.workers.forEach((worker) => worker.wake());
    notifications.subscribe(
      QUEUED,
      reading(QUEUED, readQueued, ({ queue }) => this.workers.get(queue)?.wake()),
      wakeAll,
    );
    notifications.subscribe(
      CANCELLED,
      reading(CANCELLED, readCancelled, ({ queue, id }) => this.workers.get(queue)?.abort(id)),
    );
  }

  async onModuleInit(): Promise<void> {
    await this.start();
  }

  async send<T extends object>(
    queue: string,
    data: T,
    { priority = 0, startAfter = 0 }: SendOptions,
    manager: EntityManager,
  ): Promise<string> {
    await this.declare(queue);
    const id = randomUUID();
    const stored: StoredData<T> = { data, returns: 0 };
    const db = transactionOf(manager);
    await this.boss.send(queue, stored, { id, priority, startAfter: toStartAfter(startAfter), db });
    await this.notifications.publish(QUEUED, { queue }, manager);
    return id;
  }

  async reschedule(
    queue: string,
    id: string,
    { priority, startAfter }: SendOptions,
    manager: EntityManager,
  ): Promise<boolean> {
    await this.declare(queue);
    const { updated } = await this.boss.update(queue, undefined, {
      id,
      ...(priority !== undefined && { priority }),
      ...(startAfter !== undefined && { startAfter: toStartAfter(startAfter) }),
      db: transactionOf(manager),
    });
    await this.notifications.publish(QUEUED, { queue }, manager);
    return updated > 0;
  }

  async exists(queue: string, id: string, manager: EntityManager): Promise<boolean> {
    await this.declare(queue);
    return (await this.boss.getJobById(queue, id, { db: transactionOf(manager) })) !== null;
  }

  async cancel(queue: string, id: string, manager: EntityManager): Promise<void> {
    await this.declare(queue);
    await this.boss.deleteJob(queue, id, { db: transactionOf(manager) });
    await this.notifications.publish(CANCELLED, { queue, id }, manager);
  }

  async work<T extends object>(
    queue: string,
    { concurrency }: WorkOptions,
    handler: JobHandler<T>,
  ): Promise<void> {
    if (!this.options.work) return;
    await this.declare(queue);
    const claims = new Claims<object>(this.boss, this.pool, queue);
    this.workers.set(queue, new Worker(queue, claims, concurrency, handler as JobHandler<object>));
  }

  async statistics(queue: string, manager?: EntityManager): Promise<QueueStatistics> {
    await this.start();
    if (manager) return queueStatistics(transactionOf(manager), queue);
    // Calls at the same time share one query, as heartbeats need the few connections too.
    let counting = this.counting.get(queue);
    if (!counting) {
      counting = queueStatistics(databaseOf(this.pool), queue).finally(() =>
        this.counting.delete(queue),
      );
      this.counting.set(queue, counting);
    }
    return counting;
  }

  /** Runs while the callers' connections are still open, which handlers need to finish. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    const graceMs = (this.options.shutdownGraceSeconds ?? 5) * 1000;
    await Promise.all([...this.workers.values()].map((worker) => worker.stop(graceMs)));
    await this.supervision;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.boss.stop({ graceful: false });
    await this.pool.end();
  }

  /** Starts once, although other modules may use the queue before this module is initialised. */
  private start(): Promise<void> {
    this.started ??= this.startBoss().catch((error: unknown) => {
      this.started = undefined;
      throw error;
    });
    return this.started;
  }

  private async startBoss(): Promise<void> {
    try {
      await this.boss.start();
    } catch (cause) {
      if (this.options.migrate) throw cause;
      throw new Error(
        'The job queue cannot start. Its tables are missing or of another version: run the migrate command. Or the database does not answer.',
        { cause },
      );
    }
    if (this.options.work)
      this.supervision = supervise(this.boss, databaseOf(this.pool), this.stopping.signal);
  }

  private declare(queue: string): Promise<void> {
    let declared = this.declared.get(queue);
    if (!declared) {
      declared = this.createQueue(queue).catch((error: unknown) => {
        this.declared.delete(queue);
        throw error;
      });
      this.declared.set(queue, declared);
    }
    return declared;
  }

  private async createQueue(queue: string): Promise<void> {
    await this.start();
    await this.boss.createQueue(queue, QUEUE_OPTIONS);
    await this.boss.updateQueue(queue, QUEUE_OPTIONS);
  }
}

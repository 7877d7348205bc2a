import { Logger } from '@nestjs/common';
import type pg from 'pg';
import { PgBoss, type Db, type QueueOptions } from 'pg-boss';
import type { EntityManager } from 'typeorm';

/** Of the engine's own tables. Not pg-boss's default, which a host application may be using itself. */
export const SCHEMA = 'event_clips_jobs';

/** Seconds without a sign of life after which a running job is another worker's. */
export const LEASE_SECONDS = 10;

/** Nothing but its handler ends a job: the engine's limits on tries, age and duration are out of the way. */
export const QUEUE_OPTIONS = {
  heartbeatSeconds: LEASE_SECONDS,
  retryLimit: 1_000_000,
  retryDelay: 0,
  retentionSeconds: 2 ** 31 - 1,
  expireInSeconds: 24 * 3600,
} satisfies QueueOptions & { heartbeatSeconds: number };

const logger = new Logger('Jobs');

export function createBoss(pool: pg.Pool, migrate: boolean): PgBoss {
  const boss = new PgBoss({
    db: databaseOf(pool),
    schema: SCHEMA,
    migrate,
    supervise: false,
    schedule: false,
    // What `supervise()` does at most that often, over all nodes
    monitorIntervalSeconds: 2,
    // Dependencies between jobs, which nobody here uses
    flowIntervalSeconds: 3600,
    // Long queues are the callers' to limit
    warningQueueSize: 1_000_000_000,
  });
  boss.on('error', (error) => logger.warn(`The queue's upkeep failed: ${error.message}`));
  boss.on('warning', ({ message }) => logger.warn(message));
  return boss;
}

export function databaseOf(connection: pg.Pool | pg.PoolClient): Db {
  return { executeSql: (text, values) => connection.query(text, values) };
}

/** What runs on it takes part in the manager's transaction. */
export function transactionOf(manager: EntityManager): Db {
  return {
    executeSql: async (text, values) => ({ rows: await manager.query<unknown[]>(text, values) }),
  };
}

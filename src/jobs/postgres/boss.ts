import { Logger } from '@nestjs/common';
import type pg from 'pg';
import { PgBoss, type Db, type QueueOptions } from 'pg-boss';
import type { EntityManager } from 'typeorm';

/** The schema of the engine's tables. Not pg-boss's default, which a host application may be using. */
export const SCHEMA = 'event_clips_jobs';

/** Seconds without a heartbeat after which a running job is given to another worker. */
export const LEASE_SECONDS = 10;

/** Only its handler ends a job, so the engine's limits on attempts, age and duration are set out of reach. */
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
    // `supervise()` does its work at most this often, over all nodes.
    monitorIntervalSeconds: 2,
    // Dependencies between jobs are not used.
    flowIntervalSeconds: 3600,
    // The callers limit their queues.
    warningQueueSize: 1_000_000_000,
  });
  boss.on('error', (error) => logger.warn(`The maintenance of the queue failed: ${error.message}`));
  boss.on('warning', ({ message }) => logger.warn(message));
  return boss;
}

export function databaseOf(connection: pg.Pool | pg.PoolClient): Db {
  return { executeSql: (text, values) => connection.query(text, values) };
}

/** A connection whose statements take part in the manager's transaction. */
export function transactionOf(manager: EntityManager): Db {
  return {
    executeSql: async (text, values) => ({ rows: await manager.query<unknown[]>(text, values) }),
  };
}

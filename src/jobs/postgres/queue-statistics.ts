import type { Db } from 'pg-boss';
import type { QueueStatistics } from '../job-queue.js';
import { SCHEMA } from './boss.js';

/**
 * Read from the engine's table, because its own statistics lag by up to a minute. By the clock rather than
 * by `now()`: a transaction that waited for a lock began before the jobs that were sent meanwhile.
 */
export async function queueStatistics(db: Db, queue: string): Promise<QueueStatistics> {
  const { rows } = await db.executeSql(
    `SELECT count(*) FILTER (WHERE state < 'active' AND start_after <= clock_timestamp())::int AS queued,
            count(*) FILTER (WHERE state < 'active' AND start_after > clock_timestamp())::int AS delayed,
            count(*) FILTER (WHERE state = 'active')::int AS running,
            min(greatest(start_after, created_on))
              FILTER (WHERE state < 'active' AND start_after <= clock_timestamp()) AS "oldestQueuedAt"
       FROM ${SCHEMA}.job
      WHERE name = $1`,
    [queue],
  );
  return rows[0] as QueueStatistics;
}

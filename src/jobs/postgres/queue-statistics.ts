import type { Db } from 'pg-boss';
import type { QueueStatistics } from '../job-queue.js';
import { SCHEMA } from './boss.js';

/**
 * Read from the engine's table, because the engine's statistics are up to a minute old. Compared with
 * `clock_timestamp()`, because `now()` is the start of the transaction, and jobs may have been sent while
 * it waited for a lock.
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

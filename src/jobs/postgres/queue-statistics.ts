import type pg from 'pg';
import type { QueueStatistics } from '../job-queue.js';
import { SCHEMA } from './boss.js';

/** Read from the engine's table, because its own statistics lag by up to a minute. */
export async function queueStatistics(pool: pg.Pool, queue: string): Promise<QueueStatistics> {
  const { rows } = await pool.query<QueueStatistics>(
    `SELECT count(*) FILTER (WHERE state < 'active' AND start_after <= now())::int AS queued,
            count(*) FILTER (WHERE state < 'active' AND start_after > now())::int AS delayed,
            count(*) FILTER (WHERE state = 'active')::int AS running,
            min(greatest(start_after, created_on))
              FILTER (WHERE state < 'active' AND start_after <= now()) AS "oldestQueuedAt"
       FROM ${SCHEMA}.job
      WHERE name = $1`,
    [queue],
  );
  return rows[0]!;
}

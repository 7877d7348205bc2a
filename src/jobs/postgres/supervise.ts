import { Logger } from '@nestjs/common';
import type { Db, PgBoss } from 'pg-boss';
import { LEASE_SECONDS, SCHEMA } from './boss.js';
import { OutageLog } from './outage-log.js';
import { pause } from './pause.js';

const TIMING = { leaseMs: LEASE_SECONDS * 1000, intervalMs: 3_000 };
/** Interval of the engine's maintenance: a dozen statements, seldom needed as ended jobs are deleted. */
const MAINTENANCE_MS = 600_000;

/**
 * Puts the jobs of dead workers back until `signal` aborts. At the start and after every failure it first
 * waits for the duration of a lease: after an outage of PostgreSQL, live workers can then renew theirs.
 */
export async function supervise(
  boss: PgBoss,
  db: Db,
  signal: AbortSignal,
  { leaseMs, intervalMs } = TIMING,
): Promise<void> {
  const outage = new OutageLog(new Logger('Jobs'), 'Looking for jobs of dead workers');
  let waitMs = leaseMs;
  let maintainedAt = -Infinity;
  for (;;) {
    await pause(waitMs, signal);
    if (signal.aborted) return;
    try {
      if (performance.now() - maintainedAt > MAINTENANCE_MS || (await isAnyDead(db))) {
        await boss.supervise();
        maintainedAt = performance.now();
      }
      outage.succeeded();
      waitMs = intervalMs;
    } catch (error) {
      outage.failed(error);
      waitMs = leaseMs;
    }
  }
}

/** Whether the lease of a running job has run out, in which case the engine considers its worker dead. */
async function isAnyDead(db: Db): Promise<boolean> {
  const { rows } = await db.executeSql(
    `SELECT 1 FROM ${SCHEMA}.job
      WHERE state = 'active'
        AND heartbeat_on + heartbeat_seconds * interval '1s' < ${SCHEMA}.job_now()
      LIMIT 1`,
  );
  return rows.length > 0;
}

import { Logger } from '@nestjs/common';
import type { Db, PgBoss } from 'pg-boss';
import { LEASE_SECONDS, SCHEMA } from './boss.js';
import { OutageLog } from './outage-log.js';
import { pause } from './pause.js';

const INTERVAL_MS = 3_000;
/** Of the engine's own upkeep, a dozen statements that a queue whose jobs are removed seldom needs. */
const UPKEEP_MS = 600_000;

/**
 * Puts the jobs of dead workers back until `signal` aborts. At the start and after every failure it holds
 * off for a whole lease: when Postgres returns from an outage, the workers that live get to say so first.
 */
export async function supervise(boss: PgBoss, db: Db, signal: AbortSignal): Promise<void> {
  const outage = new OutageLog(new Logger('Jobs'), 'Looking for jobs of dead workers');
  let waitMs = LEASE_SECONDS * 1000;
  let upkeepAt = -Infinity;
  for (;;) {
    await pause(waitMs, signal);
    if (signal.aborted) return;
    try {
      if (performance.now() - upkeepAt > UPKEEP_MS || (await isAnyDead(db))) {
        await boss.supervise();
        upkeepAt = performance.now();
      }
      outage.succeeded();
      waitMs = INTERVAL_MS;
    } catch (error) {
      outage.failed(error);
      waitMs = LEASE_SECONDS * 1000;
    }
  }
}

/** Whether the lease of a running job is over, which the engine takes for its worker's death. */
async function isAnyDead(db: Db): Promise<boolean> {
  const { rows } = await db.executeSql(
    `SELECT 1 FROM ${SCHEMA}.job
      WHERE state = 'active'
        AND heartbeat_on + heartbeat_seconds * interval '1s' < ${SCHEMA}.job_now()
      LIMIT 1`,
  );
  return rows.length > 0;
}

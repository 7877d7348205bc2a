import { Logger } from '@nestjs/common';
import type { PgBoss } from 'pg-boss';
import { LEASE_SECONDS } from './boss.js';
import { OutageLog } from './outage-log.js';
import { pause } from './pause.js';

const INTERVAL_MS = 3_000;

/**
 * Puts the jobs of dead workers back until `signal` aborts. At the start and after every failure it holds
 * off for a whole lease: when Postgres returns from an outage, the workers that live get to say so first.
 */
export async function supervise(boss: PgBoss, signal: AbortSignal): Promise<void> {
  const outage = new OutageLog(new Logger('Jobs'), 'Looking for jobs of dead workers');
  let waitMs = LEASE_SECONDS * 1000;
  for (;;) {
    await pause(waitMs, signal);
    if (signal.aborted) return;
    try {
      await boss.supervise();
      outage.succeeded();
      waitMs = INTERVAL_MS;
    } catch (error) {
      outage.failed(error);
      waitMs = LEASE_SECONDS * 1000;
    }
  }
}

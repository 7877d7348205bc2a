import { createBoss } from './boss.js';
import { openPool } from './connection.js';

/** Creates or upgrades the engine's schema. Several nodes may do so at once. */
export async function migrateJobs(databaseUrl: string): Promise<void> {
  const pool = openPool(databaseUrl);
  const boss = createBoss(pool, true);
  try {
    await boss.start();
  } finally {
    await boss.stop({ graceful: false });
    await pool.end();
  }
}

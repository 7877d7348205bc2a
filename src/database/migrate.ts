import type { DataSource } from 'typeorm';
import { MIGRATION_LOCK } from './advisory-locks.js';

/**
 * Applies the pending migrations, each in its own transaction, and returns their names.
 *
 * An advisory lock makes nodes that start at the same time take turns; only the first one has work to do.
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const lock = dataSource.createQueryRunner();
  try {
    await MIGRATION_LOCK.acquire(lock);
    try {
      const applied = await dataSource.runMigrations({ transaction: 'each' });
      return applied.map(({ name }) => name);
    } finally {
      await MIGRATION_LOCK.release(lock);
    }
  } finally {
    await lock.release();
  }
}

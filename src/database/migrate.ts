import type { DataSource } from 'typeorm';

/** Held while migrations run ("evcm" in ASCII). */
const MIGRATION_LOCK = 0x6576636d;

/**
 * Applies the pending migrations, each in its own transaction, and returns their names.
 *
 * Nodes that start at once take turns by an advisory lock; all but the first find nothing to do.
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      const applied = await dataSource.runMigrations({ transaction: 'each' });
      return applied.map(({ name }) => name);
    } finally {
      await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
  } finally {
    await lock.release();
  }
}

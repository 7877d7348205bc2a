import { type DataSource, MigrationExecutor } from 'typeorm';
import { MIGRATION_LOCK } from './advisory-locks.js';
import { withLongStatements } from '../common/postgres/long-statements.js';

/**
 * Applies the pending migrations, each in its own transaction, and returns their names.
 *
 * An advisory lock makes nodes that start at the same time take turns; only the first one has work to do.
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    return await withLongStatements(runner, async () => {
      await MIGRATION_LOCK.acquire(runner);
      try {
        const executor = new MigrationExecutor(dataSource, runner);
        executor.transaction = 'each';
        const applied = await executor.executePendingMigrations();
        return applied.map(({ name }) => name);
      } finally {
        await MIGRATION_LOCK.release(runner);
      }
    });
  } finally {
    await runner.release();
  }
}

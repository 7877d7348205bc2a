import type pg from 'pg';
import type { QueryRunner } from 'typeorm';
import { limitsOf, limitStatements, LONG } from './bounded-pool.js';

/**
 * Does work whose statements may take longer than those that callers wait for, on the connection of the runner. Its
 * limits are then what they were before, as the connection may be a host's own.
 */
export async function withLongStatements<T>(
  runner: QueryRunner,
  work: () => Promise<T>,
): Promise<T> {
  const connection = (await runner.connect()) as pg.PoolClient;
  const before = await limitsOf(connection);
  await limitStatements(connection, LONG);
  try {
    return await work();
  } finally {
    // A connection that is broken has no limits to set.
    await limitStatements(connection, before).catch(() => undefined);
  }
}

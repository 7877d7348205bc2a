import pg from 'pg';
import { eventually } from '../support/eventually.js';

/** A transaction of the test that blocks those of services. */
export interface HeldLock {
  /** Waits until that many transactions wait for it, or for each other. */
  waiting(count: number): Promise<void>;
  release(): Promise<void>;
}

/** Holds what `statement` locks. */
export async function holdLock(databaseUrl: string, statement: string): Promise<HeldLock> {
  const [holder, observer] = [new pg.Client(databaseUrl), new pg.Client(databaseUrl)];
  await Promise.all([holder.connect(), observer.connect()]);
  await holder.query('BEGIN');
  await holder.query(statement);
  // Other types of locks are held for a moment by notifications.
  const sql = `SELECT count(DISTINCT pid)::int AS waiting
    FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE datname = current_database() AND NOT granted
      AND locktype IN ('transactionid', 'tuple', 'relation')`;
  return {
    waiting: (count) =>
      eventually(async () => {
        const { rows } = await observer.query<{ waiting: number }>(sql);
        return rows[0]!.waiting === count;
      }),
    release: () => Promise.all([holder.end(), observer.end()]).then(() => undefined),
  };
}

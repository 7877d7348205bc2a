import type pg from 'pg';
import { BoundedClient } from '../../common/postgres/bounded-client.js';
import { BoundedPool } from '../../common/postgres/bounded-pool.js';

/**
 * The connections of this module are separate from the callers' pool, which may be busy when a heartbeat is
 * due. Every wait is bounded, so that a connection that was lost silently causes an error.
 */
function clientConfig(databaseUrl: string): pg.ClientConfig {
  return { connectionString: databaseUrl, application_name: 'event-clips jobs' };
}

/** Shorter than those of callers, since a heartbeat that comes late has lost its job. */
const LIMITS = { statementMs: 8_000, answerMs: 10_000 };
const CONNECT_MS = 5_000;

/** A new connection costs PostgreSQL a process, which is more than all queries of a job. */
const IDLE_TIMEOUT_MS = 300_000;

export function openClient(databaseUrl: string): pg.Client {
  const client = new BoundedClient(clientConfig(databaseUrl));
  client.answerWithinMs = LIMITS.answerMs;
  return client;
}

export function openPool(databaseUrl: string): pg.Pool {
  const pool = new BoundedPool({
    ...clientConfig(databaseUrl),
    limits: LIMITS,
    max: 4,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
  });
  // An idle connection that breaks is replaced. If that fails, the next query gets the error.
  pool.on('error', () => {});
  return pool;
}

/** Runs `work` in a transaction on a connection of its own. */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  const onError = () => {};
  client.on('error', onError);
  let broken = true;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    broken = false;
    return result;
  } finally {
    client.off('error', onError);
    // A connection in an unknown state is closed, which rolls back.
    client.release(broken);
  }
}

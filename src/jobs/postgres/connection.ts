import pg from 'pg';

/**
 * How this room connects: beside the callers' own pool, which may be busy when a heartbeat is due. Every
 * wait is bounded, so that a link that died silently shows as an error.
 */
function clientConfig(databaseUrl: string): pg.ClientConfig {
  return {
    connectionString: databaseUrl,
    application_name: 'event-clips jobs',
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000,
    keepAlive: true,
  };
}

/** A new connection costs PostgreSQL a process: more than all that a job asks of it. */
const IDLE_TIMEOUT_MS = 300_000;

export function openClient(databaseUrl: string): pg.Client {
  return new pg.Client(clientConfig(databaseUrl));
}

export function openPool(databaseUrl: string): pg.Pool {
  const pool = new pg.Pool({
    ...clientConfig(databaseUrl),
    max: 4,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
  });
  // An idle connection that breaks is replaced; whoever needs one while there is none gets the error.
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
    // A connection in an unknown state is closed, which rolls back
    client.release(broken);
  }
}

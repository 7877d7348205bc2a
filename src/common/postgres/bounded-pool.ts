import pg from 'pg';
import { BoundedClient } from './bounded-client.js';

/** A connection that answered more recently is used without a check. */
const TRUSTED_MS = 1_000;
/** How long the check of a connection may take. */
const CHECK_MS = 5_000;

/** In milliseconds. */
export interface StatementLimits {
  /** PostgreSQL ends a statement after this time; 0: never. */
  readonly statementMs: number;
  /** A connection on which PostgreSQL does not even do that is closed after this time. */
  readonly answerMs: number;
}

/** Of statements that callers wait for. */
export const ORDINARY: StatementLimits = { statementMs: 20_000, answerMs: 25_000 };
/** Of cleanup and migrations, which change many rows at once. */
export const LONG: StatementLimits = { statementMs: 3_600_000, answerMs: 3_610_000 };

/**
 * A session whose client is gone silently is ended by the server as well, as it may hold locks. Publishing a clip waits
 * for the disk within a transaction, which may take minutes.
 */
const SESSION = [
  'SET idle_in_transaction_session_timeout = 600000',
  'SET tcp_keepalives_idle = 10',
  'SET tcp_keepalives_interval = 5',
  'SET tcp_keepalives_count = 3',
];

/**
 * A pool that lends only connections on which PostgreSQL answers. Where one does not, all others that were opened or
 * used before are closed as well, so that callers wait for one check and not for one after another.
 */
export class BoundedPool extends pg.Pool {
  private silentSinceMs = -Infinity;

  constructor({ limits = ORDINARY, ...config }: pg.PoolConfig & { limits?: StatementLimits }) {
    const onConnect = async (client: pg.ClientBase) => {
      await limitStatements(client, limits);
      await client.query(SESSION.join(';'));
    };
    super({
      ...config,
      Client: BoundedClient,
      // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the pool waits for it
      onConnect,
    });
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Parameters<pg.Pool['connect']>[0]): void;
  override connect(callback?: Parameters<pg.Pool['connect']>[0]): Promise<pg.PoolClient> | void {
    const connecting = this.answering();
    if (!callback) return connecting;
    connecting.then(
      (client) => callback(undefined, client, (error?: Error | boolean) => client.release(error)),
      (error: Error) => callback(error, undefined, () => {}),
    );
  }

  private async answering(): Promise<pg.PoolClient> {
    for (;;) {
      const client = await super.connect();
      if (await this.isAnswering(client as pg.PoolClient & BoundedClient)) return client;
      client.release(true);
    }
  }

  private async isAnswering(client: BoundedClient): Promise<boolean> {
    const nowMs = performance.now();
    if (client.answeredAtMs < this.silentSinceMs) return false;
    if (nowMs - client.answeredAtMs < TRUSTED_MS) return true;
    if (await client.answers(CHECK_MS)) return true;
    this.silentSinceMs = Math.max(this.silentSinceMs, nowMs);
    return false;
  }
}

/** The present limits of a connection. */
export async function limitsOf(client: pg.ClientBase): Promise<StatementLimits> {
  const { rows } = await client.query<{ statementMs: number }>(
    `SELECT setting::integer AS "statementMs" FROM pg_settings WHERE name = 'statement_timeout'`,
  );
  const answerMs = client instanceof BoundedClient ? client.answerWithinMs : Infinity;
  return { statementMs: rows[0]!.statementMs, answerMs };
}

/** Limits the statements of a connection from now on; a host's own connection has no limit for the answer. */
export async function limitStatements(
  client: pg.ClientBase,
  { statementMs, answerMs }: StatementLimits,
): Promise<void> {
  if (client instanceof BoundedClient) client.answerWithinMs = answerMs;
  await client.query(`SET statement_timeout = ${statementMs}`);
}

import pg from 'pg';

/** A new connection is given up after this time. */
const CONNECT_MS = 10_000;
/** After this time without a byte, the system asks whether the other end is still there. */
const KEEP_ALIVE_MS = 10_000;
/** How long a connection that is closed may wait for the other end to close it, too. */
const END_MS = 2_000;

/** The part of pg's own client that closes the socket at once; the pool of pg uses it, too. */
interface Socket {
  readonly connection: { readonly stream: { destroy(): void } };
}

/**
 * A connection that is closed if PostgreSQL does not answer in time, as where a firewall has forgotten it: it stays
 * open, and no byte arrives. Its statements then fail with "Connection terminated unexpectedly".
 */
export class BoundedClient extends pg.Client {
  /** The longest wait for the answer to a statement, in milliseconds. */
  answerWithinMs = 25_000;
  /** When all statements were answered last, by `performance.now()`. */
  answeredAtMs = performance.now();
  private silence: NodeJS.Timeout | undefined;

  constructor(config: pg.ClientConfig = {}) {
    super({
      ...config,
      connectionTimeoutMillis: CONNECT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    });
    const query = this.query.bind(this) as (...args: unknown[]) => unknown;
    this.query = ((...args: unknown[]) => {
      clearTimeout(this.silence);
      // The socket keeps the process running while an answer is awaited.
      this.silence = setTimeout(() => this.close(), this.answerWithinMs).unref();
      return query(...args);
    }) as typeof this.query;
    this.on('drain', () => {
      clearTimeout(this.silence);
      this.answeredAtMs = performance.now();
    });
    this.on('end', () => clearTimeout(this.silence));
  }

  /** Whether PostgreSQL answers in time. If not, the connection is closed. */
  async answers(withinMs: number): Promise<boolean> {
    const { answerWithinMs } = this;
    const ignore = () => {};
    this.on('error', ignore);
    this.answerWithinMs = withinMs;
    try {
      await this.query('SELECT 1');
      return true;
    } catch {
      return false;
    } finally {
      this.answerWithinMs = answerWithinMs;
      this.off('error', ignore);
    }
  }

  override async end(callback?: (error: Error) => void): Promise<void> {
    const late = setTimeout(() => this.close(), END_MS);
    await super.end().finally(() => clearTimeout(late));
    (callback as (() => void) | undefined)?.();
  }

  private close(): void {
    (this as unknown as Socket).connection.stream.destroy();
  }
}

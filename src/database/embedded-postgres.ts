import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { OperatorError } from '../common/operator-error.js';
import { EMBEDDED_SERVER_LEASE } from './advisory-locks.js';
import type { Database } from './database.js';
import { type CommandLine, prepareFolder } from './postgres-account.js';
import { createCluster } from './postgres-cluster.js';
import { findPrograms } from './postgres-programs.js';
import { findPostmaster } from './postmaster-file.js';
import { type ServerProcess, startServer } from './server-process.js';
import { socketFolder, socketUrl } from './socket-folder.js';

const START_TIMEOUT_MS = 60_000;
const CONNECT_TIMEOUT_MS = 5_000;
const STOP_TIMEOUT_MS = 20_000;
const POLL_MS = 25;
const RETRY_MS = 5_000;

/** Messages of a server that was started too early: another one is starting, or a killed one is ending. */
const TRY_AGAIN = /lock file|shared memory block/;

/**
 * A PostgreSQL server for the processes that share a data folder.
 *
 * The first process starts it, others join it, and the last to close stops it. Each process holds a lease
 * on it: an advisory lock that ends with the process, even if it is killed. If the last process is killed,
 * the server keeps running and the next process joins it.
 */
export class EmbeddedPostgres implements Database {
  readonly url: string;
  private readonly cluster: string;
  private lease: pg.Client | null = null;
  private recovery = Promise.resolve();
  private closing = false;
  /** Why the latest attempt to connect failed. */
  private refusal = '';

  static async open(path: string, log: (line: string) => void): Promise<EmbeddedPostgres> {
    const programs = await findPrograms();
    const as = await prepareFolder(path, programs.postgres);
    const folder = await realpath(path);
    await createCluster(folder, programs.initdb, as);
    const sockets = await socketFolder(folder);
    const database = new EmbeddedPostgres(folder, sockets, programs.postgres, as, log);
    await database.attach();
    return database;
  }

  private constructor(
    private readonly folder: string,
    private readonly sockets: string,
    private readonly program: string,
    private readonly as: CommandLine,
    private readonly log: (line: string) => void,
  ) {
    this.url = socketUrl(sockets);
    this.cluster = join(folder, 'cluster');
  }

  async close(): Promise<void> {
    this.closing = true;
    await this.recovery;
    const lease = this.lease;
    if (!lease) return;
    if (await this.isLastUser(lease)) await this.stop();
    await lease.end().catch(() => {});
  }

  /** Takes a lease on the server, and starts the server if it does not run. */
  private async attach(): Promise<void> {
    const deadline = Date.now() + START_TIMEOUT_MS;
    let started: ServerProcess | null = null;
    while (!(await this.takeLease())) {
      if (this.closing) return;
      if (Date.now() > deadline) throw this.failure(`it did not come up in time. ${this.refusal}`);
      if (!started && !(await findPostmaster(this.cluster))) {
        started = await startServer(this.folder, this.sockets, this.program, this.as);
      }
      const pause = setTimeout(POLL_MS, null);
      const lastWords = await (started ? Promise.race([started.ended, pause]) : pause);
      if (lastWords === null) continue;
      if (!TRY_AGAIN.test(lastWords)) throw this.failure(lastWords);
      started = null;
    }
    this.log(`${started ? 'Started' : 'Joined'} the embedded PostgreSQL in ${this.folder}`);
  }

  private async takeLease(): Promise<boolean> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'event-clips lease',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    });
    client.on('error', () => {}); // `end` is emitted as well.
    try {
      await client.connect();
      // If another process is stopping the server, this waits until the connection ends.
      await EMBEDDED_SERVER_LEASE.share(client);
    } catch (error) {
      this.refusal = (error as Error).message;
      await client.end().catch(() => {});
      return false;
    }
    this.lease = client;
    client.once('end', () => {
      this.lease = null;
      if (!this.closing) this.recovery = this.recover();
    });
    return true;
  }

  /** Restarts a server that was killed while this process used it. */
  private async recover(): Promise<void> {
    this.log('The embedded PostgreSQL has stopped unexpectedly.');
    while (!this.closing) {
      try {
        return await this.attach();
      } catch (error) {
        this.log((error as Error).message);
        await setTimeout(RETRY_MS);
      }
    }
  }

  /**
   * Exchanges the lease for the exclusive lock. Of several processes that close at the same time, the last
   * to release its lease gets it. A process that connects then waits until the server has stopped.
   */
  private async isLastUser(lease: pg.Client): Promise<boolean> {
    try {
      return await EMBEDDED_SERVER_LEASE.tryTakeOver(lease);
    } catch {
      return false; // The server is gone.
    }
  }

  private async stop(): Promise<void> {
    const server = await findPostmaster(this.cluster);
    if (server === null) return;
    const fast = 'SIGINT';
    const immediate = 'SIGQUIT';
    for (const mode of [fast, immediate]) {
      process.kill(server, mode);
      const deadline = Date.now() + STOP_TIMEOUT_MS;
      while (Date.now() < deadline) {
        if ((await findPostmaster(this.cluster)) !== server) {
          return this.log('Stopped the embedded PostgreSQL.');
        }
        await setTimeout(POLL_MS);
      }
    }
    this.log('The embedded PostgreSQL does not stop.');
  }

  private failure(reason: string): Error {
    return new OperatorError(
      `The embedded PostgreSQL in ${this.folder} does not start: ${reason.trim()}\n` +
        'Set DATABASE_URL to use another PostgreSQL server.',
    );
  }
}

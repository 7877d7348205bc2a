import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  ADVISORY_LOCKS,
  type AdvisoryLock,
  CLEANUP_LOCK,
  EMBEDDED_SERVER_LEASE,
} from '../../src/database/advisory-locks.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

/** The statements of release 0.1 for a lock with this key. */
const FORMER_TRY = 'SELECT pg_try_advisory_lock($1) AS holds';
const FORMER_SHARE = 'SELECT pg_advisory_lock_shared($1)';

describe('The advisory locks', () => {
  let database: TestDatabase;
  const clients: pg.Client[] = [];

  async function connect(applicationName = 'a node'): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: database.url,
      application_name: applicationName,
    });
    client.on('error', () => {});
    await client.connect();
    clients.push(client);
    return client;
  }

  async function formerTry(client: pg.Client, { formerKey }: AdvisoryLock): Promise<boolean> {
    const { rows } = await client.query<{ holds: boolean }>(FORMER_TRY, [formerKey]);
    return rows[0]!.holds;
  }

  beforeAll(async () => {
    database = await createTestDatabase('empty');
  });
  afterAll(() => database.drop());
  afterEach(() => Promise.all(clients.splice(0).map((client) => client.end())));

  it('have different keys', () => {
    const keys = ADVISORY_LOCKS.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('can all be held at the same time, and each excludes only itself', async () => {
    const holder = await connect('the holder');
    const other = await connect();
    await EMBEDDED_SERVER_LEASE.share(holder);
    const exclusive = ADVISORY_LOCKS.filter((lock) => lock !== EMBEDDED_SERVER_LEASE);
    for (const lock of exclusive) await lock.acquire(holder);
    for (const lock of exclusive) {
      expect([lock.name, await lock.tryAcquire(other)]).toEqual([lock.name, false]);
      expect(await lock.holder(other)).toMatchObject({ application: 'the holder' });
      await lock.release(holder);
      expect([lock.name, await lock.tryAcquire(other)]).toEqual([lock.name, true]);
    }
    // The lease is still shared.
    await EMBEDDED_SERVER_LEASE.share(other);
    expect(await EMBEDDED_SERVER_LEASE.tryTakeOver(other)).toBe(false);
  });

  it('leave no lock behind after a release or a failed attempt', async () => {
    const [a, b] = [await connect(), await connect()];
    for (const lock of ADVISORY_LOCKS) {
      await lock.acquire(a);
      await lock.tryAcquire(b);
      await lock.release(a);
    }
    const { rows } = await a.query(
      `SELECT classid, objid FROM pg_locks WHERE locktype = 'advisory'
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    expect(rows).toEqual([]);
  });

  it('last until the transaction ends if they are taken until the commit', async () => {
    const [a, b] = [await connect(), await connect()];
    for (const lock of ADVISORY_LOCKS) {
      await a.query('BEGIN');
      await lock.acquireUntilCommit(a);
      expect(await lock.tryAcquire(b)).toBe(false);
      await a.query('COMMIT');
      expect(await lock.tryAcquire(b)).toBe(true);
      await lock.release(b);
    }
  });

  it('do not collide with locks of other programs on the database', async () => {
    const [host, node] = [await connect(), await connect()];
    for (const { key } of ADVISORY_LOCKS) await host.query(`SELECT pg_advisory_lock(${key})`);
    for (const { key } of ADVISORY_LOCKS) await host.query(`SELECT pg_advisory_lock(0, ${key})`);
    for (const lock of ADVISORY_LOCKS) expect(await lock.tryAcquire(node)).toBe(true);
  });

  it('exclude the same lock of a node of the previous release', async () => {
    const [former, node] = [await connect(), await connect()];
    for (const lock of ADVISORY_LOCKS.filter((each) => each !== EMBEDDED_SERVER_LEASE)) {
      expect(await formerTry(former, lock)).toBe(true);
      expect(await lock.tryAcquire(node)).toBe(false);
      await former.query('SELECT pg_advisory_unlock_all()');
      expect(await lock.tryAcquire(node)).toBe(true);
      expect(await formerTry(former, lock)).toBe(false);
      await lock.release(node);
    }
  });

  it('let a cleanup run while processes of both releases use the embedded server', async () => {
    const [former, service, command] = [await connect(), await connect(), await connect()];
    await former.query(FORMER_SHARE, [EMBEDDED_SERVER_LEASE.formerKey]);
    await EMBEDDED_SERVER_LEASE.share(service);
    expect(await CLEANUP_LOCK.tryAcquire(command)).toBe(true);
    expect(await CLEANUP_LOCK.holder(service)).toMatchObject({ application: 'a node' });
  });

  it('give the lease only to the last process, whichever release the others are', async () => {
    const [former, a, b] = [await connect(), await connect(), await connect()];
    await former.query(FORMER_SHARE, [EMBEDDED_SERVER_LEASE.formerKey]);
    await EMBEDDED_SERVER_LEASE.share(a);
    await EMBEDDED_SERVER_LEASE.share(b);

    // The process of the previous release checks whether it is the last, as it does when it closes.
    const key = [EMBEDDED_SERVER_LEASE.formerKey];
    await former.query('SELECT pg_advisory_unlock_shared($1)', key);
    expect(await formerTry(former, EMBEDDED_SERVER_LEASE)).toBe(false);
    await former.query(FORMER_SHARE, key);

    expect(await EMBEDDED_SERVER_LEASE.tryTakeOver(a)).toBe(false);
    await a.end();
    expect(await EMBEDDED_SERVER_LEASE.tryTakeOver(b)).toBe(false);
    await EMBEDDED_SERVER_LEASE.share(b);
    await former.end();
    expect(await EMBEDDED_SERVER_LEASE.tryTakeOver(b)).toBe(true);
  });

  it('make a new process wait while the last one stops the server', async () => {
    const [last, next] = [await connect(), await connect()];
    await EMBEDDED_SERVER_LEASE.share(last);
    expect(await EMBEDDED_SERVER_LEASE.tryTakeOver(last)).toBe(true);
    const shared = EMBEDDED_SERVER_LEASE.share(next).then(() => 'shared');
    const { rows } = await last.query<{ n: number }>(
      `SELECT 1 AS n FROM pg_sleep(0) WHERE NOT EXISTS (
         SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid <> pg_backend_pid()
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))`,
    );
    expect(rows).toHaveLength(1);
    await last.end();
    expect(await shared).toBe('shared');
  });
});

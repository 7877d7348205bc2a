import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { BoundedClient } from '../../src/common/postgres/bounded-client.js';
import { BoundedPool } from '../../src/common/postgres/bounded-pool.js';
import { dataSourceOptions } from '../../src/database/data-source-options.js';
import { withLongStatements } from '../../src/common/postgres/long-statements.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { stallingProxy, type StallingProxy } from '../support/stalling-proxy.js';

const limits = { statementMs: 500, answerMs: 1_500 };
const PID = 'SELECT pg_backend_pid() AS pid';

describe('A pool', () => {
  let database: TestDatabase;
  let proxy: StallingProxy;
  let pool: BoundedPool;

  beforeEach(async () => {
    database = await createTestDatabase('empty');
    proxy = await stallingProxy(database.url);
    pool = new BoundedPool({ connectionString: proxy.url, limits, connectionTimeoutMillis: 3_000 });
    pool.on('error', () => {});
  });
  afterEach(async () => {
    await pool.end();
    await proxy.close();
    await database.drop();
  });

  const pidOf = async (sql = PID) => (await pool.query<{ pid: number }>(sql)).rows[0]!.pid;
  const pidsOf = () => Promise.all([1, 2, 3].map(() => pidOf(`${PID} FROM pg_sleep(0.1)`)));
  /** The connections have not been used for longer than they are trusted. */
  const unused = () => new Promise((resolve) => setTimeout(resolve, 1_100));

  it('uses a connection again, also one that was idle', async () => {
    const pid = await pidOf();
    await unused();
    expect(await pidOf()).toBe(pid);
  });

  it('gives a statement up that is not answered, and its connection', async () => {
    const pid = await pidOf();
    proxy.stall();
    const began = performance.now();
    await expect(pidOf()).rejects.toThrow(/^Connection terminated/);
    expect(performance.now() - began).toBeLessThan(4_000);
    proxy.resume();
    expect(await pidOf()).not.toBe(pid);
  });

  it('gives all idle connections up where one is silent, after one check', async () => {
    const before = await pidsOf();
    expect(new Set(before).size).toBe(3);
    await unused();
    proxy.stall();
    proxy.resume();
    const began = performance.now();
    const after = [await pidOf(), await pidOf(), ...(await pidsOf())];
    expect(after.filter((pid) => before.includes(pid))).toEqual([]);
    expect(performance.now() - began).toBeLessThan(9_000);
  });

  it('fails while new connections are silent, too', async () => {
    proxy.stall();
    await expect(pidOf()).rejects.toThrow(/timeout|terminated/);
    proxy.resume();
    expect(await pidOf()).toBeGreaterThan(0);
  });

  it('has PostgreSQL end a statement that takes too long, and keeps the connection', async () => {
    const client = await pool.connect();
    await expect(client.query('SELECT pg_sleep(60)')).rejects.toMatchObject({ code: '57014' });
    expect((await client.query(PID)).rows).toHaveLength(1);
    client.release();
  });

  it('ends within seconds though its connections are silent', async () => {
    const other = new BoundedPool({ connectionString: proxy.url, limits });
    other.on('error', () => {});
    await other.query(PID);
    proxy.stall();
    const began = performance.now();
    await other.end();
    expect(performance.now() - began).toBeLessThan(4_000);
  });
});

describe('The connections of the service', () => {
  let database: TestDatabase;
  let dataSource: DataSource | undefined;
  beforeEach(async () => {
    database = await createTestDatabase('empty');
  });
  afterEach(async () => {
    await dataSource?.destroy();
    await database.drop();
  });

  /** The limits of one connection during long statements and after them. */
  async function limitsOn(options: DataSourceOptions) {
    dataSource = await new DataSource(options).initialize();
    const runner = dataSource.createQueryRunner();
    const limit = async () => {
      const rows: unknown = await runner.query('SHOW statement_timeout');
      const client = (await runner.connect()) as Partial<BoundedClient>;
      return [
        (rows as [{ statement_timeout: string }])[0].statement_timeout,
        client.answerWithinMs,
      ];
    };
    const during = await withLongStatements(runner, limit);
    const after = await limit();
    await runner.release();
    return [during, after];
  }

  it('limit their statements, and those of cleanup and migrations less', async () => {
    expect(await limitsOn(dataSourceOptions(database.url))).toEqual([
      ['1h', 3_610_000],
      ['20s', 25_000],
    ]);
  });

  it.each([
    [90_000, '90s'],
    [0, '0'],
  ])('get the limit of the host back, where that is %d ms', async (statement_timeout, after) => {
    const extra = { statement_timeout };
    expect(await limitsOn({ type: 'postgres', url: database.url, extra })).toEqual([
      ['1h', undefined],
      [after, undefined],
    ]);
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { PgBossJobQueue } from '../../src/jobs/postgres/pg-boss-job-queue.js';
import { createBoss, databaseOf } from '../../src/jobs/postgres/boss.js';
import { Claims, toJob } from '../../src/jobs/postgres/claims.js';
import { openPool } from '../../src/jobs/postgres/connection.js';
import { supervise } from '../../src/jobs/postgres/supervise.js';
import { migrateJobs } from '../../src/jobs/postgres/migrate-jobs.js';
import type { JobsModuleOptions } from '../../src/jobs/jobs.module-definition.js';
import { MemoryNotifications } from '../../src/jobs/testing/memory-notifications.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { describeJobQueue } from './job-queue.contract.js';
import { startNode, type Node } from './node.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describeJobQueue('PgBossJobQueue', async () => {
  const node = await startNode(database.url, { shutdownGraceSeconds: 0 });
  await onDatabase(`TRUNCATE event_clips_jobs.job`);
  return {
    queue: node.queue,
    transaction: (work) => node.transaction(work),
    elapse: (ms) => setTimeout(ms),
    shutDown: () => (node.queue as PgBossJobQueue).beforeApplicationShutdown(),
    dispose: () => node.stop(),
  };
});

describe('PgBossJobQueue on several nodes', () => {
  let nodes: Node[] = [];
  const start = async (options?: Partial<JobsModuleOptions>) => {
    const node = await startNode(database.url, options);
    nodes.push(node);
    return node;
  };
  const send = ({ queue, transaction }: Node, name: string, data: object = {}) =>
    transaction((manager) => queue.send(name, data, {}, manager));

  afterEach(async () => {
    await Promise.all(nodes.map((node) => node.stop()));
    nodes = [];
  });

  it('sends nothing from a transaction that is rolled back', async () => {
    const { queue, transaction } = await start();
    const seen: string[] = [];
    await queue.work<{ name: string }>('rollback', { concurrency: 1 }, async ({ data }) => {
      seen.push(await Promise.resolve(data.name));
    });
    const failing = transaction(async (manager) => {
      await queue.send('rollback', { name: 'undone' }, {}, manager);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await transaction((manager) => queue.send('rollback', { name: 'kept' }, {}, manager));
    await eventually(async () => (await queue.statistics('rollback')).queued === 0);
    await eventually(() => seen.length > 0);
    expect(seen).toEqual(['kept']);
  });

  it('counts for a transaction the jobs that it has sent, and those of others since it began', async () => {
    const node = await start({ work: false });
    const { queue, transaction } = node;
    await transaction(async (manager) => {
      const counted = async () => (await queue.statistics('counted', manager)).queued;
      expect(await counted()).toBe(0);
      await send(node, 'counted');
      expect(await counted()).toBe(1);
      await queue.send('counted', {}, {}, manager);
      expect(await counted()).toBe(2);
      expect(await queue.statistics('counted')).toMatchObject({ queued: 1 });
    });
    expect(await queue.statistics('counted')).toMatchObject({ queued: 2, delayed: 0 });
  });

  it('runs each of two hundred jobs once on two nodes that also send', async () => {
    const pair = await Promise.all([start(), start()]);
    const seen: [node: number, job: number][] = [];
    await Promise.all(
      pair.map(({ queue }, node) =>
        queue.work<{ i: number }>('shared', { concurrency: 4 }, async ({ data }) => {
          seen.push([node, data.i]);
          await setTimeout(1);
        }),
      ),
    );
    await Promise.all(Array.from({ length: 200 }, (_, i) => send(pair[i % 2]!, 'shared', { i })));
    await eventually(async () => {
      const { queued, running } = await pair[0].queue.statistics('shared');
      return queued + running === 0;
    });
    expect(seen.map(([, job]) => job).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 200 }, (_, i) => i),
    );
    expect(new Set(seen.map(([node]) => node)).size).toBe(2);
  });

  it('only sends jobs if `work` is false', async () => {
    const api = await start({ work: false });
    const worker = await start();
    const seen: string[] = [];
    const handler = (node: string) => () => Promise.resolve(void seen.push(node));
    await api.queue.work('roles', { concurrency: 1 }, handler('api'));
    await send(api, 'roles');
    await worker.queue.work('roles', { concurrency: 1 }, handler('worker'));
    await eventually(() => seen.length > 0);
    expect(seen).toEqual(['worker']);
  });

  it('aborts a job on the node that runs it', async () => {
    const api = await start({ work: false });
    const worker = await start();
    let aborted = false;
    await worker.queue.work('cancel', { concurrency: 1 }, async (_, signal) => {
      await once(signal, 'abort');
      aborted = true;
    });
    const id = await send(api, 'cancel');
    await eventually(async () => (await api.queue.statistics('cancel')).running === 1);
    await api.transaction((manager) => api.queue.cancel('cancel', id, manager));
    await eventually(() => aborted, 1_000);
  });

  it('works without notifications, with a delay', async () => {
    const api = await start({ work: false });
    const deaf = new PgBossJobQueue(
      { databaseUrl: database.url, migrate: true, work: true },
      new MemoryNotifications(),
    );
    const steps: string[] = [];
    await deaf.work('deaf', { concurrency: 1 }, async (_, signal) => {
      steps.push('started');
      await once(signal, 'abort');
      steps.push('aborted');
    });
    const id = await send(api, 'deaf');
    await eventually(() => steps.includes('started'), 3_000);
    await api.transaction((manager) => api.queue.cancel('deaf', id, manager));
    await eventually(() => steps.includes('aborted'), 5_000);
    await deaf.beforeApplicationShutdown();
    await deaf.onApplicationShutdown();
  });

  it('lets running jobs finish at shutdown, and takes no more', async () => {
    const worker = await start({ shutdownGraceSeconds: 5 });
    const observer = await start({ work: false });
    const release = new AbortController();
    const aborts: boolean[] = [];
    await worker.queue.work('grace', { concurrency: 1 }, async (_, signal) => {
      await once(release.signal, 'abort');
      aborts.push(signal.aborted);
    });
    await send(observer, 'grace');
    await eventually(async () => (await observer.queue.statistics('grace')).running === 1);
    await send(observer, 'grace');
    const stopped = (worker.queue as PgBossJobQueue).beforeApplicationShutdown();
    release.abort();
    await stopped;
    expect(aborts).toEqual([false]);
    expect(await observer.queue.statistics('grace')).toMatchObject({ queued: 1, running: 0 });
  });

  it('puts back the jobs of dead workers, and none of living ones', async () => {
    const node = await start({ work: false });
    const ids = [await send(node, 'dead'), await send(node, 'dead')];
    const pool = openPool(database.url);
    const boss = await createBoss(pool, false).start();
    const claims = new Claims(boss, pool, 'dead');
    expect(await claims.take(2)).toHaveLength(2);
    const stopping = new AbortController();
    let calls = 0;
    const db: ReturnType<typeof databaseOf> = {
      executeSql(text, values) {
        // Its second look fails. The round before is maintenance, which does not look.
        if (++calls === 2) return Promise.reject(new Error('an outage'));
        return databaseOf(pool).executeSql(text, values);
      },
    };
    const timing = { leaseMs: 100, intervalMs: 50 };
    const supervising = supervise(boss, db, stopping.signal, timing);
    await eventually(() => calls > 3);
    expect(await node.queue.statistics('dead')).toMatchObject({ queued: 0, running: 2 });
    await onDatabase(
      `UPDATE event_clips_jobs.job SET heartbeat_on = now() - interval '11s' WHERE id = '${ids[0]}'`,
    );
    await eventually(async () => (await node.queue.statistics('dead')).queued === 1);
    expect(await node.queue.statistics('dead')).toMatchObject({ queued: 1, running: 1 });
    const [claim, ...others] = await claims.take(2);
    expect([toJob(claim!), others]).toEqual([{ id: ids[0], data: {}, attempt: 2, deaths: 1 }, []]);
    stopping.abort();
    await supervising;
    await boss.stop({ graceful: false });
    await pool.end();
  });

  it('stays quick with ten thousand jobs', async () => {
    const { queue, transaction } = await start();
    await send({ queue, transaction } as Node, 'many');
    await onDatabase(`
      INSERT INTO event_clips_jobs.job (name, data)
      SELECT 'many', '{"data": {}, "returns": 0}' FROM generate_series(2, 10000)`);
    expect(await queue.statistics('many')).toMatchObject({ queued: 10_000 });
    let done = 0;
    const begin = performance.now();
    await queue.work('many', { concurrency: 4 }, () => Promise.resolve(void done++));
    await eventually(() => done >= 100);
    expect(performance.now() - begin).toBeLessThan(5_000);
  });
});

describe('The schema of the queue', () => {
  let fresh: TestDatabase;
  afterEach(() => fresh.drop());

  it('is created once by two nodes that start at the same time', async () => {
    fresh = await createTestDatabase();
    const nodes = await Promise.all([startNode(fresh.url), startNode(fresh.url)]);
    await Promise.all(nodes.map((node) => node.stop()));
  });

  it('is left to the migrate command if `migrate` is false', async () => {
    fresh = await createTestDatabase();
    await expect(startNode(fresh.url, { migrate: false })).rejects.toThrow('migrate');
    await Promise.all([migrateJobs(fresh.url), migrateJobs(fresh.url)]);
    const node = await startNode(fresh.url, { migrate: false });
    await node.transaction((manager) => node.queue.send('work', {}, {}, manager));
    expect(await node.queue.statistics('work')).toMatchObject({ queued: 1 });
    await node.stop();
  });
});

async function onDatabase(sql: string): Promise<void> {
  const client = new pg.Client(database.url);
  await client.connect();
  await client.query(sql);
  await client.end();
}

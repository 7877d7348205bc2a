import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Job } from '../../src/jobs/job-queue.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startNode, type Node } from './node.js';

describe('A worker process', () => {
  let database: TestDatabase;
  let node: Node;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    node = await startNode(database.url);
  });
  afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));
  afterAll(async () => {
    await node.stop();
    await database.drop();
  });

  /** Starts a worker and resolves when it runs the job. */
  async function startWorker(queue: string): Promise<{ child: ChildProcess; job: unknown }> {
    const loader = new URL('../support/typescript.mjs', import.meta.url).pathname;
    const program = new URL('./worker-process.ts', import.meta.url).pathname;
    const args = ['--import', loader, program, database.url, queue];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return { child, job: JSON.parse(line) };
  }

  const send = (queue: string) =>
    node.transaction((manager) => node.queue.send(queue, {}, {}, manager));

  /** Runs the queue here, and resolves with the first job. */
  async function takeOver(queue: string): Promise<Job<object>> {
    const jobs: Job<object>[] = [];
    await node.queue.work(queue, { concurrency: 1 }, (job) => Promise.resolve(void jobs.push(job)));
    await eventually(() => jobs.length > 0, 30_000);
    return jobs[0]!;
  }

  it('loses its job to another worker when it is killed', async () => {
    const id = await send('killed');
    const { child, job } = await startWorker('killed');
    expect(job).toEqual({ id, attempt: 1, deaths: 0 });
    child.kill('SIGKILL');
    expect(await takeOver('killed')).toEqual({ id, data: {}, attempt: 2, deaths: 1 });
  });

  it('puts its job back at once when it is terminated', async () => {
    const id = await send('ended');
    const { child } = await startWorker('ended');
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
    expect(await takeOver('ended')).toEqual({ id, data: {}, attempt: 2, deaths: 0 });
  });
});

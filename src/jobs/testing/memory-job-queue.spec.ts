import { beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { once } from 'node:events';
import type { EntityManager } from 'typeorm';
import { describeJobQueue } from '../../../test/jobs/job-queue.contract.js';
import type { Job } from '../job-queue.js';
import { MemoryJobQueue } from './memory-job-queue.js';

const manager = {} as EntityManager;

beforeAll(() => {
  Logger.overrideLogger(false);
});

function openQueue() {
  let elapsed = 0;
  const queue = new MemoryJobQueue({ now: () => new Date(Date.now() + elapsed) });
  const elapse = (ms: number) => {
    elapsed += ms;
    queue.poll();
  };
  return { queue, elapse };
}

describeJobQueue('MemoryJobQueue', () => {
  const { queue, elapse } = openQueue();
  return Promise.resolve({
    queue,
    transaction: (work) => work(manager),
    elapse: (ms) => Promise.resolve(elapse(ms)),
    shutDown: () => queue.beforeApplicationShutdown(),
    dispose: () => queue.beforeApplicationShutdown(),
  });
});

describe('MemoryJobQueue as a double', () => {
  it('says when no job is left to run', async () => {
    const { queue } = openQueue();
    const seen: string[] = [];
    await queue.work<{ next?: string }>('work', { concurrency: 1 }, async ({ id, data }) => {
      seen.push(id);
      if (data.next) await queue.send('work', { next: '' }, {});
    });
    await queue.send('work', { next: 'one more' }, {});
    await queue.idle();
    expect(seen).toHaveLength(2);
  });

  it('simulates the death of the workers', async () => {
    const { queue } = openQueue();
    const jobs: Job<object>[] = [];
    await queue.work('work', { concurrency: 1 }, async (job, signal) => {
      jobs.push(job);
      if (job.deaths < 2) await once(signal, 'abort');
    });
    await queue.send('work', {}, {});
    for (const starts of [1, 2]) {
      while (jobs.length < starts) await Promise.resolve();
      queue.crash();
    }
    await queue.idle();
    expect(jobs.map(({ attempt, deaths }) => [attempt, deaths])).toEqual([
      [1, 0],
      [2, 1],
      [3, 2],
    ]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { JobHandler } from '../job-queue.js';
import { RetryJob } from '../retry-job.js';
import type { Claim, Claims } from './claims.js';
import { Worker } from './worker.js';

interface Data {
  name: string;
}

/** Claims in memory: what waits, what is lost, and what was settled. */
class MemoryClaims {
  readonly waiting: Claim<Data>[] = [];
  readonly limits: number[] = [];
  readonly settled: string[] = [];
  lost: string[] = [];
  failures = 0;

  add(id: string, retryCount = 0): void {
    this.waiting.push({ id, retryCount, stored: { data: { name: id }, returns: 0 } });
  }

  async take(limit: number): Promise<Claim<Data>[]> {
    await this.reach();
    this.limits.push(limit);
    return this.waiting.splice(0, limit);
  }

  async renew(claims: readonly Claim[]): Promise<Claim[]> {
    await this.reach();
    return claims.filter(({ id }) => this.lost.includes(id));
  }

  async remove({ id }: Claim): Promise<void> {
    await this.reach();
    this.settled.push(`removed ${id}`);
  }

  async putBack({ id }: Claim<Data>, { due }: RetryJob): Promise<void> {
    await this.reach();
    this.settled.push(`put back ${id}: ${Number(due)}`);
  }

  private reach(): Promise<void> {
    return this.failures-- > 0 ? Promise.reject(new Error('no connection')) : Promise.resolve();
  }
}

describe('Worker', () => {
  let claims: MemoryClaims;
  let worker: Worker<Data> | undefined;

  beforeEach(() => {
    claims = new MemoryClaims();
    Logger.overrideLogger(false);
  });
  afterEach(async () => {
    await worker?.stop(0);
    Logger.overrideLogger(['log', 'error', 'warn', 'debug', 'verbose', 'fatal']);
  });

  const start = (concurrency: number, handler: JobHandler<Data>) => {
    worker = new Worker('work', claims as unknown as Claims<Data>, concurrency, handler);
    return worker;
  };
  const until = async (condition: () => boolean) => {
    for (let i = 0; i < 1_000 && !condition(); i++) await setTimeout(10);
    expect(condition()).toBe(true);
  };
  const untilAborted: JobHandler<Data> = async (_, signal) => {
    if (!signal.aborted) await once(signal, 'abort');
    signal.throwIfAborted();
  };

  it('takes as many jobs as are free, and more when they end', async () => {
    for (const id of ['a', 'b', 'c']) claims.add(id);
    start(2, () => Promise.resolve());
    await until(() => claims.settled.length === 3);
    expect(claims.settled.sort()).toEqual(['removed a', 'removed b', 'removed c']);
    expect(Math.max(...claims.limits)).toBe(2);
  });

  it('takes the next job when one ends, not only when it looks again', async () => {
    for (let i = 0; i < 8; i++) claims.add(`${i}`);
    const began = performance.now();
    start(1, () => Promise.resolve());
    await until(() => claims.settled.length === 8);
    // It looks again once a second.
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('limits the jobs that have released their slot and go on', async () => {
    for (const id of ['a', 'b', 'c', 'd', 'e']) claims.add(id);
    const started: string[] = [];
    start(2, async (job, signal, releaseSlot) => {
      started.push(job.id);
      releaseSlot();
      await untilAborted(job, signal, releaseSlot);
    });
    await until(() => started.length === 4);
    // It looks for jobs again at least once a second.
    await setTimeout(1_200);
    expect(started).toEqual(['a', 'b', 'c', 'd']);
    expect(claims.limits.every((limit) => limit > 0)).toBe(true);
  });

  it('records the end of a job again until it is recorded', async () => {
    claims.add('a');
    let runs = 0;
    start(1, () => {
      claims.failures = 2;
      return Promise.resolve(void runs++);
    });
    await until(() => claims.settled.length > 0);
    expect([claims.settled, runs]).toEqual([['removed a'], 1]);
  });

  it('takes jobs again after the queue could not be reached', async () => {
    claims.failures = 1;
    claims.add('a');
    start(1, () => Promise.resolve());
    await until(() => claims.settled.length > 0);
  });

  it('puts a job back that is to be tried again', async () => {
    claims.add('a');
    start(1, () => Promise.reject(new RetryJob(700)));
    await until(() => claims.settled.length > 0);
    expect(claims.settled).toEqual(['put back a: 700']);
  });

  it('aborts the jobs whose claims are lost, and no others', async () => {
    claims.add('a');
    claims.add('b');
    claims.lost = ['b'];
    const aborted: unknown[] = [];
    start(2, async ({ id }, signal) => {
      await once(signal, 'abort');
      aborted.push([id, (signal.reason as { reason: string }).reason]);
    });
    await until(() => aborted.length > 0);
    expect(aborted).toEqual([['b', 'taken']]);
  });

  it('aborts an earlier start of a job that it takes again', async () => {
    claims.add('a');
    const aborted: number[] = [];
    const attempts: number[] = [];
    const running = start(2, async ({ attempt }, signal) => {
      attempts.push(attempt);
      await once(signal, 'abort');
      aborted.push(attempt);
    });
    await until(() => attempts.length === 1);
    claims.add('a', 1);
    running.wake();
    await until(() => aborted.length > 0);
    expect([attempts, aborted]).toEqual([[1, 2], [1]]);
  });

  it('takes no more jobs once it stops, lets those that run end, and then aborts them', async () => {
    for (const id of ['ends', 'hangs']) claims.add(id);
    let running = 0;
    let end = () => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    const stopping = start(2, async (job, signal, releaseSlot) => {
      running++;
      if (job.id === 'ends') return ended;
      await untilAborted(job, signal, releaseSlot);
    });
    await until(() => running === 2);
    const stopped = stopping.stop(300);
    claims.add('late');
    stopping.wake();
    end();
    await until(() => claims.settled.length === 1);
    expect(claims.settled).toEqual(['removed ends']);
    await stopped;
    expect(claims.settled).toEqual(['removed ends', 'put back hangs: 0']);
    expect(claims.waiting.map(({ id }) => id)).toEqual(['late']);
  });

  it('aborts a cancelled job alone', async () => {
    for (const id of ['a', 'b']) claims.add(id);
    let running = 0;
    const cancelling = start(2, async (job, signal, releaseSlot) => {
      running++;
      await untilAborted(job, signal, releaseSlot);
    });
    await until(() => running === 2);
    cancelling.abort('a');
    await until(() => claims.settled.length > 0);
    expect(claims.settled).toEqual(['removed a']);
  });
});

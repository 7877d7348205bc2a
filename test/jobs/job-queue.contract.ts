import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import type { EntityManager } from 'typeorm';
import type { Job, JobHandler, JobQueue, SendOptions } from '../../src/jobs/job-queue.js';
import { RetryJob } from '../../src/jobs/retry-job.js';
import { eventually } from '../support/eventually.js';

/** An engine under test. */
export interface Engine {
  queue: JobQueue;
  transaction: <T>(work: (manager: EntityManager) => Promise<T>) => Promise<T>;
  /** Waits, or moves the clock forward. */
  elapse(ms: number): Promise<void>;
  /** Ends the node without giving its jobs time to finish. */
  shutDown(): Promise<void>;
  dispose(): Promise<void>;
}

interface Data {
  name: string;
}

/** The contract of every engine. */
export function describeJobQueue(name: string, open: () => Promise<Engine>): void {
  describe(name, () => {
    let engine: Engine;
    const send = (name: string, options: SendOptions = {}) =>
      engine.transaction((manager) => engine.queue.send<Data>('work', { name }, options, manager));
    const work = (handler: JobHandler<Data>, concurrency = 1) =>
      engine.queue.work('work', { concurrency }, handler);
    const isEmpty = async () => {
      const { queued, delayed, running } = await engine.queue.statistics('work');
      return queued + delayed + running === 0;
    };

    beforeEach(async () => {
      engine = await open();
    });
    afterEach(() => engine.dispose());

    it('runs a job once and forgets it', async () => {
      const jobs: Job<Data>[] = [];
      await work(async (job) => void jobs.push(await Promise.resolve(job)));
      const id = await send('a');
      await eventually(async () => jobs.length > 0 && (await isEmpty()));
      expect(jobs).toEqual([{ id, data: { name: 'a' }, attempt: 1, deaths: 0 }]);
    });

    it('takes the job of the highest priority first, then the oldest', async () => {
      for (const [name, priority] of [
        ['second', 5],
        ['fourth', 0],
        ['third', 5],
        ['last', -1],
        ['first', 9],
      ] as const) {
        await send(name, { priority });
      }
      const order: string[] = [];
      await work(async ({ data }) => void order.push(await Promise.resolve(data.name)));
      await eventually(() => order.length === 5);
      expect(order).toEqual(['first', 'second', 'third', 'fourth', 'last']);
    });

    it('runs as many jobs at the same time as the concurrency allows', async () => {
      let running = 0;
      let most = 0;
      let ended = 0;
      for (let i = 0; i < 9; i++) await send(`${i}`);
      await work(async () => {
        most = Math.max(most, ++running);
        await eventually(() => most === 3);
        running--;
        ended++;
      }, 3);
      await eventually(() => ended === 9);
      expect(most).toBe(3);
    });

    it('starts the next job while one that released its slot still runs', async () => {
      const events: string[] = [];
      let secondRan = false;
      await send('first');
      await send('second');
      await work(async ({ data: { name } }, _signal, releaseSlot) => {
        events.push(name);
        if (name === 'second') secondRan = true;
        if (secondRan) return;
        releaseSlot();
        await eventually(() => secondRan);
        events.push('end of first');
      });
      await eventually(async () => events.length === 3 && (await isEmpty()));
      expect(events).toEqual(['first', 'second', 'end of first']);
    });

    it('starts a job when it is due', async () => {
      const order: string[] = [];
      await work(async ({ data }) => void order.push(await Promise.resolve(data.name)));
      await send('later', { startAfter: 1_500 });
      await send('now', { startAfter: new Date(0) });
      await eventually(() => order.length === 1);
      expect(await engine.queue.statistics('work')).toMatchObject({ queued: 0, delayed: 1 });
      expect(order).toEqual(['now']);
      await engine.elapse(1_500);
      await eventually(() => order.length === 2, 1_500);
    });

    it('runs a job again after RetryJob, at the due time and with the new data', async () => {
      const jobs: Job<Data>[] = [];
      await work(async (job) => {
        jobs.push(await Promise.resolve(job));
        if (job.attempt === 1) throw new RetryJob(1_000);
        if (job.attempt === 2) throw new RetryJob(new Date(0), { name: 'b' });
      });
      const id = await send('a');
      await eventually(async () => (await engine.queue.statistics('work')).delayed === 1);
      await engine.elapse(1_000);
      await eventually(isEmpty);
      expect(jobs).toEqual([
        { id, data: { name: 'a' }, attempt: 1, deaths: 0 },
        { id, data: { name: 'a' }, attempt: 2, deaths: 0 },
        { id, data: { name: 'b' }, attempt: 3, deaths: 0 },
      ]);
    });

    it('ends a job whose handler throws', async () => {
      let starts = 0;
      await work(async () => {
        starts++;
        return Promise.reject(new Error('an expected failure'));
      });
      await send('a');
      await eventually(async () => starts > 0 && (await isEmpty()));
      expect(starts).toBe(1);
    });

    it('reschedules a job only while it waits', async () => {
      const order: string[] = [];
      const release = new AbortController();
      await work(async ({ data }) => {
        order.push(data.name);
        if (data.name === 'running') await once(release.signal, 'abort');
      });
      const running = await send('running');
      await eventually(() => order.length === 1);
      await send('a');
      const delayed = await send('b', { startAfter: 3_600_000 });
      const { queue } = engine;
      await engine.transaction(async (manager) => {
        expect(
          await queue.reschedule('work', delayed, { startAfter: 0, priority: 1 }, manager),
        ).toBe(true);
        expect(await queue.reschedule('work', running, { priority: 1 }, manager)).toBe(false);
      });
      release.abort();
      await eventually(() => order.length === 3);
      expect(order).toEqual(['running', 'b', 'a']);
      await eventually(isEmpty);
      await engine.transaction(async (manager) => {
        expect(await queue.reschedule('work', delayed, { priority: 1 }, manager)).toBe(false);
      });
    });

    it('says whether a job exists', async () => {
      const exists = (id: string) =>
        engine.transaction((manager) => engine.queue.exists('work', id, manager));
      const waiting = await send('waiting', { startAfter: 60_000 });
      expect(await exists(waiting)).toBe(true);
      await engine.transaction((manager) => engine.queue.cancel('work', waiting, manager));
      expect(await exists(waiting)).toBe(false);
      expect(await exists('00000000-0000-4000-8000-000000000000')).toBe(false);
    });

    it('cancels a waiting and a running job', async () => {
      const seen: string[] = [];
      let aborted = 0;
      await work(async ({ data }, signal) => {
        seen.push(data.name);
        if (data.name !== 'running') return;
        await once(signal, 'abort');
        aborted = Date.now();
        signal.throwIfAborted();
      });
      const running = await send('running');
      await eventually(() => seen.length === 1);
      const waiting = await send('waiting');
      const start = Date.now();
      await engine.transaction((manager) => engine.queue.cancel('work', waiting, manager));
      await engine.transaction((manager) => engine.queue.cancel('work', running, manager));
      await send('next');
      await eventually(() => seen.length === 2);
      expect(seen).toEqual(['running', 'next']);
      expect(aborted - start).toBeLessThan(1_000);
      await eventually(isEmpty);
      // The job is gone, so nothing happens.
      await engine.transaction((manager) => engine.queue.cancel('work', running, manager));
    });

    it('counts the waiting jobs', async () => {
      expect(await engine.queue.statistics('work')).toEqual({
        queued: 0,
        delayed: 0,
        running: 0,
        oldestQueuedAt: null,
      });
      const before = Date.now();
      for (const name of ['a', 'b', 'c']) await send(name);
      await send('d', { startAfter: 60_000 });
      const { oldestQueuedAt, ...counts } = await engine.queue.statistics('work');
      expect(counts).toEqual({ queued: 3, delayed: 1, running: 0 });
      expect(oldestQueuedAt!.getTime()).toBeGreaterThanOrEqual(before - 100);
      expect(oldestQueuedAt!.getTime()).toBeLessThanOrEqual(Date.now() + 100);
    });

    it('puts running jobs back when the node shuts down', async () => {
      const reasons: unknown[] = [];
      await work(async (_, signal) => {
        await once(signal, 'abort');
        reasons.push(signal.reason);
        signal.throwIfAborted();
      }, 2);
      await send('a');
      await send('b');
      await eventually(async () => (await engine.queue.statistics('work')).running === 2);
      await engine.shutDown();
      expect(reasons).toMatchObject([{ reason: 'shutdown' }, { reason: 'shutdown' }]);
      expect(await engine.queue.statistics('work')).toMatchObject({ queued: 2, running: 0 });
    });
  });
}

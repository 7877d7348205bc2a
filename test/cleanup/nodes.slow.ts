import { SchedulerRegistry } from '@nestjs/schedule';
import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { CLEANUP_LOCK } from '../../src/database/advisory-locks.js';
import { CleanupService } from '../../src/cleanup/cleanup.service.js';
import { ClipStorage } from '../../src/media/storage/clip-storage.js';
import type { CleanupModuleOptions } from '../../src/cleanup/cleanup.module-definition.js';
import { eventually } from '../support/eventually.js';
import {
  type CleanupApp,
  createSite,
  DAY,
  type Site,
  startCleanupApp,
  TestClock,
} from './cleanup-app.js';
import { clear, idsIn, seed } from './seed.js';

const at = (text: string) => new Date(text);

describe('A cleanup on several nodes', () => {
  let site: Site;
  const nodes: CleanupApp[] = [];

  async function start(now: string, options: CleanupModuleOptions = {}): Promise<CleanupApp> {
    const node = await startCleanupApp(site, options, new TestClock(at(now)));
    nodes.push(node);
    return node;
  }

  /** Fires the timer of a node's schedule. */
  const tick = async (node: CleanupApp) => {
    await node.get(SchedulerRegistry).getCronJob('cleanup').fireOnTick();
  };

  const completedAt = async (node: CleanupApp) =>
    (await node.call('GET', '/api/cleanup')).body.last_completed_at;

  /** A node that has already checked whether it missed a run. */
  async function startScheduled(now: string): Promise<CleanupApp> {
    const looks = jest.spyOn(CleanupService.prototype, 'runIfDue');
    const node = await start(now, { scheduled: true });
    await Promise.all(looks.mock.results.map(({ value }) => value));
    looks.mockRestore();
    return node;
  }

  /** Holds the lock as a cleanup in progress on another node does. */
  async function holdLock(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: site.database.url,
      application_name: 'the other run',
    });
    await client.connect();
    await eventually(() => CLEANUP_LOCK.tryAcquire(client));
    return client;
  }

  const old = { startedAt: at('2025-01-01T00:00:00Z') };

  beforeAll(async () => {
    site = await createSite();
  });
  afterAll(() => site.remove());
  afterEach(async () => {
    await clear(nodes[0]!, site);
    await Promise.all(nodes.splice(0).map((node) => node.close()));
  });

  it('runs on one of them at the scheduled minute, whichever comes first', async () => {
    const [a, b] = [await start('2026-01-01T00:00:00Z'), await start('2026-01-01T00:00:00Z')];
    for (const node of [a, b]) expect(await node.cleanup.runIfDue()).toBeNull();
    await seed(a.dataSource, site, [old]);

    for (const day of ['2026-01-02', '2026-01-03']) {
      a.clock.set(at(`${day}T03:00:00.004Z`));
      b.clock.set(at(`${day}T03:00:00.090Z`));
      const outcomes = await Promise.allSettled([a.cleanup.runIfDue(), b.cleanup.runIfDue()]);
      const ran = outcomes.filter(
        ({ status, ...rest }) => status === 'fulfilled' && 'value' in rest && rest.value,
      );
      expect(ran).toHaveLength(1);
      // It does not run again once that run has ended.
      expect(await a.cleanup.runIfDue()).toBeNull();
      expect(await b.cleanup.runIfDue()).toBeNull();
    }
    expect(await idsIn(a.dataSource, 'events')).toEqual([]);
  });

  it('runs once for a timer that fires early', async () => {
    const node = await start('2026-01-01T12:00:00Z');
    expect(await node.cleanup.runIfDue()).toBeNull();
    for (const [now, runs] of [
      ['2026-01-02T02:59:59.500Z', true],
      ['2026-01-02T02:59:59.600Z', false],
      ['2026-01-02T03:00:00.004Z', false],
      ['2026-01-03T03:00:00.004Z', true],
    ] as const) {
      node.clock.set(at(now));
      expect([now, (await node.cleanup.runIfDue()) !== null]).toEqual([now, runs]);
    }
  });

  it('does not settle the schedule by a preview, and does by a run that was started by hand', async () => {
    const node = await start('2026-01-01T12:00:00Z');
    expect(await node.cleanup.runIfDue()).toBeNull();
    node.clock.set(at('2026-01-02T03:00:00Z'));
    await node.cleanup.run({ dryRun: true });
    expect((await node.call('GET', '/api/cleanup')).body.last_run).toBeNull();
    expect(await node.cleanup.runIfDue()).not.toBeNull();
    node.clock.set(at('2026-01-03T03:00:00Z'));
    await node.cleanup.run();
    expect(await node.cleanup.runIfDue()).toBeNull();
  });

  it('reports a run that fails, tries again later, and lets the lock go', async () => {
    const node = await startScheduled('2026-01-01T12:00:00Z');
    node.clock.set(at('2026-01-02T03:00:00Z'));
    const failures: unknown[] = [];
    node.cleanup.failures.subscribe((error) => failures.push(error));
    const broken = new Error('The disk does not answer.');
    const list = jest.spyOn(node.get(ClipStorage), 'list').mockImplementation(() => {
      throw broken;
    });
    const logged = jest.spyOn(Logger.prototype, 'error').mockReturnValue();
    const timers = jest.spyOn(globalThis, 'setTimeout');
    try {
      await tick(node);
      await eventually(() => logged.mock.calls.length > 0);
      expect(logged.mock.calls).toEqual([[{ msg: 'Cleanup failed', err: broken }]]);
      expect(failures).toEqual([broken]);
      expect(timers.mock.calls.filter(([, afterMs]) => afterMs === 600_000)).toHaveLength(1);
    } finally {
      for (const spy of [list, logged, timers]) spy.mockRestore();
    }
    expect(await completedAt(node)).toBeNull();
    expect(await node.cleanup.runIfDue()).not.toBeNull();
  });

  it('refuses a second run while one is in progress', async () => {
    const [a, b] = [await start('2026-01-01T00:00:00Z'), await start('2026-01-01T00:00:00Z')];
    await seed(a.dataSource, site, [old]);
    const refused: unknown[] = [];
    const result = await a.cleanup.run({
      dryRun: true,
      onProgress: ({ step }) => {
        if (step === 'age' && refused.length === 0) {
          refused.push(b.call('POST', '/api/cleanup/run', { dry_run: true }));
        }
      },
    });
    expect(result.stopped).toBeNull();
    expect(await refused[0]).toMatchObject({ status: 409, body: { code: 'CLEANUP_RUNNING' } });
    expect((await b.call('POST', '/api/cleanup/run')).status).toBe(200);
  });

  it('makes up a missed run at start; a first start has missed none', async () => {
    const first = await start('2026-01-01T12:00:00Z', { scheduled: true });
    await seed(first.dataSource, site, [old]);
    expect(await first.cleanup.runIfDue()).toBeNull();
    await first.close();
    nodes.length = 0;

    const second = await start('2026-01-04T12:00:00Z', { scheduled: true });
    const lastRun = async () => (await second.call('GET', '/api/cleanup')).body.last_run;
    await eventually(async () => (await lastRun()) !== null);
    expect(await idsIn(second.dataSource, 'events')).toEqual([]);
  });

  it('follows the configured schedule', async () => {
    const cron = '30 4 * * 1';
    const node = await start('2026-01-01T12:00:00Z', {
      scheduled: true,
      cron,
      timezone: 'Europe/Berlin',
    });
    const job = node.get(SchedulerRegistry).getCronJob('cleanup');
    expect([job.cronTime.source, job.cronTime.timeZone]).toEqual([cron, 'Europe/Berlin']);
    expect((await node.call('GET', '/api/cleanup')).body).toEqual({
      policy: {
        retention_days: 30,
        cameras: [],
        clips_max_bytes: null,
        clips_min_free_bytes: null,
        max_fraction: 0.5,
        cron,
        timezone: 'Europe/Berlin',
      },
      last_run: null,
      last_completed_at: null,
      overdue: false,
      next_run_at: '2026-01-05T03:30:00.000Z',
    });
  });

  it('logs, counts and repeats a run that could not start beside another', async () => {
    const node = await startScheduled('2026-01-01T12:00:00Z');
    node.clock.set(at('2026-01-02T03:00:00Z'));
    await seed(node.dataSource, site, [old]);
    const refused: unknown[] = [];
    node.cleanup.failures.subscribe((error) => refused.push(error));

    const held = await holdLock();
    const retries = jest.spyOn(globalThis, 'setTimeout');
    const log = jest.spyOn(Logger.prototype, 'log').mockReturnValue();
    try {
      await tick(node);
      await eventually(() => log.mock.calls.length > 0);
      expect(refused).toEqual([expect.objectContaining({ code: 'CLEANUP_RUNNING' })]);
      expect(log).toHaveBeenCalledWith({
        msg: expect.stringContaining('did not start'),
        holder: { application: 'the other run', address: null, pid: expect.any(Number) },
      });
      expect(retries.mock.calls.filter(([, afterMs]) => afterMs === 600_000)).toHaveLength(1);
    } finally {
      log.mockRestore();
      retries.mockRestore();
      await held.end();
    }
    await tick(node);
    await eventually(async () => (await completedAt(node)) !== null);
    expect(await idsIn(node.dataSource, 'events')).toEqual([]);
  });

  it('warns of a refusal once cleanup is overdue, and reports that until a run completes', async () => {
    const node = await startScheduled('2026-01-01T12:00:00Z');
    const held = await holdLock();
    node.clock.set(at('2026-01-03T03:16:00Z'));
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    try {
      await tick(node);
      await eventually(() => warn.mock.calls.length > 0);
      expect(warn.mock.calls).toEqual([[expect.objectContaining({ holder: expect.anything() })]]);
    } finally {
      warn.mockRestore();
      await held.end();
    }
    const report = async () => (await node.call('GET', '/api/cleanup')).body;
    const readiness = async () => (await node.call('GET', '/health/ready')).body;
    expect(await report()).toMatchObject({ last_completed_at: null, overdue: true });
    expect(await readiness()).toMatchObject({
      details: { cleanup: { status: 'degraded', last_completed_at: null } },
    });
    await node.cleanup.run({ dryRun: true });
    expect(await report()).toMatchObject({ last_completed_at: null, overdue: true });
    await tick(node);
    await eventually(async () => (await report()).overdue === false);
    expect(await report()).toMatchObject({
      last_completed_at: '2026-01-03T03:16:00.000Z',
      overdue: false,
    });
    expect(await readiness()).toMatchObject({ details: { cleanup: { status: 'up' } } });
  });

  it('does not count a run that its guard stopped as completed', async () => {
    const node = await start('2026-01-01T03:00:00Z');
    await node.cleanup.run();
    await seed(
      node.dataSource,
      site,
      Array.from({ length: 20 }, () => ({
        startedAt: at('2026-01-01T00:00:00Z'),
        clip: { content: null },
      })),
    );
    node.clock.set(at('2026-01-02T03:00:00Z'));
    expect((await node.cleanup.run()).stopped).toMatchObject({ code: 'CLIPS_MISSING' });
    expect((await node.call('GET', '/api/cleanup')).body).toMatchObject({
      last_run: { stopped: { code: 'CLIPS_MISSING' } },
      last_completed_at: '2026-01-01T03:00:00.000Z',
    });
  });

  it('stops between two batches when its process shuts down, and continues at the next start', async () => {
    const node = await start('2026-03-01T03:00:00Z');
    await node.cleanup.runIfDue();
    await node.dataSource.query(
      `INSERT INTO events (camera_id, started_at, registered_at)
       SELECT 'door', '2025-01-01', '2025-01-01' FROM generate_series(1, 12000)`,
    );
    node.clock.set(at('2026-03-02T03:00:00Z'));
    let closing: Promise<void> | undefined;
    const ends: string[] = [];
    const running = node.cleanup.run({
      onProgress: ({ step, done }) => {
        if (step !== 'age' || done === 0) return;
        closing ??= node.close().then(() => void ends.push('close'));
      },
    });
    const result = await running.finally(() => ends.push('run'));
    await closing;
    // The process waits for the run.
    expect(ends).toEqual(['run', 'close']);
    expect(result.stopped).toMatchObject({ code: 'SHUTDOWN' });
    expect(result.reasons.age.events).toBeGreaterThanOrEqual(5000);
    nodes.length = 0;

    const next = await start('2026-03-02T09:00:00Z');
    const left = (await idsIn(next.dataSource, 'events')).length;
    expect(left).toBe(12_000 - result.reasons.age.events);
    expect(await next.cleanup.runIfDue()).toMatchObject({ reasons: { age: { events: left } } });
    expect(await next.get(CleanupService).runIfDue()).toBeNull();
  });

  it('runs on schedule after the clock was set back', async () => {
    const node = await start('2027-01-01T03:00:00Z');
    await node.cleanup.run();
    const [young] = await seed(node.dataSource, site, [{ startedAt: at('2026-01-20T00:00:00Z') }]);
    node.clock.set(at('2026-01-30T05:00:00Z'));
    expect(await node.cleanup.runIfDue()).toMatchObject({ reasons: { age: { events: 0 } } });
    expect(await idsIn(node.dataSource, 'events')).toEqual([young]);
    node.clock.set(new Date(at('2026-01-30T05:00:00Z').getTime() + DAY));
    expect(await node.cleanup.runIfDue()).not.toBeNull();
  });
});

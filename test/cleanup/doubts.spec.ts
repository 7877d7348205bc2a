import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CleanupResult } from '../../src/cleanup/dto/cleanup-result.dto.js';
import { ClockWatch } from '../../src/cleanup/doubt/clock-watch.js';
import { DatabaseClock } from '../../src/cleanup/doubt/database-clock.js';
import { ElapsedTime } from '../../src/cleanup/doubt/elapsed-time.js';
import { Clock } from '../../src/common/clock.js';
import { CleanupSettings } from '../../src/cleanup/cleanup.module-definition.js';
import {
  type CleanupApp,
  createSite,
  DAY,
  HOUR,
  type Site,
  startCleanupApp,
} from './cleanup-app.js';
import { clear, idsIn, seed } from './seed.js';

const START = Date.parse('2026-06-15T12:00:00Z');
const daysIn = (days: number) => new Date(START + days * DAY);

/** What an operator has to confirm before a run deletes anything. */
describe('A cleanup that would delete by a wrong clock or too much at once', () => {
  let site: Site;
  let app: CleanupApp;
  let elapsed = { bootId: 'boot', uptimeMs: 0 };

  beforeAll(async () => {
    site = await createSite();
    app = await startCleanupApp(site);
    jest.spyOn(app.get(ElapsedTime), 'read').mockImplementation(() => elapsed);
  });
  afterAll(async () => {
    await app.close();
    await site.remove();
  });
  afterEach(() => clear(app, site));

  /** As if the service had run since the start of the test. */
  async function begin(): Promise<void> {
    app.clock.set(daysIn(0));
    elapsed = { bootId: 'boot', uptimeMs: 0 };
    await clear(app, site);
    expect((await app.cleanup.run()).stopped).toBeNull();
  }

  /** Lets time pass, or moves the clock alone. */
  const pass = (ms: number) => {
    elapsed = { ...elapsed, uptimeMs: elapsed.uptimeMs + ms };
    move(ms);
  };
  const move = (ms: number) => app.clock.set(new Date(app.clock.now().getTime() + ms));

  /** One event for each of so many days before the start. */
  const eventsOfDays = (days: number) =>
    seed(
      app.dataSource,
      site,
      Array.from({ length: days }, (_, day) => ({
        ...{ startedAt: daysIn(-day), endedAt: daysIn(-day), registeredAt: daysIn(-day), clip: {} },
      })),
    );

  const run = async (body: object = {}) =>
    (await app.call('POST', '/api/cleanup/run', body)).body as unknown as CleanupResult;
  const events = async () => (await idsIn(app.dataSource, 'events')).length;

  /** Checks that a run deletes nothing, that its preview says why, and that one that is confirmed deletes. */
  async function expectDoubt(code: string, due: number): Promise<void> {
    const before = await events();
    const stop = { code, message: expect.stringContaining('event-clips cleanup --confirm') };
    expect(await run()).toMatchObject({
      ...{ stopped: stop, to_confirm: null, reasons: { age: { events: 0 } } },
    });
    expect(await events()).toBe(before);
    const health = await app.call('GET', '/health/ready');
    expect(health.body).toMatchObject({
      details: { cleanup: { status: 'degraded', stopped: stop } },
    });
    for (const confirm of [false, true]) {
      const preview = await run({ dry_run: true, confirm });
      expect([preview.stopped, preview.to_confirm]).toEqual([null, stop]);
      expect(preview.reasons.age.events).toBe(due);
    }
    expect(await events()).toBe(before);
    expect((await run({ confirm: true })).reasons.age.events).toBe(due);
    expect(await events()).toBe(before - due);
    const next = await run();
    expect([next.stopped, (await run({ dry_run: true })).to_confirm]).toEqual([null, null]);
  }

  it('deletes day by day as time passes', async () => {
    await begin();
    await eventsOfDays(30);
    for (let day = 1; day <= 3; day++) {
      pass(DAY);
      expect([(await run()).stopped, await events()]).toEqual([null, 30 - day + (day > 0 ? 1 : 0)]);
    }
  });

  it.each([40 * DAY, 2 * HOUR])('is stopped when the clock moves %d ms ahead', async (ms) => {
    await begin();
    await eventsOfDays(30);
    pass(600_000);
    move(ms);
    await app.get(ClockWatch).read();
    await expectDoubt('CLOCK_STEPPED', ms > DAY ? 30 : 0);
  });

  it('goes on by itself once the clock is set back', async () => {
    await begin();
    await eventsOfDays(30);
    move(40 * DAY);
    expect((await run()).stopped?.code).toBe('CLOCK_STEPPED');
    pass(HOUR);
    move(-40 * DAY);
    expect([(await run()).stopped, await events()]).toEqual([null, 30]);
  });

  it('is stopped when the clock was behind at the start of the machine', async () => {
    await begin();
    elapsed = { bootId: 'next', uptimeMs: 0 };
    move(-3 * DAY);
    expect((await run()).stopped?.code).toBe('CLOCK_STEPPED');
    move(3 * DAY + HOUR);
    expect((await run()).stopped).toBeNull();
  });

  it('goes on after a night in which the machine was off', async () => {
    await begin();
    elapsed = { bootId: 'next', uptimeMs: 0 };
    move(10 * HOUR);
    expect((await run()).stopped).toBeNull();
  });

  it('is stopped where a database without a reading knows nothing so new', async () => {
    await begin();
    await eventsOfDays(3);
    app.clock.set(daysIn(40));
    await app.dataSource.query('UPDATE cleanup_state SET clock_read_at = NULL');
    await expectDoubt('CLOCK_STEPPED', 3);
  });

  it('is stopped after a long pause, if the footage of several days is due', async () => {
    await begin();
    await eventsOfDays(30);
    pass(12 * DAY);
    // Those of the first three days would be due in a usual run.
    await expectDoubt('SEVERAL_DAYS_DUE', 11);
  });

  it('goes on after a long pause, if nothing is due', async () => {
    await begin();
    await eventsOfDays(10);
    pass(12 * DAY);
    expect((await run()).stopped).toBeNull();
  });

  it('is stopped when the retention was shortened', async () => {
    await begin();
    await eventsOfDays(30);
    const settings = app.get<{ retentionDays: number }>(CleanupSettings);
    settings.retentionDays = 10;
    await expectDoubt('SEVERAL_DAYS_DUE', 19).finally(() => (settings.retentionDays = 30));
  });

  it('is stopped when the retention of one camera was shortened, also for recordings', async () => {
    await begin();
    await app.dataSource.query(
      `INSERT INTO recordings (camera_id, file_path, placed_by, facts, started_at, ended_at, registered_at)
       SELECT 'door', '/' || day, 'given', '{}', $1::timestamptz - day * interval '1 day',
              $1::timestamptz - day * interval '1 day', $1::timestamptz - day * interval '1 day'
         FROM generate_series(0, 29) day`,
      [daysIn(0)],
    );
    await app.dataSource.query(
      `INSERT INTO cameras (camera_id, retention_days) VALUES ('door', 5)`,
    );
    const stopped = await run();
    expect(stopped.stopped).toMatchObject({
      ...{
        code: 'SEVERAL_DAYS_DUE',
        message: expect.stringContaining(' 0 events and 22 recordings '),
      },
    });
    expect((await run({ confirm: true })).reasons.age.recordings).toBe(24);
  });

  it('goes by the clock of the database and reports that of the node', async () => {
    await begin();
    await eventsOfDays(30);
    const now = jest.spyOn(app.get(Clock), 'now').mockReturnValue(daysIn(40));
    const ofDatabase = jest.spyOn(app.get(DatabaseClock), 'now').mockResolvedValue(daysIn(0));
    const { stopped, warnings } = await run();
    expect([stopped, await events()]).toEqual([null, 30]);
    expect(warnings).toEqual([
      expect.stringContaining('The clock of this node is 40 days ahead of the database'),
    ]);
    now.mockRestore();
    ofDatabase.mockRestore();
  });
});

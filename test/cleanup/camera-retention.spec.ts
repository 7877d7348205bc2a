import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { CleanupSettings, withDefaults } from '../../src/cleanup/cleanup.module-definition.js';
import type { CleanupResult } from '../../src/cleanup/dto/cleanup-result.dto.js';
import {
  type CleanupApp,
  createSite,
  DAY,
  type Site,
  startCleanupApp,
  TestClock,
} from './cleanup-app.js';
import { clear, idsIn, seed, type SeedEvent } from './seed.js';

const NOW = new Date();
const ago = (milliseconds: number) => new Date(NOW.getTime() - milliseconds);

/** The days of each camera and label, as they are set below; those of all cameras are 30. */
const DAYS: Record<string, Record<string, number>> = {
  door: { '': 30, person: 30, cat: 30 },
  short: { '': 7, person: 90, cat: 7 },
  kept: { '': 0, person: 0, cat: 3 },
  'only a label': { '': 30, person: 0, cat: 30 },
};
const AGES = [2, 3, 7, 30, 90].flatMap((days) => [days * DAY - 1, days * DAY, days * DAY + 1]);

describe('A cleanup of cameras with a retention of their own', () => {
  let site: Site;
  let app: CleanupApp;

  beforeAll(async () => {
    site = await createSite();
    app = await startCleanupApp(site, {}, new TestClock(NOW));
  });
  afterAll(async () => {
    await app?.close();
    await site.remove();
  });
  afterEach(async () => {
    Object.assign(app.get(CleanupSettings), withDefaults({ scheduled: false }));
    await clear(app, site);
  });

  const put = (cameraId: string, body: object) =>
    app.call('PUT', `/api/cameras/${encodeURIComponent(cameraId)}`, body);
  const putAll = async () => {
    await put('short', { retention_days: 7, retention_days_by_label: { person: 90 } });
    await put('kept', { retention_days: 0, retention_days_by_label: { cat: 3 } });
    await put('only a label', { retention_days_by_label: { person: 0 } });
    await put('unset', { name: 'Nothing else' });
  };

  /** Runs after a preview that counts the same. */
  async function clean(): Promise<CleanupResult> {
    const preview = await app.cleanup.run({ dryRun: true });
    const result = await app.cleanup.run();
    expect({ ...preview, dry_run: false }).toEqual(result);
    return result;
  }

  /** An event for each camera, label and age, made by `event`; and those that are to stay. */
  async function seedAll(
    event: (age: number) => Partial<SeedEvent>,
    isKept: (age: number, days: number) => boolean,
  ) {
    // prettier-ignore
    const all = Object.entries(DAYS).flatMap(([cameraId, labels]) =>
      Object.entries(labels).flatMap(([label, days]) =>
        AGES.map((age) => ({ cameraId, label: label || null, days, age })),
      ),
    );
    const ids = await seed(
      app.dataSource,
      site,
      all.map(({ age, days: _, ...one }) => ({ ...one, startedAt: ago(age), ...event(age) })),
    );
    const kept = ids.filter((_, index) => {
      const { age, days } = all[index]!;
      return days === 0 || isKept(age, days);
    });
    return { kept, removed: ids.length - kept.length };
  }

  it.each<[string, (age: number) => Partial<SeedEvent>]>([
    ['their end', (age) => ({ startedAt: ago(age + DAY), endedAt: ago(age) })],
    ['their start, where they have no end', () => ({})],
    [
      'their last detection, where they have no end',
      (age) => ({ startedAt: ago(200 * DAY), detections: [ago(age), ago(age + DAY)] }),
    ],
  ])(
    'removes events by the period of their label, camera or all, counted from %s',
    async (_, event) => {
      await putAll();
      const { kept, removed } = await seedAll(event, (age, days) => age <= days * DAY);
      const { reasons } = await clean();
      expect(await idsIn(app.dataSource, 'events')).toEqual(kept);
      expect(reasons.age.events).toBe(removed);
    },
  );

  it('counts from the registration of what was due already when it was registered, by its period', async () => {
    await putAll();
    const { kept, removed } = await seedAll(
      (age) => ({ startedAt: ago(500 * DAY), endedAt: ago(500 * DAY), registeredAt: ago(age) }),
      (age, days) => age <= days * DAY,
    );
    const { reasons, held } = await clean();
    expect(await idsIn(app.dataSource, 'events')).toEqual(kept);
    expect(reasons.age.events).toBe(removed);
    // What is kept for ever is not late: two labels of one camera, and one of another.
    expect(held.late_events).toBe(kept.length - 3 * AGES.length);
  });

  it('claims the clips of what it removes, and no others', async () => {
    await putAll();
    // A clip that is claimed counts neither as missing nor against the limit of space.
    const clip = { content: 'x'.repeat(10) };
    const [due, person, cat] = await seed(app.dataSource, site, [
      { cameraId: 'short', startedAt: ago(8 * DAY), clip },
      { cameraId: 'short', startedAt: ago(8 * DAY), label: 'person', clip },
      { cameraId: 'kept', startedAt: ago(400 * DAY), clip },
    ]);
    Object.assign(app.get(CleanupSettings), { maxBytes: 20 });
    const { reasons, cameras } = await clean();
    expect([reasons.age.clips, reasons.space.clips]).toEqual([1, 0]);
    expect(await idsIn(app.dataSource, 'clips')).toEqual([person, cat]);
    expect(due).toBeLessThan(person!);
    expect(cameras).toEqual([
      {
        ...{ camera_id: 'kept', retention_days: 0, retention_days_by_label: { cat: 3 } },
        ...{ events: 0, recordings: 0 },
      },
      {
        ...{ camera_id: 'short', retention_days: 7, retention_days_by_label: { person: 90 } },
        ...{ events: 1, recordings: 0 },
      },
    ]);
  });

  it('marks a clip whose file is gone by the period of its label', async () => {
    await putAll();
    const gone = { cameraId: 'short', startedAt: ago(8 * DAY), clip: { content: null } };
    const [, person] = await seed(app.dataSource, site, [
      gone,
      { ...gone, label: 'person' },
      { startedAt: ago(DAY), clip: {} },
    ]);
    const { reasons } = await clean();
    expect([reasons.age.clips, reasons.missing.clips]).toEqual([1, 1]);
    const marked = 'SELECT event_id FROM clips WHERE missing_since IS NOT NULL';
    expect(await app.dataSource.query<object[]>(marked)).toEqual([{ event_id: person }]);
  });

  it('counts recordings from their registration by the period of their camera', async () => {
    await putAll();
    await app.dataSource.query(
      `INSERT INTO recordings (camera_id, file_path, started_at, ended_at, placed_by, facts, registered_at)
       SELECT camera, '/a', $1::timestamptz, $1, 'given', '{}', $2
         FROM unnest('{door,short}'::text[]) camera`,
      [ago(50 * DAY), ago(10 * DAY)],
    );
    // In one camera it was due when it was registered and is kept for 30 days from then, in the other for seven.
    expect((await clean()).reasons.age.recordings).toBe(1);
    await app.dataSource.query('UPDATE recordings SET registered_at = $1', [ago(5 * DAY)]);
    await put('door', { retention_days: 7, retention_days_by_label: {} });
    expect((await clean()).reasons.age.recordings).toBe(0);
    await app.dataSource.query('UPDATE recordings SET started_at = $1, ended_at = $1', [
      ago(20 * DAY),
    ]);
    expect((await clean()).reasons.age.recordings).toBe(0);
    await put('door', { retention_days: 16 });
    expect((await clean()).reasons.age.recordings).toBe(1);
  });

  it('removes the rows of recordings by the period of their camera', async () => {
    await putAll();
    await app.dataSource.query(
      `INSERT INTO recordings (camera_id, file_path, started_at, ended_at, placed_by, facts, registered_at)
       SELECT camera, '/gone/' || age, $3::timestamptz - age * interval '1 ms' - interval '1 hour',
              $3::timestamptz - age * interval '1 ms', 'given', '{}', NULL
         FROM unnest($1::text[]) camera, unnest($2::float8[]) age`,
      [Object.keys(DAYS), AGES, NOW],
    );
    const { reasons, cameras } = await clean();
    const [thirty, seven] = [30, 7].map((days) => AGES.filter((age) => age > days * DAY).length);
    expect(reasons.age.recordings).toBe(2 * thirty! + seven!);
    expect(cameras.map(({ camera_id, recordings }) => [camera_id, recordings])).toEqual([
      ['kept', 0],
      ['only a label', thirty],
      ['short', seven],
    ]);
    // All files are gone, so no row is believed to be without its file: the guard is as before.
    const [{ left }] = await app.dataSource.query<[{ left: number }]>(
      'SELECT count(*)::int AS left FROM recordings',
    );
    expect(left).toBe(4 * AGES.length - 2 * thirty! - seven!);
    const warning = expect.stringContaining(`The files of ${left} of ${left} recordings`);
    expect((await app.cleanup.run()).warnings).toEqual([warning]);
  });

  it('removes nothing of a camera that is kept for ever, also where all others are not', async () => {
    Object.assign(app.get(CleanupSettings), { retentionDays: 0 });
    await put('short', { retention_days: 7 });
    const [, door] = await seed(app.dataSource, site, [
      { cameraId: 'short', startedAt: ago(8 * DAY) },
      { startedAt: ago(800 * DAY) },
    ]);
    expect((await clean()).reasons.age.events).toBe(1);
    expect(await idsIn(app.dataSource, 'events')).toEqual([door]);
  });

  it('works in batches, through several cameras', async () => {
    await put('short', { retention_days: 7 });
    await app.dataSource.query(
      `INSERT INTO events (camera_id, started_at, registered_at)
       SELECT camera, $1::timestamptz + (n % 7) * interval '1 hour', NULL
         FROM unnest('{door,short,yard}'::text[]) camera, generate_series(1, 5100) n`,
      [ago(20 * DAY)],
    );
    const { reasons, cameras } = await clean();
    expect([reasons.age.events, cameras]).toMatchObject([5100, [{ events: 5100 }]]);
    expect(await idsIn(app.dataSource, 'events')).toHaveLength(10_200);
  });

  it('is shown with the policy, and with the last run', async () => {
    await putAll();
    await seed(app.dataSource, site, [{ cameraId: 'short', startedAt: ago(8 * DAY) }]);
    await app.cleanup.run();
    const { body } = await app.call('GET', '/api/cleanup');
    expect(body).toMatchObject({
      policy: {
        retention_days: 30,
        cameras: [
          { camera_id: 'kept', retention_days: 0, retention_days_by_label: { cat: 3 } },
          { camera_id: 'only a label', retention_days: 30, retention_days_by_label: { person: 0 } },
          { camera_id: 'short', retention_days: 7, retention_days_by_label: { person: 90 } },
        ],
      },
      last_run: { cameras: [{ camera_id: 'short', events: 1 }] },
    });
  });
});

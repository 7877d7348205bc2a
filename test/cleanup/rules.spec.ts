import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import {
  type CleanupModuleOptions,
  CleanupSettings,
  withDefaults,
} from '../../src/cleanup/cleanup.module-definition.js';
import type { CleanupResult } from '../../src/cleanup/dto/cleanup-result.dto.js';
import { candidatesAfter, lockUnchanged } from '../../src/cleanup/rules/space-candidates.js';
import { ClipProtection } from '../../src/clips/records/clip-protection.js';
import { Clip } from '../../src/clips/records/clip.entity.js';
import { ClipStorage } from '../../src/media/storage/clip-storage.js';
import { WorkFolder } from '../../src/media/storage/work-folder.js';
import { DiskSpace } from '../../src/clips/make/disk-space.js';
import {
  type CleanupApp,
  createSite,
  DAY,
  HOUR,
  type Site,
  startCleanupApp,
  TestClock,
} from './cleanup-app.js';
import { clear, idsIn, seed, type SeedEvent } from './seed.js';

const NOW = new Date();
const ago = (milliseconds: number) => new Date(NOW.getTime() - milliseconds);
const LIMIT = 30 * DAY;
const old = (given: Partial<SeedEvent> = {}): SeedEvent => ({
  startedAt: ago(40 * DAY),
  endedAt: ago(40 * DAY),
  ...given,
});
const young = (given: Partial<SeedEvent> = {}): SeedEvent => ({
  startedAt: ago(HOUR),
  endedAt: ago(HOUR),
  ...given,
});

describe('A cleanup', () => {
  let site: Site;
  let app: CleanupApp;

  /** Changes settings until the end of the test. */
  const set = (options: CleanupModuleOptions) => Object.assign(app.get(CleanupSettings), options);

  /** Previews a run, checks that this changed nothing, then runs it, and checks that the preview was right. */
  async function clean(): Promise<CleanupResult> {
    const before = await everything();
    const preview = await app.cleanup.run({ dryRun: true });
    expect(await everything()).toEqual(before);
    const result = await app.cleanup.run();
    expect({ ...preview, dry_run: false }).toEqual(result);
    return result;
  }

  async function everything() {
    const tables = ['events', 'detections', 'clips', 'clip_requests', 'recordings'];
    const rows = await Promise.all(
      tables.map((table) => app.dataSource.query(`SELECT * FROM ${table} ORDER BY 1`)),
    );
    return { rows, files: await site.files() };
  }

  const left = async () => ({
    events: await idsIn(app.dataSource, 'events'),
    clips: await idsIn(app.dataSource, 'clips'),
    files: await site.files(),
  });

  beforeAll(async () => {
    site = await createSite();
    app = await startCleanupApp(site, {}, new TestClock(NOW));
  });
  afterAll(async () => {
    await app.close();
    await site.remove();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    set(withDefaults({ scheduled: false }));
    await clear(app, site);
  });

  describe('by age', () => {
    it('removes events older than the limit, with everything that belongs to them, and no others', async () => {
      const [a, b, c, d, e] = await seed(app.dataSource, site, [
        { startedAt: ago(LIMIT + 2), endedAt: ago(LIMIT + 1), clip: { poster: true } },
        { startedAt: ago(LIMIT + 2), endedAt: ago(LIMIT), clip: { poster: true } },
        old({ endedAt: null, detections: [ago(LIMIT + 1), ago(LIMIT + 5)] }),
        old({ endedAt: null, detections: [ago(LIMIT), ago(LIMIT + 5)] }),
        young({ clip: { format: 'gif' } }),
      ]);
      const result = await clean();
      expect(await left()).toEqual({
        events: [b, d, e],
        clips: [b, e],
        files: [`${b}_clip.mp4`, `${e}_clip.gif`, `posters/${b}.jpg`].sort(),
      });
      expect(await idsIn(app.dataSource, 'clip_requests')).toEqual([b, e]);
      expect(result.reasons.age).toEqual({
        events: 2,
        detections: 2,
        clips: 1,
        recordings: 0,
        files: 2,
        bytes: 'a clip'.length + 'poster'.length,
      });
      expect([a, c]).toHaveLength(2);
    });

    it('keeps everything where retention is 0 days', async () => {
      set({ retentionDays: 0 });
      const ids = await seed(app.dataSource, site, [old({ clip: {} }), old()]);
      await clean();
      expect((await left()).events).toEqual(ids);
    });

    it('works in batches', async () => {
      await app.dataSource.query(
        `INSERT INTO events (camera_id, started_at)
         SELECT 'door', $1::timestamptz + (n % 7) * interval '1 hour' FROM generate_series(1, 4500) n`,
        [ago(40 * DAY)],
      );
      const [kept] = await seed(app.dataSource, site, [young()]);
      const result = await clean();
      expect(result.reasons.age.events).toBe(4500);
      expect((await left()).events).toEqual([kept]);
    });

    it('removes the file of a clip that was published but not recorded', async () => {
      const [id] = await seed(app.dataSource, site, [old({ clip: {} })]);
      await app.dataSource.query('DELETE FROM clips');
      // It is old enough to be an orphan, but belongs to the event.
      await site.file(`${id}_clip.mp4`, 'a clip', ago(2 * HOUR));
      const { reasons } = await clean();
      expect((await left()).files).toEqual([]);
      expect([reasons.age.files, reasons.orphan.files]).toEqual([1, 0]);
    });

    it('leaves an event that is being changed to the next run', async () => {
      const ids = await seed(app.dataSource, site, [old(), old({ clip: {} })]);
      await app.dataSource.transaction(async (manager) => {
        await manager.query('SELECT FROM events WHERE id = $1 FOR UPDATE', [ids[1]]);
        await app.cleanup.run();
      });
      expect((await left()).events).toEqual([ids[1]]);
      await app.cleanup.run();
      expect(await left()).toEqual({ events: [], clips: [], files: [] });
    });
  });

  describe('of protected clips', () => {
    it('keeps the clip, its event and its detections until the protection is lifted', async () => {
      set({ maxBytes: 1 });
      const [held] = await seed(app.dataSource, site, [
        old({ detections: [ago(40 * DAY)], clip: { isProtected: true, poster: true } }),
        old({ clip: {} }),
      ]);
      const result = await clean();
      expect(await left()).toEqual({
        events: [held],
        clips: [held],
        files: [`${held}_clip.mp4`, `posters/${held}.jpg`],
      });
      expect(await idsIn(app.dataSource, 'detections')).toHaveLength(1);
      expect(result.held).toEqual({ clips: 1, bytes: 6, events: 1 });
      expect(result.warnings).toEqual([
        expect.stringMatching(
          /^The clips folder is still 5 bytes over .* 1 protected clips take 6 bytes\./,
        ),
      ]);

      await app.call('PATCH', `/api/events/${held}/clip`, { protected: false });
      await clean();
      expect(await left()).toEqual({ events: [], clips: [], files: [] });
    });

    it('follows the protection that PATCH sets, shows and lifts', async () => {
      const [id, none] = await seed(app.dataSource, site, [young({ clip: {} }), young()]);
      const path = `/api/events/${id}/clip`;
      const reason = 'case 12';
      const held = await app.call('PATCH', path, { protected: true, reason });
      expect(held).toMatchObject({
        status: 200,
        body: { event_id: id, protected: true, protected_reason: reason },
      });
      for (const [method, refused] of [
        ['DELETE', path],
        ['DELETE', `/api/events/${id}`],
      ] as const) {
        const answer = await app.call(method, refused);
        expect(answer).toMatchObject({ status: 409, body: { code: 'CLIP_PROTECTED' } });
      }
      expect(await site.files()).toEqual([`${id}_clip.mp4`]);

      const lifted = await app.call('PATCH', path, { protected: false });
      expect(lifted.body).toMatchObject({ protected: false, protected_reason: null });
      expect((await app.call('DELETE', path)).status).toBe(204);
      expect(await site.files()).toEqual([]);

      for (const [missing, code] of [
        [none, 'CLIP_NOT_FOUND'],
        [999_999, 'EVENT_NOT_FOUND'],
      ] as const) {
        const answer = await app.call('PATCH', `/api/events/${missing}/clip`, { protected: true });
        expect(answer).toMatchObject({ status: 404, body: { code } });
      }
      const invalid = await app.call('PATCH', path, { protected: 'yes' });
      expect(invalid).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    });
  });

  describe('and a protected clip', () => {
    it('lets the clip be replaced only if its file is gone', async () => {
      const [there, gone, free] = await seed(app.dataSource, site, [
        young({ clip: { isProtected: true } }),
        young({ clip: { isProtected: true, content: null } }),
        young({ clip: {} }),
      ]);
      const protection = app.get(ClipProtection, { strict: false });
      const check = async (eventId: number) =>
        protection.check(await app.dataSource.getRepository(Clip).findOneByOrFail({ eventId }));
      await expect(check(there!)).rejects.toMatchObject({ code: 'CLIP_PROTECTED' });
      await check(gone!);
      await check(free!);
    });
  });

  describe('by space', () => {
    const clips = (count: number, given: SeedEvent['clip'] = {}) =>
      Array.from({ length: count }, (_, n) =>
        young({ clip: { content: 'x'.repeat(10), generatedAt: ago((n + 1) * HOUR), ...given } }),
      );

    it('removes the oldest clips until the rest fits, and keeps their events', async () => {
      set({ maxBytes: 30 });
      const ids = await seed(app.dataSource, site, clips(5));
      const result = await clean();
      expect((await left()).events).toEqual(ids);
      expect((await left()).clips).toEqual(ids.slice(0, 3));
      expect(result.reasons.space).toMatchObject({ clips: 2, files: 2, bytes: 20, events: 0 });
      expect(result.warnings).toEqual([]);

      const gone = await app.call('GET', `/api/events/${ids[4]}/clip`);
      expect(gone.body).toMatchObject({ clip_available: false, status: 'none' });
      expect(gone.body.message).toContain('to make room for newer ones');
    });

    it('takes only clips that are still as they were when they were chosen', async () => {
      await seed(app.dataSource, site, clips(5));
      const { manager } = app.dataSource;
      const chosen = await candidatesAfter({ generatedAt: new Date(0), eventId: 0 }, manager);
      const ids = chosen.map((clip) => clip.eventId) as [number, number, number, number, number];
      const [isProtected, isReplaced, isRemoved, isLocked, isUnchanged] = ids;
      await manager.query('UPDATE clips SET protected = true WHERE event_id = $1', [isProtected]);
      await manager.query('UPDATE clips SET generated_at = now() WHERE event_id = $1', [
        isReplaced,
      ]);
      await manager.query('DELETE FROM clips WHERE event_id = $1', [isRemoved]);
      await manager.transaction(async (other) => {
        await other.query('SELECT FROM events WHERE id = $1 FOR UPDATE', [isLocked]);
        const taken = await manager.transaction((own) => lockUnchanged(chosen, own));
        expect(taken.map((clip) => clip.eventId)).toEqual([isUnchanged]);
      });
    });

    it('changes nothing at exactly the limit', async () => {
      set({ maxBytes: 50 });
      const ids = await seed(app.dataSource, site, clips(5));
      await clean();
      expect((await left()).clips).toEqual(ids);
    });

    it('does not count clips that age removes', async () => {
      set({ maxBytes: 50 });
      const aged = old({ clip: { content: 'x'.repeat(100), generatedAt: ago(0) } });
      const [, ...ids] = await seed(app.dataSource, site, [aged, ...clips(5)]);
      await clean();
      expect((await left()).clips).toEqual(ids);
    });

    it('keeps the minimum of the disk free', async () => {
      set({ minFreeBytes: 1_000_000 });
      jest.spyOn(app.get(ClipStorage), 'freeBytes').mockResolvedValue(1_000_000 - 15);
      const ids = await seed(app.dataSource, site, clips(5));
      await clean();
      expect((await left()).clips).toEqual(ids.slice(0, 3));
    });

    it('skips protected clips, and warns where they exceed the limit', async () => {
      set({ maxBytes: 10 });
      const held = await seed(app.dataSource, site, clips(3, { isProtected: true }));
      await seed(app.dataSource, site, clips(2));
      const result = await clean();
      expect((await left()).clips).toEqual(held);
      expect(result.held).toEqual({ clips: 3, bytes: 30, events: 0 });
      expect(result.warnings[0]).toContain('3 protected clips take 30 bytes');
    });

    it('has the service report that the limits cannot be met, until a run meets them', async () => {
      set({ maxBytes: 10 });
      await seed(app.dataSource, site, clips(3, { isProtected: true }));
      const readiness = async () => {
        const { body } = await app.call('GET', '/health/ready');
        return [body['status'], (body['details'] as { cleanup: object }).cleanup];
      };
      await app.cleanup.run({ dryRun: true });
      expect(await readiness()).toEqual(['ok', { status: 'up' }]);
      const [warning] = (await clean()).warnings;
      expect(warning).toMatch(
        /^The clips folder is still 20 bytes over its limits\. .*CLIPS_MAX_BYTES/,
      );
      expect(await readiness()).toEqual(['degraded', { status: 'degraded', message: warning }]);

      await app.dataSource.query('UPDATE clips SET protected = false');
      await clean();
      expect(await readiness()).toEqual(['ok', { status: 'up' }]);
    });
  });

  describe('for the space of another clip', () => {
    const ten = { content: 'x'.repeat(10) };
    const clips = (count: number, isProtected = false) =>
      Array.from({ length: count }, (_, n) =>
        young({ clip: { ...ten, isProtected, generatedAt: ago((n + 1) * HOUR) } }),
      );

    it('removes what is due by space once, however many clips need space at the same time', async () => {
      set({ maxBytes: 30 });
      const ids = await seed(app.dataSource, site, clips(5));
      const diskSpace = app.get(DiskSpace);
      const made = await Promise.all([diskSpace.free(), diskSpace.free(), diskSpace.free()]);
      expect(made.filter(Boolean)).toHaveLength(1);
      expect((await left()).clips).toEqual(ids.slice(0, 3));
      expect(await diskSpace.free()).toBe(false);
    });

    it('fails where protected clips leave no space', async () => {
      set({ maxBytes: 25 });
      const held = await seed(app.dataSource, site, clips(3, true));
      await seed(app.dataSource, site, clips(2));
      await expect(app.get(DiskSpace).free()).rejects.toMatchObject({ code: 'NO_SPACE' });
      expect((await left()).clips).toEqual(held);
    });

    it('removes nothing without limits', async () => {
      const ids = await seed(app.dataSource, site, clips(2));
      expect(await app.get(DiskSpace).free()).toBe(false);
      expect((await left()).clips).toEqual(ids);
    });
  });

  describe('of orphans', () => {
    it('removes clips and posters without a row that are older than an hour, and nothing else', async () => {
      const [id] = await seed(app.dataSource, site, [young({ clip: { poster: true } })]);
      const orphans = ['901_clip.mp4', '902_clip.gif', 'posters/901.jpg', `${id}_clip.gif`];
      for (const name of orphans) await site.file(name, '12345', ago(HOUR + 1));
      const foreign = [
        'notes.txt',
        '007_clip.mp4',
        '903_clip.mp4.part',
        'posters/x.jpg',
        'a/7.mp4',
      ];
      for (const name of foreign) await site.file(name, 'x', ago(90 * DAY));
      await site.file('904_clip.mp4', 'x', ago(HOUR - 1000));
      await symlink(site.clips('notes.txt'), site.clips('905_clip.mp4'));
      await mkdir(site.clips('906_clip.mp4'));

      const result = await clean();
      expect(await site.files()).toEqual(
        [...foreign, `${id}_clip.mp4`, `posters/${id}.jpg`, '904_clip.mp4', '905_clip.mp4'].sort(),
      );
      expect(result.reasons.orphan).toMatchObject({ files: 4, bytes: 20 });
      expect(result.errors).toBe(0);
    });

    it('keeps a file that a pending request may have published', async () => {
      const [id] = await seed(app.dataSource, site, [young({ clip: { content: null } })]);
      await app.dataSource.query('DELETE FROM clips');
      await app.dataSource.query(`UPDATE clip_requests SET state = 'pending'`);
      await site.file(`${id}_clip.mp4`, 'x', ago(DAY));
      await clean();
      expect(await site.files()).toEqual([`${id}_clip.mp4`]);
    });

    it('marks clips whose file is gone, and removes the mark when the file returns', async () => {
      const [id, other] = await seed(app.dataSource, site, [
        young({ clip: { content: null, bytes: 6 } }),
        young({ clip: {} }),
      ]);
      const listed = async () =>
        (await app.call('GET', '/api/events?has_clip=true')).body.events as { id: number }[];

      const result = await clean();
      expect(result.reasons.missing).toMatchObject({ clips: 1, files: 0 });
      expect((await listed()).map((event) => event.id)).toEqual([other]);
      expect((await app.call('GET', `/api/events/${id}`)).body.clip).toBeNull();
      expect((await clean()).reasons.missing.clips).toBe(0);

      await site.file(`${id}_clip.mp4`, 'a clip');
      await clean();
      expect((await listed()).map((event) => event.id).sort()).toEqual([id, other].sort());
    });

    it('removes temporary files of jobs that are no longer pending', async () => {
      const [id] = await seed(app.dataSource, site, [young({ clip: {} })]);
      await app.dataSource.query(`UPDATE clip_requests SET state = 'pending', job_id = 'running'`);
      const work = app.get(WorkFolder);
      const [running, dead, fresh] = [`${id}-running`, `${id}-dead`, `${id}-dead`].map((job) =>
        work.path(job, 'mp4').slice(site.clips('/').length),
      );
      await site.file(running!, 'x', ago(DAY));
      await site.file(dead!, 'xyz', ago(HOUR + 1));
      await site.file(fresh!, 'x');
      await site.file('.tmp/foreign.mp4', 'x', ago(DAY));
      const result = await clean();
      expect(result.reasons.temporary).toMatchObject({ files: 1, bytes: 3 });
      expect(await site.files()).toEqual(
        [running!, fresh!, '.tmp/foreign.mp4', `${id}_clip.mp4`].sort(),
      );
    });
  });

  describe('of recordings', () => {
    it('removes rows that are older or whose file is gone, and never touches a file', async () => {
      const add = async (name: string, endedAt: Date, exists: boolean) => {
        if (exists) await writeFile(site.media(name), 'footage');
        await app.dataSource.query(
          `INSERT INTO recordings (camera_id, file_path, started_at, ended_at, placed_by, facts)
           VALUES ('door', $1, $2, $2, 'given', '{}')`,
          [site.media(name), endedAt],
        );
      };
      await add('old.mp4', ago(LIMIT + 1), true);
      await add('limit.mp4', ago(LIMIT), true);
      await add('gone.mp4', ago(HOUR), false);
      await add('young.mp4', ago(HOUR), true);

      const result = await clean();
      const rows = await app.dataSource.query<{ file_path: string }[]>(
        'SELECT file_path FROM recordings ORDER BY id',
      );
      expect(rows.map((row) => row.file_path)).toEqual(
        ['limit.mp4', 'young.mp4'].map((name) => site.media(name)),
      );
      expect(result.reasons.age.recordings).toBe(1);
      expect(result.reasons.missing.recordings).toBe(1);
      expect(await readFile(site.media('old.mp4'), 'utf8')).toBe('footage');
    });

    it('keeps the rows where so many files are gone that the footage is probably not mounted', async () => {
      await app.dataSource.query(
        `INSERT INTO recordings (camera_id, file_path, started_at, ended_at, placed_by, facts)
         SELECT 'door', $1 || n, $2, $2, 'given', '{}' FROM generate_series(1, 20) n`,
        [site.media('gone'), ago(HOUR)],
      );
      const result = await clean();
      expect(await idsIn(app.dataSource, 'recordings')).toHaveLength(20);
      expect(result.warnings[0]).toContain('The files of 20 of 20 recordings are missing');
      await app.cleanup.run({ force: true });
      expect(await idsIn(app.dataSource, 'recordings')).toHaveLength(0);
    });
  });
});

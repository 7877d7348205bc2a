import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { mkdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { ClipAudit } from '../../src/cleanup/clip-audit.js';
import {
  type CleanupModuleOptions,
  CleanupSettings,
  withDefaults,
} from '../../src/cleanup/cleanup.module-definition.js';
import type { CleanupResult } from '../../src/cleanup/dto/cleanup-result.dto.js';
import { candidatesAfter, lockUnchanged } from '../../src/cleanup/rules/space-candidates.js';
import { ClipProtection } from '../../src/clips/records/clip-protection.js';
import { Clip } from '../../src/clips/records/clip.entity.js';
import { FileIsolation } from '../../src/isolation/file-isolation.js';
import { FolderSilentError } from '../../src/isolation/folder-errors.js';
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

  /** Many events with clips of a byte each, more than a batch of any rule takes. */
  async function bulk(count: number, { withFiles }: { withFiles: boolean }): Promise<number[]> {
    const rows = await app.dataSource.query<{ id: number }[]>(
      `INSERT INTO events (camera_id, started_at, ended_at, clip_path)
       SELECT 'door', $2::timestamptz, $2, 'clip' FROM generate_series(1, $1) RETURNING id`,
      [count, ago(HOUR)],
    );
    const ids = rows.map(({ id }) => id);
    await app.dataSource.query(
      `INSERT INTO clips (event_id, file_name, format, method, requested_starts_at,
         requested_ends_at, starts_at, ends_at, made_from, bytes, sha256, frames, width, height,
         duration_seconds, generated_at)
       SELECT id, id || '_clip.mp4', 'mp4', 'smart', $2::timestamptz, $2, $2, $2, '[]', 1, '', 1, 2, 2, 1, $2
         FROM unnest($1::int[]) AS event (id)`,
      [ids, ago(HOUR)],
    );
    if (withFiles) for (const id of ids) await site.file(`${id}_clip.mp4`, 'x');
    return ids;
  }

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
        {
          startedAt: ago(LIMIT + 2),
          endedAt: ago(LIMIT + 1),
          clip: { poster: true, rendition: 'completed' },
        },
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
        files: 3,
        bytes: 'a clip'.length + 'poster'.length + 'rendition'.length,
      });
      expect([a, c]).toHaveLength(2);
    });

    it('counts from the registration of what was due already when it was registered', async () => {
      const long = { startedAt: ago(100 * DAY), endedAt: ago(100 * DAY) };
      const [, late, , lateWithoutEnd] = await seed(app.dataSource, site, [
        old({ ...long, registeredAt: ago(LIMIT + 1), clip: {} }),
        old({ ...long, registeredAt: ago(LIMIT), clip: {} }),
        old({ endedAt: ago(LIMIT + 2), registeredAt: ago(2), clip: {} }),
        old({ endedAt: null, detections: [ago(LIMIT + DAY)], registeredAt: ago(DAY - 1) }),
        // Without its detection, it would have been due when it was registered.
        old({ endedAt: null, detections: [ago(LIMIT + DAY)], registeredAt: ago(DAY) }),
      ]);
      await app.dataSource.query(
        `INSERT INTO recordings (camera_id, file_path, started_at, ended_at, placed_by, facts, registered_at)
         SELECT 'door', '/' || n, ended_at, ended_at, 'given', '{}', registered_at
           FROM unnest($1::timestamptz[], $2::timestamptz[])
                WITH ORDINALITY AS given (ended_at, registered_at, n)`,
        [
          [LIMIT + DAY, LIMIT + DAY, LIMIT + DAY, 100 * DAY, 100 * DAY].map(ago),
          [ago(DAY - 1), ago(DAY), null, ago(LIMIT + 1), ago(LIMIT)],
        ],
      );
      const preview = await app.cleanup.run({ dryRun: true });
      const result = await clean();
      expect((await left()).events).toEqual([late, lateWithoutEnd]);
      expect((await left()).clips).toEqual([late]);
      const counted = { events: 3, clips: 2, recordings: 3 };
      for (const { reasons, held } of [preview, result]) {
        expect([reasons.age, held.late_events]).toMatchObject([counted, 2]);
      }
    });

    it('keeps everything where retention is 0 days', async () => {
      set({ retentionDays: 0 });
      const ids = await seed(app.dataSource, site, [old({ clip: {} }), old()]);
      await clean();
      expect((await left()).events).toEqual(ids);
    });

    it('works in batches, and keeps an event of each that was seen since', async () => {
      await app.dataSource.query(
        `INSERT INTO events (camera_id, started_at, registered_at)
         SELECT 'door', $1::timestamptz + (n % 7) * interval '1 hour', $1 FROM generate_series(1, 5100) n`,
        [ago(40 * DAY)],
      );
      const ids = await idsIn(app.dataSource, 'events');
      const seen = [0, 7, 4999, 5000, 5099].map((index) => ids[index]!);
      await app.dataSource.query(
        `INSERT INTO detections (event_id, file_path, detected_at)
         SELECT unnest($1::int[]), '/frame.jpg', $2::timestamptz`,
        [seen, ago(LIMIT)],
      );
      const result = await clean();
      expect(result.reasons.age.events).toBe(5100 - seen.length);
      expect((await left()).events).toEqual(seen);
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
      expect(result.held).toEqual({ clips: 1, bytes: 6, events: 1, late_events: 0 });
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

    it('counts renditions with their clips, and removes them with these', async () => {
      set({ maxBytes: 30 });
      const ids = await seed(app.dataSource, site, clips(2, { rendition: 'completed' }));
      const result = await clean();
      // Each has ten bytes, and a rendition of nine.
      expect(result.reasons.space).toMatchObject({ clips: 1, files: 2, bytes: 19 });
      expect(await site.files()).toEqual([`${ids[0]}_clip.mp4`, `${ids[0]}_h264.mp4`]);
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

    it('counts what the run has freed before as free', async () => {
      set({ minFreeBytes: 1_000_000 });
      jest.spyOn(app.get(ClipStorage), 'freeBytes').mockResolvedValue(1_000_000 - 25);
      const aged = old({ clip: { content: 'x'.repeat(25) } });
      const [, ...ids] = await seed(app.dataSource, site, [aged, ...clips(3)]);
      await clean();
      expect((await left()).clips).toEqual(ids);
    });

    it('leaves the minimum aside where the storage has no known limit', async () => {
      set({ minFreeBytes: 1_000_000 });
      jest.spyOn(app.get(ClipStorage), 'freeBytes').mockResolvedValue(null);
      const ids = await seed(app.dataSource, site, clips(3));
      await clean();
      expect((await left()).clips).toEqual(ids);
    });

    it('takes batch after batch, and leaves marked clips alone', async () => {
      set({ maxBytes: 10 });
      await seed(app.dataSource, site, clips(1, { content: null, bytes: 10 }));
      const marked = await idsIn(app.dataSource, 'clips');
      expect((await app.cleanup.run({ force: true })).reasons.missing.clips).toBe(1);
      await bulk(600, { withFiles: true });
      const result = await clean();
      expect(result.reasons.space).toMatchObject({ clips: 590, files: 590, bytes: 590 });
      expect((await left()).clips).toHaveLength(10 + marked.length);
      expect((await left()).clips).toEqual(expect.arrayContaining(marked));
    });

    it('takes no further clips where no file can be removed, and says that it is over', async () => {
      set({ maxBytes: 10 });
      await bulk(600, { withFiles: true });
      jest.spyOn(app.get(ClipStorage), 'remove').mockImplementation((names) =>
        Promise.resolve({
          removed: [],
          failed: names.map((name) => ({ name, error: new Error('EROFS') })),
        }),
      );
      const result = await app.cleanup.run();
      expect((await left()).clips).toHaveLength(100);
      expect(result.warnings).toEqual([
        expect.stringMatching(/^The clips folder is still 590 bytes over its limits\./),
      ]);
    });

    it('skips protected clips, and warns where they exceed the limit', async () => {
      set({ maxBytes: 10 });
      const held = await seed(app.dataSource, site, clips(3, { isProtected: true }));
      await seed(app.dataSource, site, clips(2));
      const result = await clean();
      expect((await left()).clips).toEqual(held);
      expect(result.held).toEqual({ clips: 3, bytes: 30, events: 0, late_events: 0 });
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

    it('removes renditions without a row, and no others', async () => {
      const ids = await seed(app.dataSource, site, [
        young({ clip: { rendition: 'completed' } }),
        young({ clip: { rendition: 'pending' } }),
        young({ clip: {} }),
      ]);
      for (const id of ids) await site.file(`${id}_h264.mp4`, '12345', ago(HOUR + 1));
      await site.file('901_h264.mp4', '12345', ago(HOUR + 1));
      const { reasons } = await clean();
      expect(reasons.orphan).toMatchObject({ files: 2, bytes: 10 });
      const kept = ids.slice(0, 2).map((id) => `${id}_h264.mp4`);
      expect((await site.files()).filter((name) => name.includes('h264'))).toEqual(kept);
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

    it('marks and removes in batches', async () => {
      const gone = await bulk(510, { withFiles: false });
      const there = await bulk(510, { withFiles: true });
      const strays = there.map((id) => `posters/${10_000_000 + id}.jpg`);
      for (const name of strays) await site.file(name, 'xy', ago(2 * HOUR));
      const result = await clean();
      expect(result.reasons.missing.clips).toBe(gone.length);
      expect(result.reasons.orphan).toMatchObject({ files: 510, bytes: 1020 });
      expect(await site.files()).toHaveLength(there.length);
      const paths = await app.dataSource.query<{ id: number }[]>(
        'SELECT id FROM events WHERE clip_path IS NOT NULL ORDER BY id',
      );
      expect(paths.map(({ id }) => id)).toEqual(there);

      for (const id of gone) await site.file(`${id}_clip.mp4`, 'x');
      await clean();
      const marked = await app.dataSource.query<object[]>(
        'SELECT FROM clips WHERE missing_since IS NOT NULL',
      );
      expect(marked).toEqual([]);
      expect((await app.cleanup.run()).reasons.orphan.files).toBe(0);
    });

    it('finishes interrupted removals in batches', async () => {
      await app.dataSource.query(
        `INSERT INTO clip_tombstones (file_name, reason, buried_at)
         SELECT n || '_clip.mp4', 'age', now() FROM generate_series(1, 510) n`,
      );
      for (let id = 1; id <= 510; id++) await site.file(`${id}_clip.mp4`, 'x');
      expect((await clean()).reasons.interrupted).toMatchObject({ files: 510, bytes: 510 });
      expect(await site.files()).toEqual([]);
      expect((await clean()).reasons.interrupted.files).toBe(0);
    });

    it('marks no clip whose file is back, or is another one, before its row is locked', async () => {
      const [back, lost] = await seed(app.dataSource, site, [
        young({ clip: { content: null } }),
        young({ clip: { content: null } }),
        young({ clip: {} }),
      ]);
      const result = await app.cleanup.run({
        onProgress: ({ step, total }) => {
          if (step === 'missing' && total === 2) writeFileSync(site.clips(`${back}_clip.mp4`), 'x');
        },
      });
      expect(result.reasons.missing.clips).toBe(1);
      const marked = await app.dataSource.query<object[]>(
        'SELECT event_id, missing_since FROM clips WHERE missing_since IS NOT NULL',
      );
      expect(marked).toEqual([{ event_id: lost, missing_since: NOW }]);
    });

    it('removes temporary files of jobs that are no longer pending', async () => {
      const [id] = await seed(app.dataSource, site, [young({ clip: {} })]);
      await app.dataSource.query(`UPDATE clip_requests SET state = 'pending', job_id = 'running'`);
      const [rendered] = await seed(app.dataSource, site, [
        young({ clip: { content: null, rendition: 'pending' } }),
      ]);
      const work = app.get(WorkFolder);
      const [running, dead, fresh] = [`${id}-running`, `${id}-dead`, `${id}-dead`].map((job) =>
        work.path(job, 'mp4').slice(site.clips('/').length),
      );
      await site.file(running!, 'x', ago(DAY));
      const rendering = work.path(`${rendered}-rendering`, 'mp4').slice(site.clips('/').length);
      await site.file(rendering, 'x', ago(DAY));
      await site.file(dead!, 'xyz', ago(HOUR + 1));
      await site.file(fresh!, 'x');
      await site.file('.tmp/foreign.mp4', 'x', ago(DAY));
      const result = await clean();
      expect(result.reasons.temporary).toMatchObject({ files: 1, bytes: 3 });
      expect(await site.files()).toEqual(
        [running!, rendering, fresh!, '.tmp/foreign.mp4', `${id}_clip.mp4`].sort(),
      );
    });
  });

  describe('of recordings', () => {
    it('removes rows that are older or whose file is gone, and never touches a file', async () => {
      const add = async (name: string, endedAt: Date, exists: boolean) => {
        if (exists) await writeFile(site.media(name), 'footage');
        await app.dataSource.query(
          `INSERT INTO recordings (camera_id, file_path, started_at, ended_at, registered_at, placed_by, facts)
           VALUES ('door', $1, $2, $2, $2, 'given', '{}')`,
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

    const register = (paths: readonly string[], endedAt: Date) =>
      app.dataSource.query(
        `INSERT INTO recordings (camera_id, file_path, started_at, ended_at, registered_at, placed_by, facts)
         SELECT 'door', unnest($1::text[]), $2::timestamptz, $2, $2, 'given', '{}'`,
        [paths, endedAt],
      );

    it('works in batches', async () => {
      await writeFile(site.media('there.mp4'), '');
      const numbered = (prefix: string) =>
        Array.from({ length: 2010 }, (_, n) => site.media(`${prefix}${n}`));
      await register(numbered('old'), ago(LIMIT + 1));
      await register(numbered('gone'), ago(HOUR));
      await register([site.media('there.mp4')], ago(HOUR));
      set({ maxFraction: 1 });
      const { reasons } = await clean();
      expect([reasons.age.recordings, reasons.missing.recordings]).toEqual([2010, 2010]);
      expect(await idsIn(app.dataSource, 'recordings')).toHaveLength(1);
    });

    it('keeps a row whose file cannot be examined, and removes one below what is a file now', async () => {
      await writeFile(site.media('now-a-file'), '');
      await symlink('loop', site.media('loop'));
      await register(['loop', 'now-a-file/a.mp4'].map(site.media), ago(HOUR));
      expect((await clean()).reasons.missing.recordings).toBe(1);
      const rows = await app.dataSource.query<object[]>('SELECT file_path FROM recordings');
      expect(rows).toEqual([{ file_path: site.media('loop') }]);
    });

    it('warns of files in a folder that does not answer, and keeps their rows', async () => {
      await register(['a.mp4', 'b.mp4', 'gone.mp4'].map(site.media), ago(HOUR));
      const files = app.get(FileIsolation);
      const run = jest
        .spyOn(files, 'run')
        .mockImplementation((path, task, ...args) =>
          path.endsWith('gone.mp4') ? task.run(...args) : Promise.reject(new FolderSilentError()),
        );
      set({ maxFraction: 1 });
      const { reasons, warnings } = await clean();
      run.mockRestore();
      expect(reasons.missing.recordings).toBe(1);
      expect(warnings).toEqual([
        expect.stringMatching(/^The files of 2 of 3 recordings could not be looked for/),
      ]);
      expect(await idsIn(app.dataSource, 'recordings')).toHaveLength(2);
    });

    it('removes the rows of files that were replaced as missing, however many they are', async () => {
      const names = Array.from({ length: 20 }, (_, n) => site.media(`ring${n}.mp4`));
      for (const name of names) await writeFile(name, 'footage');
      await register(names, ago(HOUR));
      const { mtimeMs, size } = await stat(names[0]!);
      const known = { sizeBytes: size, modifiedAtMs: Math.round(mtimeMs) - DAY, inode: '1' };
      await app.dataSource.query('UPDATE recordings SET identity = $1', [
        { ...known, isClosed: true, samples: null },
      ]);
      // One that is as it was known, and one that was found before to be replaced.
      await writeFile(site.media('same.mp4'), 'footage');
      await utimes(site.media('same.mp4'), 1_700_000_000, 1_700_000_000);
      await register([site.media('same.mp4')], ago(HOUR));
      await app.dataSource.query(`UPDATE recordings SET identity = $1 WHERE identity IS NULL`, [
        { ...known, modifiedAtMs: 1_700_000_000_000, isClosed: true, samples: null },
      ]);
      await app.dataSource.query(
        `INSERT INTO replaced_recordings (recording_id, camera_id, file_path, started_at, ended_at)
         VALUES (99999, 'door', '/a', now(), now())`,
      );
      const preview = await app.cleanup.run({ dryRun: true });
      expect(await idsIn(app.dataSource, 'recordings')).toHaveLength(21);
      const result = await clean();
      for (const { reasons, warnings } of [preview, result]) {
        expect([reasons.missing.recordings, warnings]).toEqual([21, []]);
      }
      const left = await app.dataSource.query<object[]>('SELECT file_path FROM recordings');
      expect(left).toEqual([{ file_path: site.media('same.mp4') }]);
      const gone = await app.dataSource.query<object[]>('SELECT * FROM replaced_recordings');
      expect(gone).toEqual([]);
    });

    it('removes the rows of files that are gone up to the configured share', async () => {
      await writeFile(site.media('half.mp4'), '');
      await register(
        Array.from({ length: 20 }, (_, n) => site.media(`gone${n}`)),
        ago(HOUR),
      );
      await app.dataSource.query(
        `INSERT INTO recordings (camera_id, file_path, started_at, ended_at, placed_by, facts)
         SELECT 'camera ' || n, $1, $2, $2, 'given', '{}' FROM generate_series(1, 20) n`,
        [site.media('half.mp4'), ago(HOUR)],
      );
      expect(await clean()).toMatchObject({
        warnings: [],
        reasons: { missing: { recordings: 20 } },
      });
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

  describe('and an audit', () => {
    const contentHash = createHash('sha256').update('a clip').digest('hex');
    const audit = async () => {
      const audited = [];
      for await (const each of app.get(ClipAudit).run()) audited.push(each);
      return audited;
    };
    const seedHashed = async (count: number) => {
      const ids = await seed(
        app.dataSource,
        site,
        Array.from({ length: count }, () => young({ clip: {} })),
      );
      await app.dataSource.query('UPDATE clips SET sha256 = $1', [contentHash]);
      return ids;
    };

    it('compares every clip with its row, and changes nothing', async () => {
      const ids = await seedHashed(4);
      const names = ids.map((id) => `${id}_clip.mp4`);
      await rm(site.clips(names[0]));
      await writeFile(site.clips(names[1]), 'a clip and more');
      await writeFile(site.clips(names[2]), 'A CLIP');
      const before = await everything();
      const finding = (index: number, problem: string) => ({
        ...{ kind: 'clip', bytes: 6 },
        finding: { event_id: ids[index], file_name: names[index], problem },
      });
      expect(await audit()).toEqual([
        finding(0, 'missing'),
        finding(1, 'size'),
        finding(2, 'sha256'),
        { kind: 'clip', bytes: 6, finding: null },
      ]);
      expect(await everything()).toEqual(before);
      expect(await app.get(ClipAudit).count()).toBe(4);
    });

    it('compares the renditions that are completed with their rows', async () => {
      const states = ['completed', 'completed', 'completed', 'completed', 'pending'] as const;
      const ids = await seed(
        app.dataSource,
        site,
        states.map((rendition) => young({ clip: { rendition } })),
      );
      const hash = createHash('sha256').update('rendition').digest('hex');
      await app.dataSource.query('UPDATE clip_renditions SET sha256 = $1', [hash]);
      await app.dataSource.query('UPDATE clips SET sha256 = $1', [contentHash]);
      const names = ids.map((id) => `${id}_h264.mp4`);
      await rm(site.clips(names[0]));
      await writeFile(site.clips(names[1]), 'a rendition');
      await writeFile(site.clips(names[2]), 'RENDITION');
      const renditions = (await audit()).filter(({ kind }) => kind === 'rendition');
      expect(renditions).toEqual(
        ['missing', 'size', 'sha256', null].map((problem, index) => ({
          ...{ kind: 'rendition', bytes: 9 },
          finding: problem && { event_id: ids[index], file_name: names[index], problem },
        })),
      );
      expect(await app.get(ClipAudit).count()).toBe(5 + 4);
    });

    it('judges no rendition that was made again meanwhile', async () => {
      await seed(app.dataSource, site, [young({ clip: { rendition: 'completed' } })]);
      await app.dataSource.query('UPDATE clips SET sha256 = $1', [contentHash]);
      const storage = app.get(ClipStorage);
      const stat = storage.stat.bind(storage);
      jest.spyOn(storage, 'stat').mockImplementation(async (name) => {
        const before = await stat(name);
        if (name.endsWith('_h264.mp4')) {
          const hash = createHash('sha256').update('rendition').digest('hex');
          await app.dataSource.query('UPDATE clip_renditions SET sha256 = $1', [hash]);
        }
        return before;
      });
      expect((await audit()).map(({ finding }) => finding)).toEqual([null, null]);
    });

    it('works in batches', async () => {
      const ids = await bulk(510, { withFiles: false });
      const findings = (await audit()).map(({ finding }) => finding?.event_id);
      expect(findings).toEqual(ids);
    });

    it('judges no clip that was removed or made again meanwhile', async () => {
      const [removed, made] = await seedHashed(2);
      const names = [removed, made].map((id) => `${id}_clip.mp4`);
      for (const name of names) await rm(site.clips(name));
      const clips = app.get(ClipAudit).run();
      const storage = app.get(ClipStorage);
      const statOf = async (name: string) => (await storage.statAll([name]))[0] ?? null;
      const look = jest.spyOn(storage, 'stat');
      look.mockImplementationOnce(async (name) => {
        await app.dataSource.query('DELETE FROM clips WHERE event_id = $1', [removed]);
        return statOf(name);
      });
      look.mockImplementationOnce(async (name) => {
        const before = await statOf(name);
        const newHash = createHash('sha256').update('newer!').digest('hex');
        await site.file(names[1]!, 'newer!');
        await app.dataSource.query('UPDATE clips SET sha256 = $1', [newHash]);
        return before;
      });
      for (let clip = 0; clip < 2; clip++) {
        expect((await clips.next()).value).toEqual({ kind: 'clip', bytes: 6, finding: null });
      }
    });

    it('takes no clip for missing where the clips folder is gone, also halfway', async () => {
      await seedHashed(2);
      const clips = app.get(ClipAudit).run();
      expect((await clips.next()).value).toEqual({ kind: 'clip', bytes: 6, finding: null });
      await rm(site.clips(), { recursive: true });
      await expect(clips.next()).rejects.toMatchObject({ code: 'CLIPS_FOLDER_UNUSABLE' });
      await expect(audit()).rejects.toMatchObject({ code: 'CLIPS_FOLDER_UNUSABLE' });
    });
  });
});

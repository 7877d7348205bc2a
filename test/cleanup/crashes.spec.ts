import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readFile, unlink, writeFile } from 'node:fs/promises';
import type { ClipRecord } from '../../src/clips/records/clip-record.js';
import { PendingDeletions } from '../../src/clips/records/pending-deletions.js';
import { ClipStorage } from '../../src/media/storage/clip-storage.js';
import { WorkFolder } from '../../src/media/storage/work-folder.js';
import { ClipCompletion } from '../../src/clips/records/clip-completion.js';
import { eventually } from '../support/eventually.js';
import { type CleanupApp, createSite, DAY, type Site, startCleanupApp } from './cleanup-app.js';
import { clear, seed } from './seed.js';

const CRASH = new Error('crash');

describe('An interrupted removal', () => {
  let site: Site;
  let app: CleanupApp;
  let storage: ClipStorage;
  let deletions: PendingDeletions;

  beforeAll(async () => {
    site = await createSite();
    app = await startCleanupApp(site);
    storage = app.get(ClipStorage);
    deletions = app.get(PendingDeletions);
  });
  afterAll(async () => {
    await app.close();
    await site.remove();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await clear(app, site);
  });

  const query = <T>(sql: string) => app.dataSource.query<T[]>(sql);
  const pendingDeletions = async () =>
    (await query<{ file_name: string }>('SELECT file_name FROM clip_tombstones')).map(
      ({ file_name }) => file_name,
    );

  /** Checks that every row has its file, and that every file is named by a row or a pending deletion. */
  async function expectConsistency(): Promise<void> {
    const clips = await query<{ file_name: string }>('SELECT file_name FROM clips');
    const files = await site.files();
    const named = clips.map(({ file_name }) => file_name);
    expect(files).toEqual(expect.arrayContaining(named));
    const posters = named.map((name) => `posters/${parseInt(name)}.jpg`);
    const known = new Set([...named, ...posters, ...(await pendingDeletions())]);
    expect(files.filter((name) => !known.has(name))).toEqual([]);
  }

  /** Where the process dies: each leaves what a kill at that moment would leave. */
  const steps: [string, () => void][] = [
    [
      'before the rows are removed',
      () => jest.spyOn(deletions, 'add').mockRejectedValueOnce(CRASH),
    ],
    [
      'before the files are removed',
      () => jest.spyOn(storage, 'remove').mockRejectedValueOnce(CRASH),
    ],
    [
      'when one of the files is removed',
      () =>
        jest.spyOn(storage, 'remove').mockImplementationOnce(async (names) => {
          const [first] = await storage.statAll(names);
          await unlink(site.clips(first!.name));
          throw CRASH;
        }),
    ],
    [
      'before the pending deletions have gone',
      () => {
        const remove = storage.remove.bind(storage);
        jest.spyOn(storage, 'remove').mockImplementationOnce(async (names) => {
          await remove(names);
          throw CRASH;
        });
      },
    ],
  ];

  const ways: [string, (id: number) => Promise<unknown>][] = [
    ['DELETE of the clip', (id) => app.call('DELETE', `/api/events/${id}/clip`)],
    ['DELETE of the event', (id) => app.call('DELETE', `/api/events/${id}`)],
    ['a cleanup', () => app.cleanup.run().catch(() => undefined)],
  ];

  describe.each(steps)('%s', (_, crash) => {
    it.each(ways)('is finished by the next run: %s', async (way, remove) => {
      const old = new Date(Date.now() - 40 * DAY);
      const [id] = await seed(app.dataSource, site, [
        { startedAt: old, clip: { poster: true } },
        { startedAt: new Date(), clip: { poster: true } },
      ]);
      crash();
      await remove(id!);
      await expectConsistency();

      await app.cleanup.run();
      await expectConsistency();
      expect(
        (await site.files()).filter((name) => parseInt(name.replace('posters/', '')) === id),
      ).toEqual([]);
      expect(await site.files()).toHaveLength(2);
      expect(await pendingDeletions()).toEqual([]);
      expect(way).toBeDefined();
    });
  });

  it('is counted by the run that finishes it, and by its preview', async () => {
    const [id] = await seed(app.dataSource, site, [{ startedAt: new Date(), clip: {} }]);
    jest.spyOn(storage, 'remove').mockRejectedValueOnce(CRASH);
    expect((await app.call('DELETE', `/api/events/${id}/clip`)).status).toBe(204);
    const preview = await app.cleanup.run({ dryRun: true });
    expect(preview.reasons.interrupted).toMatchObject({ files: 1, bytes: 6 });
    expect((await app.cleanup.run()).reasons.interrupted).toEqual(preview.reasons.interrupted);
    expect((await app.cleanup.run()).reasons.interrupted.files).toBe(0);
  });

  it('stays a pending deletion as long as a file cannot be removed', async () => {
    const [id] = await seed(app.dataSource, site, [
      { startedAt: new Date(Date.now() - 40 * DAY), clip: {} },
    ]);
    const name = `${id}_clip.mp4`;
    const refuse = jest
      .spyOn(storage, 'remove')
      .mockResolvedValue({ removed: [], failed: [{ name, error: new Error('EPERM') }] });
    expect((await app.cleanup.run()).errors).toBe(1);
    expect((await app.cleanup.run()).errors).toBe(1);
    expect(await pendingDeletions()).toEqual([name]);
    await expectConsistency();

    refuse.mockRestore();
    expect(await app.cleanup.run()).toMatchObject({
      errors: 0,
      reasons: { interrupted: { files: 1 } },
    });
    expect(await site.files()).toEqual([]);
  });

  describe('beside a new clip of the same name', () => {
    const record = (eventId: number, fileName = `${eventId}_clip.mp4`): ClipRecord => {
      const instant = new Date().toISOString();
      return {
        eventId,
        fileName,
        format: fileName.endsWith('gif') ? 'gif' : 'mp4',
        method: 'smart',
        requestedStartsAt: instant,
        requestedEndsAt: instant,
        startsAt: instant,
        endsAt: instant,
        ...{ gaps: [], signedVideo: null, codecs: null },
        note: null,
        madeFrom: [],
        ...{ sources: null, encoding: null },
        bytes: 3,
        sha256: '',
        frames: 1,
        width: 2,
        height: 2,
        durationSeconds: 1,
        generatedAt: instant,
      };
    };

    /** Publishes and records a clip as a worker does. */
    async function publish(eventId: number, fileName?: string): Promise<void> {
      const completion = app.get(ClipCompletion, { strict: false });
      await app.dataSource.query(
        `INSERT INTO clip_requests (event_id, state, starts_at, ends_at, options, job_id, requested_at)
         VALUES ($1, 'pending', now(), now(), '{}', 'job', now())
         ON CONFLICT (event_id) DO UPDATE SET state = 'pending', job_id = 'job'`,
        [eventId],
      );
      const made = record(eventId, fileName);
      const temporary = app.get(WorkFolder).path(`${eventId}-job`, made.format);
      await writeFile(temporary, 'new');
      const publish = async () => void (await storage.put(temporary, made.fileName, made.sha256));
      await completion.complete({ jobId: 'job', record: made, publish });
    }

    it('keeps a new file that was published before the removal began', async () => {
      const [id] = await seed(app.dataSource, site, [{ startedAt: new Date(), clip: {} }]);
      jest.spyOn(storage, 'remove').mockRejectedValueOnce(CRASH);
      await app.call('DELETE', `/api/events/${id}/clip`);
      await publish(id!);
      const result = await app.cleanup.run();
      expect(result.reasons.interrupted.files).toBe(0);
      expect(await readFile(site.clips(`${id}_clip.mp4`), 'utf8')).toBe('new');
      await expectConsistency();
    });

    it('ends before the new file is published, once the removal has begun', async () => {
      const [id] = await seed(app.dataSource, site, [{ startedAt: new Date(), clip: {} }]);
      const remove = storage.remove.bind(storage);
      let proceed = (): void => undefined;
      const gate = new Promise<void>((resolve) => (proceed = resolve));
      const begun = new Promise<void>((resolve) => {
        jest.spyOn(storage, 'remove').mockImplementationOnce(async (names) => {
          resolve();
          await gate;
          return remove(names);
        });
      });
      const deletion = app.call('DELETE', `/api/events/${id}/clip`);
      await begun;
      const publication = publish(id!);
      await eventually(async () => {
        const [{ waiting }] = (await query<{ waiting: number }>(
          `SELECT count(*)::int AS waiting FROM pg_locks WHERE NOT granted`,
        )) as [{ waiting: number }];
        return waiting > 0;
      });
      proceed();
      await Promise.all([deletion, publication]);
      await app.cleanup.run();
      expect(await readFile(site.clips(`${id}_clip.mp4`), 'utf8')).toBe('new');
      await expectConsistency();
    });

    it('removes the clip of the other format once the new one is recorded', async () => {
      const [id] = await seed(app.dataSource, site, [{ startedAt: new Date(), clip: {} }]);
      await publish(id!, `${id}_clip.gif`);
      expect(await site.files()).toEqual([`${id}_clip.gif`]);
      expect(await pendingDeletions()).toEqual([]);
    });

    it('removes the clip of the other format even where that was interrupted', async () => {
      const [id] = await seed(app.dataSource, site, [{ startedAt: new Date(), clip: {} }]);
      jest.spyOn(storage, 'remove').mockRejectedValueOnce(CRASH);
      await publish(id!, `${id}_clip.gif`);
      expect(await site.files()).toEqual([`${id}_clip.gif`, `${id}_clip.mp4`]);
      expect((await app.call('GET', `/api/events/${id}/clip`)).body).toMatchObject({
        clip_available: true,
        format: 'gif',
      });
      await app.cleanup.run();
      expect(await site.files()).toEqual([`${id}_clip.gif`]);
    });
  });
});

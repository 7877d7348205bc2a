import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { CleanupSettings } from '../../src/cleanup/cleanup.module-definition.js';
import { type CleanupApp, createSite, DAY, type Site, startCleanupApp } from './cleanup-app.js';
import { clear, idsIn, seed, type SeedEvent } from './seed.js';

const old = new Date(Date.now() - 40 * DAY);

/** Findings that a cleanup does not believe, so that it changes nothing. */
describe('The guard', () => {
  let site: Site;
  let app: CleanupApp;

  beforeAll(async () => {
    site = await createSite();
    app = await startCleanupApp(site);
  });
  afterAll(async () => {
    await app.close();
    await site.remove();
  });
  afterEach(async () => {
    await rm(site.clips(), { recursive: true, force: true });
    await clear(app, site);
  });

  const many = (count: number, clip: SeedEvent['clip']) =>
    seed(
      app.dataSource,
      site,
      Array.from({ length: count }, () => ({ startedAt: new Date(), clip })),
    );

  /** Checks that a run is stopped, changes nothing, and says so in the answer and in the health check. */
  async function expectStop(code: string, reason: string): Promise<void> {
    const tables = ['events', 'clips', 'clip_tombstones'];
    const rows = () =>
      Promise.all(tables.map((table) => app.dataSource.query(`SELECT * FROM ${table}`)));
    const before = { rows: await rows(), files: await site.files().catch(() => null) };
    for (const dryRun of [true, false]) {
      const { stopped } = await app.cleanup.run({ dryRun });
      expect(stopped).toMatchObject({ code, message: expect.stringContaining(reason) });
    }
    expect({ rows: await rows(), files: await site.files().catch(() => null) }).toEqual(before);
    const report = await app.call('GET', '/api/cleanup');
    expect(report.body).toMatchObject({ last_run: { stopped: { code } } });
    const health = await app.call('GET', '/health/ready');
    expect(health.body).toMatchObject({
      status: expect.stringMatching(/^(degraded|error)$/),
      details: { cleanup: { status: 'degraded', stopped: { code } } },
    });
  }

  it('stops a run when the files of most clips are missing, unless it is forced', async () => {
    await seed(app.dataSource, site, [{ startedAt: old, clip: {} }]);
    const ids = await many(21, {});
    await rename(site.clips(), site.media('unmounted'));
    await mkdir(site.clips('posters'), { recursive: true });
    await mkdir(site.clips('.tmp'));
    await expectStop('CLIPS_MISSING', 'is empty, but the database has 22 clips');

    await rm(site.clips(), { recursive: true });
    await rename(site.media('unmounted'), site.clips());
    expect(await app.cleanup.run()).toMatchObject({
      stopped: null,
      reasons: { age: { events: 1 } },
    });
    expect(await idsIn(app.dataSource, 'clips')).toEqual(ids);

    await rm(site.clips(), { recursive: true });
    await clearFolder();
    const forced = await app.cleanup.run({ force: true });
    expect(forced).toMatchObject({ stopped: null, reasons: { missing: { clips: 21 } } });
    // Clips that are marked already are neither counted again nor held against the next run.
    const next = await app.cleanup.run();
    expect(next).toMatchObject({ stopped: null, reasons: { missing: { clips: 0 } } });
  });

  const clearFolder = async () => {
    await mkdir(site.clips('posters'), { recursive: true });
    await mkdir(site.clips('.tmp'));
  };

  it.each([
    [20, 20, null],
    [21, 20, 'CLIPS_MISSING'],
    [19, 1, null],
    [20, 1, 'CLIPS_MISSING'],
    [1, 0, 'CLIPS_MISSING'],
  ])('decides for %d missing files beside %d that are there: %p', async (missing, there, code) => {
    await many(missing, { content: null });
    await many(there, {});
    expect((await app.cleanup.run()).stopped?.code ?? null).toBe(code);
  });

  it('compares with the configured share', async () => {
    const settings = app.get<{ maxFraction: number }>(CleanupSettings);
    settings.maxFraction = 0.9;
    await many(21, { content: null });
    await many(20, {});
    expect((await app.cleanup.run()).stopped).toBeNull();
    settings.maxFraction = 0.5;
  });

  it('stops a run when the database knows none of many files', async () => {
    for (let id = 1; id <= 20; id++) await site.file(`${id}_clip.mp4`, 'x', old);
    await expectStop('CLIPS_UNKNOWN', 'knows none of the 20 files');
    expect((await app.cleanup.run({ force: true })).reasons.orphan.files).toBe(20);
  });

  it('stops a run where the clips folder is missing', async () => {
    await seed(app.dataSource, site, [{ startedAt: old, clip: {} }]);
    await rm(site.clips(), { recursive: true });
    await expectStop('CLIPS_FOLDER_UNUSABLE', 'or a folder in it, is missing');
  });

  it('stops a run where the clips folder was replaced by a link, whatever the link leads to', async () => {
    const [id] = await seed(app.dataSource, site, [{ startedAt: old, clip: {} }]);
    await rename(site.clips(), site.media('elsewhere'));
    await writeFile(site.media('elsewhere/77_clip.mp4'), 'somebody else’s');
    await symlink(site.media('elsewhere'), site.clips());
    await expectStop('CLIPS_FOLDER_UNUSABLE', 'replaced by a link');
    await rm(site.clips());
    await rename(site.media('elsewhere'), site.clips());
    expect(await site.files()).toEqual([`${id}_clip.mp4`, '77_clip.mp4'].sort());
  });

  it('stops a run where a part of the folder was replaced by a link', async () => {
    await mkdir(site.media('foreign'));
    await writeFile(site.media('foreign/7.jpg'), 'somebody else’s');
    await rm(site.clips('posters'), { recursive: true });
    await symlink(site.media('foreign'), site.clips('posters'));
    await expectStop('CLIPS_FOLDER_UNUSABLE', 'is no folder');
  });

  it('stops a run where a file is in the place of a folder', async () => {
    await rm(site.clips('.tmp'), { recursive: true });
    await writeFile(site.clips('.tmp'), '');
    await expectStop('CLIPS_FOLDER_UNUSABLE', 'is no folder');
  });
});

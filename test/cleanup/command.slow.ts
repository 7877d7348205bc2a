import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CLEANUP_LOCK } from '../../src/database/advisory-locks.js';
import type { CleanupResult } from '../../src/cleanup/dto/cleanup-result.dto.js';
import { type CleanupApp, createSite, DAY, type Site, startCleanupApp } from './cleanup-app.js';
import { clear, idsIn, seed } from './seed.js';

jest.setTimeout(60_000);

const PROGRAM = join(import.meta.dirname, '../../dist/ops.js');
const old = { startedAt: new Date(Date.now() - 40 * DAY) };
const young = { startedAt: new Date() };

/** The built program beside a running service. */
describe('The command event-clips', () => {
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
    await rm(site.media('unmounted'), { recursive: true, force: true });
    await clear(app, site);
  });

  function run(...args: string[]) {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      cwd: site.folder,
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: site.database.url,
        CLIPS_DIRECTORY: site.clips(),
        MEDIA_ROOTS: site.media(),
      },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
      child.on('close', (code) => resolve({ code, stdout, stderr })),
    );
    return Object.assign(ended, { child });
  }

  it('previews a cleanup, then runs it', async () => {
    const [, kept] = await seed(app.dataSource, site, [
      { ...old, clip: { poster: true } },
      { ...young, clip: {} },
    ]);
    const preview = await run('cleanup', '--dry-run', '--json');
    expect(preview.code).toBe(0);
    const counts = (JSON.parse(preview.stdout) as CleanupResult).reasons;
    expect(counts.age).toMatchObject({ events: 1, clips: 1, files: 2, bytes: 12 });
    expect(await site.files()).toHaveLength(3);

    const done = await run('cleanup');
    expect(done.code).toBe(0);
    expect(done.stdout).toMatch(/^age {9} +1 +0 +1 +0 +2 +12$/m);
    expect(done.stderr).toContain('survey …');
    expect(await site.files()).toEqual([`${kept}_clip.mp4`]);
    expect((await app.call('GET', '/api/cleanup')).body).toMatchObject({
      last_run: { dry_run: false, reasons: counts },
    });
  });

  it('exits with 4 where the guard stops the run', async () => {
    await seed(
      app.dataSource,
      site,
      Array.from({ length: 20 }, () => ({ ...young, clip: { content: null } })),
    );
    const stopped = await run('cleanup');
    expect(stopped.code).toBe(4);
    expect(stopped.stdout).toContain('Stopped: The clips folder is empty, but the database has 20');
  });

  it('refuses to clean up while another cleanup is in progress', async () => {
    let second: ReturnType<typeof run> | undefined;
    await app.dataSource.transaction(async (manager) => {
      await CLEANUP_LOCK.acquireUntilCommit(manager);
      second = run('cleanup');
      await second;
    });
    expect(await second).toMatchObject({ code: 3, stdout: '' });
    expect((await second)!.stderr).toMatch(
      new RegExp(`A cleanup is running already.*“event-clips .*:${process.pid}”`),
    );
  });

  it('ends between two batches on SIGTERM', async () => {
    // Reads the clock, so that what follows was not the last registration before a step.
    expect((await run('cleanup', '--dry-run')).code).toBe(0);
    await app.dataSource.query(
      `INSERT INTO events (camera_id, started_at, registered_at)
       SELECT 'door', $1::timestamptz, $1 FROM generate_series(1, 60000)`,
      [old.startedAt],
    );
    const running = run('cleanup', '--json');
    running.child.stderr.once('data', () => running.child.kill('SIGTERM'));
    const { code, stdout } = await running;
    expect(code).toBe(5);
    const { stopped, reasons } = JSON.parse(stdout) as CleanupResult;
    expect(stopped).toMatchObject({ code: 'SHUTDOWN' });
    expect(await idsIn(app.dataSource, 'events')).toHaveLength(60_000 - reasons.age.events);
  });

  it.each([
    ['is missing', () => Promise.resolve()],
    ['is an empty mount point', () => mkdir(site.clips())],
  ])('judges and changes nothing where the clips folder %s', async (_, prepare) => {
    await seed(app.dataSource, site, [
      { ...old, clip: { poster: true } },
      { ...young, clip: {} },
    ]);
    await rename(site.clips(), site.media('unmounted'));
    await prepare();
    const state = async () => ({
      files: await readdir(site.folder, { recursive: true }),
      clips: await app.dataSource.query<object[]>('SELECT * FROM clips'),
      events: await app.dataSource.query<object[]>('SELECT * FROM events'),
    });
    const before = await state();
    const words = 'The clips folder, or a folder in it, is missing. Check CLIPS_DIRECTORY';
    expect(await run('verify')).toMatchObject({
      ...{ code: 1, stdout: '', stderr: expect.stringContaining(words) },
    });
    for (const flags of [['--dry-run'], []]) {
      const { code, stdout } = await run('cleanup', ...flags);
      expect([code, stdout]).toEqual([4, expect.stringContaining(`Stopped: ${words}`)]);
    }
    expect(await state()).toEqual(before);
    await rm(site.clips(), { recursive: true, force: true });
    await rename(site.media('unmounted'), site.clips());
    expect((await run('cleanup', '--dry-run')).code).toBe(0);
  });

  it('works on a clips folder that was restored without .tmp, and does not make it', async () => {
    await seed(app.dataSource, site, [{ ...old, clip: { poster: true } }]);
    await rm(site.clips('.tmp'), { recursive: true });
    expect((await run('cleanup', '--dry-run')).code).toBe(0);
    expect((await run('cleanup')).code).toBe(0);
    expect(await readdir(site.clips())).toEqual(['posters']);
  });

  it('verifies every clip against its row', async () => {
    const ids = await seed(
      app.dataSource,
      site,
      Array.from({ length: 4 }, () => ({ ...young, clip: {} })),
    );
    const sha256 = createHash('sha256').update('a clip').digest('hex');
    await app.dataSource.query('UPDATE clips SET sha256 = $1', [sha256]);
    expect(await run('verify')).toMatchObject({
      code: 0,
      stdout: '4 clips, 24 bytes: 0 do not match their row.\n',
    });

    const [missing, longer, other] = ids.map((id) => `${id}_clip.mp4`);
    await rm(site.clips(missing));
    await writeFile(site.clips(longer), 'a clip and more');
    await writeFile(site.clips(other), 'A CLIP');
    const found = await run('verify', '--json');
    expect(found.code).toBe(2);
    expect(JSON.parse(found.stdout)).toEqual({
      ...{ clips: 4, renditions: 0, bytes: 24 },
      findings: [
        { event_id: ids[0], file_name: missing, problem: 'missing' },
        { event_id: ids[1], file_name: longer, problem: 'size' },
        { event_id: ids[2], file_name: other, problem: 'sha256' },
      ],
    });
  });

  it('says what to do about clips and renditions that do not match their row', async () => {
    const [id, other] = await seed(app.dataSource, site, [
      { ...young, clip: { rendition: 'completed' } },
      { ...young, clip: {} },
    ]);
    const of = (content: string) => createHash('sha256').update(content).digest('hex');
    await app.dataSource.query('UPDATE clips SET sha256 = $1', [of('a clip')]);
    await app.dataSource.query('UPDATE clip_renditions SET sha256 = $1', [of('rendition')]);
    const summary = (found: number) =>
      `2 clips and 1 renditions, 21 bytes: ${found} do not match their row.\n`;
    expect(await run('verify')).toMatchObject({ code: 0, stdout: summary(0) });

    await rm(site.clips(`${id}_h264.mp4`));
    const missing = `${id}_h264.mp4: the file is missing\n${summary(1)}`;
    const found = await run('verify');
    expect([found.code, found.stdout]).toEqual([2, expect.stringContaining(missing)]);
    expect(found.stdout).toContain('Delete the files of these renditions');
    expect(found.stdout).not.toContain('Restore these clips');
    await writeFile(site.clips(`${other}_clip.mp4`), 'A CLIP');
    expect((await run('verify')).stdout).toContain('Restore these clips from a backup');
  });
});

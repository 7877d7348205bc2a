import { expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { CleanupResult } from '../../src/cleanup/dto/cleanup-result.dto.js';
import { ended } from '../support/processes.js';
import type { Info } from '../support/api.js';
import { eventually } from '../support/eventually.js';
import type { Service } from '../support/service.js';
import { Installation, journey, PATIENT } from './installation.js';

const STARTED = new Date(Date.now() - 3_600_000).toISOString();

/** The promises of docs/operations.md about crashes, backups, moves and full disks. */
journey('A default install in trouble', (here) => {
  let service: Service;
  let made = 0;
  let before: Info;

  const filmed = async () => {
    const file_path = here().path('data/media/long.mp4');
    const video = { file_path, started_at: STARTED };
    return service.event({ started_at: STARTED, video });
  };

  it('makes a clip', async () => {
    await here().video('data/media/long.mp4', { seconds: 40 });
    service = await here().start();
    made = await filmed();
    expect((await service.generate(made, {}, PATIENT)).status).toBe(201);
    before = await service.withPoster(made);
  });

  it('loses nothing when it is killed during an encoding together with its database', async () => {
    const id = await filmed();
    const window = { start_offset_seconds: 1, end_offset_seconds: 39, cut: 'transcode' };
    await service.generate(id, window, { prefer: 'respond-async' });
    await eventually(async () => (await readdir(here().path('data/clips/.tmp'))).length > 0);
    const server = await here().postmaster();
    await service.kill();
    process.kill(server!, 'SIGKILL');
    await ended([server!]);

    service = await here().start();
    await eventually(async () => (await service.info(id)).status === 'completed', 60_000);
    expect(await service.info(id)).toMatchObject({ clip_available: true, frames: 38 * 15 });
    await eventually(async () => (await readdir(here().path('data/clips/.tmp'))).length === 0);
    expect(await service.info(made)).toEqual(before);
  });

  it('makes a poster that is missing when it is requested, and by cleanup', async () => {
    const url = before.poster_url ?? '';
    const name = `data/clips/posters/${made}.jpg`;
    const loseIt = async () => {
      await rm(here().path(name));
      await here().query(
        `UPDATE clips SET has_poster = false, generated_at = now() - interval '1 hour'`,
      );
      expect((await service.info(made)).poster_url).toBeNull();
    };
    await loseIt();
    const answers = await Promise.all([1, 2].map(() => fetch(service.origin + url)));
    for (const answer of answers) {
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(100);
    }
    expect((await service.info(made)).poster_url).toBe(url);
    expect((await fetch(`${service.origin}/api/media/posters/999999.jpg`)).status).toBe(404);

    await loseIt();
    await service.call('POST', '/api/cleanup/run', { dry_run: true });
    expect((await service.info(made)).poster_url).toBeNull();
    await service.call('POST', '/api/cleanup/run', {});
    expect((await service.info(made)).poster_url).toBe(url);
    expect((await stat(here().path(name))).size).toBeGreaterThan(100);
    before = await service.info(made);
  });

  it('works from a copy of its folder', async () => {
    expect(await service.stop()).toBe(0);
    const copy = await Installation.create();
    try {
      await promisify(execFile)('cp', ['-a', `${here().folder}/.`, copy.folder]);
      expect(await copy.run('migrate')).toMatchObject({ code: 0, stdout: 'Nothing to migrate.\n' });
      expect(await copy.run('verify')).toMatchObject({ code: 0 });
      const preview = await copy.run('cleanup', '--dry-run', '--json');
      const { stopped, reasons } = JSON.parse(preview.stdout) as CleanupResult;
      expect([preview.code, stopped, reasons.age.events]).toEqual([0, null, 0]);
      const restored = await copy.start();
      expect(await restored.info(made)).toEqual(before);
    } finally {
      await copy.remove();
    }
  });

  it('works with its clips in another folder', async () => {
    await rename(here().path('data/clips'), here().path('moved'));
    service = await here().start({ CLIPS_DIRECTORY: 'moved' });
    expect(await service.info(made)).toEqual(before);
    expect((await service.download(before.clip_url!)).length).toBe(before.file_size_bytes);
    const run = await service.call<CleanupResult>('POST', '/api/cleanup/run', { dry_run: true });
    expect([run.status, run.body.stopped]).toEqual([200, null]);
  });

  it('stops retention if the clips are missing', async () => {
    await service.stop();
    await rename(here().path('moved'), here().path('data/clips'));
    service = await here().start();
    await rename(here().path('data/clips'), here().path('aside'));
    expect((await service.call('GET', '/health/ready')).status).toBe(503);
    const { status, body } = await service.call<CleanupResult>('POST', '/api/cleanup/run', {});
    expect([status, body.stopped?.code]).toEqual([200, 'CLIPS_FOLDER_UNUSABLE']);
    await rename(here().path('aside'), here().path('data/clips'));
    await eventually(async () => (await service.call('GET', '/health/ready')).status === 200);
  });

  it('frees space by deleting the oldest clips, and keeps their events', async () => {
    await service.stop();
    service = await here().start({ CLIPS_MAX_BYTES: String(before.file_size_bytes) });
    const { status, body } = await service.call<CleanupResult>('POST', '/api/cleanup/run', {});
    expect([status, body.stopped, body.reasons.space.clips > 0]).toEqual([200, null, true]);
    const { status: still } = await service.call('GET', `/api/events/${made}`);
    expect(still).toBe(200);
    expect((await service.info(made)).message).toMatch(/room|space/);
  });
});

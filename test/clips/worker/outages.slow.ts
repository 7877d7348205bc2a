import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { openDatabase } from '../../../src/database/open-database.js';
import { eventually, reaches } from '../../support/eventually.js';
import { createHome, type Home } from '../../support/home.js';
import { isRoot } from '../../support/ordinary-user.js';
import { type Service, startService } from '../../support/service.js';
import { readClip } from '../../support/read-clip.js';
import { ENCODED, filmed, filmedEvent } from '../../support/footage/camera.js';
import { followProgress } from '../../support/follow-progress.js';
import { gatedFfmpeg } from '../../support/gated-ffmpeg.js';

const run = promisify(execFile);

describe('The queue', () => {
  let home: Home;
  const nodes: Service[] = [];
  /** What a test has started besides its nodes, to be stopped after them. */
  const ending: (() => Promise<unknown>)[] = [];

  beforeEach(async () => {
    home = await createHome();
  });
  afterEach(async () => {
    await Promise.all(nodes.splice(0).map((node) => node.stop()));
    for (const end of ending.splice(0)) await end();
    await home.remove();
  });

  async function start(settings: Record<string, string>): Promise<Service> {
    const node = await startService(home, settings);
    nodes.push(node);
    return node;
  }

  it('survives a restart of Postgres under load, in both roles', async () => {
    const dataDirectory = home.data('own');
    let database = await openDatabase({ dataDirectory });
    ending.push(() => database.close());
    const film = await filmed(home);
    const DATABASE_URL = database.url;
    const [api, worker] = await Promise.all([
      start({ DATABASE_URL, ROLE: 'api' }),
      start({ DATABASE_URL, ROLE: 'worker', CLIP_CONCURRENCY: '2' }),
    ]);
    const accepted: number[] = [];
    const refusals = new Set<unknown>();
    let loading = true;
    const load = (async () => {
      while (loading) {
        try {
          const id = await filmedEvent(api, film);
          const { status, body } = await api.generate(id, ENCODED, { prefer: 'respond-async' });
          if (status === 202) accepted.push(id);
          else refusals.add(`${status} ${body.code}`);
        } catch (error) {
          refusals.add((error as Error).message.split(':', 1)[0]);
        }
        await setTimeout(50);
      }
    })();
    try {
      await eventually(() => accepted.length >= 10);
      await database.close();
      await eventually(() => refusals.size > 0);
      database = await openDatabase({ dataDirectory });
      const before = accepted.length;
      await eventually(() => accepted.length >= before + 10);
    } finally {
      loading = false;
      await load;
    }
    // While the database is down, this is the only error.
    expect([...refusals]).toEqual(['503 DATABASE_UNAVAILABLE']);
    const states = async () =>
      (await Promise.all(accepted.map((id) => api.info(id)))).map(({ status }) => status);
    const ended = async () => (await states()).filter((status) => status !== 'pending').length;
    await reaches(accepted.length, ended);
    expect(new Set(await states())).toEqual(new Set(['completed']));
    await eventually(async () => (await home.unfinished()).length === 0);
    expect((await worker.call('GET', '/health/ready')).status).toBe(200);
  }, 600_000);

  it('keeps a progress stream open while nothing happens', async () => {
    const api = await start({ ROLE: 'api' });
    const id = await filmedEvent(api, await filmed(home));
    await api.generate(id, {}, { prefer: 'respond-async' });
    const { comments, states } = await followProgress(api.origin, id);
    await eventually(() => comments.length > 0, 60_000);
    expect(comments[0]).toMatch(/^:/);
    expect(states).toHaveLength(1);
    await api.call('DELETE', `/api/events/${id}/clip`);
  });

  /** A clips folder on a small disk of its own. Only root can mount one; other users skip these tests. */
  const onSmallDisk = isRoot ? it : it.skip;
  async function mountClips(): Promise<void> {
    await run('mkdir', ['-p', home.clips('.')]);
    await run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', home.clips('.')]);
    ending.push(() => run('umount', [home.clips('.')]));
  }

  onSmallDisk('fails a clip on a full disk and keeps the old one', async () => {
    await mountClips();
    const service = await start({});
    const id = await filmedEvent(service, await filmed(home));
    await service.generate(id, ENCODED);
    const before = await service.withPoster(id);
    const other = await filmedEvent(service, await filmed(home));
    await fill(home.clips('ballast'));
    const failed = { status: 'failed', error_code: 'NO_SPACE' };
    const again = await service.generate(id, { ...ENCODED, end_offset_seconds: 7, force: true });
    expect(again).toMatchObject({ status: 200, body: failed });
    expect(await service.info(id)).toMatchObject({ ...failed, sha256: before.sha256 });
    expect((await readClip(service, before.clip_url!)).sha256).toBe(before.sha256);
    expect(await home.unfinished()).toEqual([]);
    await run('rm', [home.clips('ballast')]);
    expect(await service.generate(other, ENCODED)).toMatchObject({ status: 201 });
    expect((await readdir(home.clips('.'))).filter((name) => name.endsWith('.mp4'))).toHaveLength(
      2,
    );
  });

  onSmallDisk('frees space once on a disk that fills up meanwhile, or fails the clip', async () => {
    await mountClips();
    const ffmpeg = await gatedFfmpeg(home.data('ffmpeg'));
    const service = await start({ ...ffmpeg.settings, CLIPS_MIN_FREE_BYTES: '10000' });
    const film = await filmed(home);
    const old = await filmedEvent(service, film);
    const long = { start_offset_seconds: -5, end_offset_seconds: 7, cut: 'transcode' };
    expect(await service.generate(old, long)).toMatchObject({ status: 201 });
    await service.withPoster(old);

    /** Requests a clip and fills the disk while its encoder waits. */
    const makeWhileFilling = async () => {
      await ffmpeg.shut();
      const before = (await ffmpeg.runs()).length;
      const id = await filmedEvent(service, film);
      const answer = service.generate(id, ENCODED, { prefer: 'wait=20' });
      await ffmpeg.started(before + 1);
      await fill(home.clips('ballast'));
      await ffmpeg.open();
      return answer;
    };
    expect(await makeWhileFilling()).toMatchObject({ status: 201 });
    const removed = await service.info(old);
    expect(removed).toMatchObject({ clip_available: false, status: 'none' });
    expect(removed.message).toContain('to make room');

    await run('rm', [home.clips('ballast')]);
    const [kept] = (await readdir(home.clips('.'))).filter((name) => name.endsWith('.mp4'));
    await service.call('PATCH', `/api/events/${parseInt(kept!)}/clip`, { protected: true });
    expect((await makeWhileFilling()).body).toMatchObject({
      status: 'failed',
      error_code: 'NO_SPACE',
    });
    expect(await home.unfinished()).toEqual([]);
    expect(await readdir(home.clips('.'))).toContain(kept);
  });

  onSmallDisk('reports a clips folder that has become read-only, and changes nothing', async () => {
    await mountClips();
    const service = await start({ CLEANUP_CRON: '0 0 1 1 *' });
    const film = await filmed(home);
    const id = await filmedEvent(service, film);
    await service.generate(id, ENCODED);
    const before = await service.withPoster(id);
    await run('mount', ['-o', 'remount,ro', home.clips('.')]);
    const unusable = { status: 'failed', error_code: 'CLIPS_FOLDER_UNUSABLE' };
    const again = await service.generate(id, { ...ENCODED, force: true });
    expect(again).toMatchObject({ status: 200, body: unusable });
    await eventually(() => service.log.some((line) => line.includes('"Clip failed"')));
    expect((await readClip(service, before.clip_url!)).sha256).toBe(before.sha256);
    const cleanup = await service.call<{ stopped: unknown }>('POST', '/api/cleanup/run', {});
    expect(cleanup.body.stopped).toMatchObject({ code: 'CLIPS_FOLDER_UNUSABLE' });
    expect((await service.call('GET', '/health/ready')).status).toBe(503);

    await run('mount', ['-o', 'remount,rw', home.clips('.')]);
    expect(await service.generate(id, { ...ENCODED, force: true })).toMatchObject({ status: 201 });
  });
});

/** Uses all free space of a disk. */
async function fill(path: string): Promise<void> {
  await writeFile(path, Buffer.alloc(8 * 1024 * 1024)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOSPC') throw error;
  });
}

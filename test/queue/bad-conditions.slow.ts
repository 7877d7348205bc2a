import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import pg from 'pg';
import { createHome, type Home } from '../support/home.js';
import { eventually } from '../support/eventually.js';
import { type Service, startService } from '../support/service.js';
import { at, ENCODED, filmed, filmedEvent } from './camera.js';
import { gatedFfmpeg, type GatedFfmpeg } from './gated-ffmpeg.js';
import { holdLock } from './locks.js';

const ASYNC = { prefer: 'respond-async' };

describe('A worker', () => {
  let home: Home;
  let ffmpeg: GatedFfmpeg;
  let api: Service;
  let film: string;
  let worker: Service | null = null;

  beforeAll(async () => {
    home = await createHome();
    film = await filmed(home);
    ffmpeg = await gatedFfmpeg(home.data('ffmpeg'));
    api = await startService(home, { ROLE: 'api' });
  });
  afterEach(() => ffmpeg.open());
  afterAll(async () => {
    await Promise.all([api?.stop(), worker?.stop()]);
    await home.remove();
  });

  async function startWorker(): Promise<Service> {
    return (worker ??= await startService(home, { ...ffmpeg.settings, ROLE: 'worker' }));
  }

  async function stopWorker(): Promise<void> {
    await worker?.stop();
    worker = null;
  }

  it('queues a new job for a request that has none', async () => {
    await stopWorker();
    const id = await filmedEvent(api, film);
    await api.generate(id, ENCODED, ASYNC);
    const database = new pg.Client(home.settings['DATABASE_URL']);
    await database.connect();
    await database.query('DELETE FROM event_clips_jobs.job');
    await database.query(`UPDATE clip_requests SET requested_at = now() - interval '1 hour'`);
    await database.end();
    const left = home.clips(`.tmp/${id}-${crypto.randomUUID()}.${crypto.randomUUID()}.mp4`);
    await writeFile(left, 'half a clip');
    await startWorker();
    await eventually(async () => (await api.info(id)).status === 'completed');
    await home.settled();
  });

  it('that is stopped while it makes a poster leaves it to the next worker', async () => {
    await stopWorker();
    const posters = await gatedFfmpeg(home.data('posters'), 'mjpeg');
    await posters.shut();
    worker = await startService(home, { ...posters.settings, ROLE: 'worker' });
    const id = await filmedEvent(api, film);
    expect(await api.generate(id, ENCODED, { prefer: 'wait=60' })).toMatchObject({ status: 201 });
    await posters.started(1);
    await stopWorker();
    expect(await api.info(id)).toMatchObject({ status: 'completed', poster_url: null });
    await startWorker();
    await api.withPoster(id);
  });

  it('that dies between file and row leaves a clip that a cancellation keeps', async () => {
    const { DATABASE_URL } = home.settings;
    const dying = await startWorker();
    const id = await filmedEvent(api, film);
    await api.generate(id, ENCODED);
    // Its poster is recorded in the same table, which is locked below.
    const before = await api.withPoster(id);
    // The file is published while the record waits.
    const lock = await holdLock(DATABASE_URL!, 'LOCK TABLE clips IN EXCLUSIVE MODE');
    await api.generate(id, { ...ENCODED, end_offset_seconds: 2, force: true }, ASYNC);
    await lock.waiting(1);
    worker = null;
    await dying.kill();
    await lock.release();
    expect((await api.call('DELETE', `/api/events/${id}/clip`)).status).toBe(204);
    const after = await api.info(id);
    expect(after).toMatchObject({ status: 'completed', clip_available: true, frames: 45 });
    expect(after.sha256).not.toBe(before.sha256);
    const file = await readFile(home.clips(`${id}_clip.mp4`));
    expect(createHash('sha256').update(file).digest('hex')).toBe(after.sha256);
  });

  it('serves health checks and no API', async () => {
    const worker = await startWorker();
    expect((await worker.call('GET', '/health/ready')).status).toBe(200);
    expect((await worker.call('GET', '/api/events')).status).toBe(404);
  });

  it('reports a missing clips folder, and makes clips again once it is back', async () => {
    await startWorker();
    const id = await filmedEvent(api, film);
    await api.generate(id, ENCODED);
    await home.settled();
    await rename(home.clips('.tmp'), home.clips('elsewhere'));
    try {
      const { status, body } = await api.generate(id, { ...ENCODED, force: true });
      expect([status, body.status, body.error_code]).toEqual([
        200,
        'failed',
        'CLIPS_FOLDER_UNUSABLE',
      ]);
      expect(body.message).not.toContain(home.clips(''));
      expect(await api.info(id)).toMatchObject({ status: 'failed', clip_available: true });
    } finally {
      await rename(home.clips('elsewhere'), home.clips('.tmp'));
    }
    expect(await api.generate(id, { ...ENCODED, force: true })).toMatchObject({ status: 201 });
  });

  it.each(['video', 'recording'])(
    'reports a %s that was deleted while its clip was being made',
    async (kind) => {
      await startWorker();
      const video = await home.video(`short-lived ${kind}.mp4`, { seconds: 12 });
      await ffmpeg.shut();
      const before = (await ffmpeg.runs()).length;
      const camera_id = 'short-lived';
      const filmedBy = { camera_id, file_path: video, started_at: at(0) };
      if (kind === 'recording') await api.recording(filmedBy);
      const id = await (kind === 'recording'
        ? api.event({ camera_id, started_at: at(5) })
        : filmedEvent(api, video));
      const answer = api.generate(id, ENCODED, { prefer: 'wait=20' });
      await ffmpeg.started(before + 1);
      await rm(video);
      await ffmpeg.open();
      expect((await answer).body).toMatchObject({
        status: 'failed',
        error_code: 'VIDEO_NOT_FOUND',
      });
      expect(await home.unfinished(id)).toEqual([]);
    },
  );
});

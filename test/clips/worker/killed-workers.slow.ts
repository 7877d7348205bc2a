import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { seeded } from '../../support/seeded.js';
import { numbers } from '../../support/read-clip.js';
import { eventually, reaches } from '../../support/eventually.js';
import { readFrameNumbers } from '../../support/footage.js';
import { createHome, type Home } from '../../support/home.js';
import { type Service, startService } from '../../support/service.js';
import { at, ENCODED, filmed, filmedEvent } from '../../support/footage/camera.js';
import { gatedFfmpeg, type GatedFfmpeg, isAlive } from '../../support/gated-ffmpeg.js';

const EVENTS = 25;
const KILLS = 10;
const FPS = 15;

describe('Workers that are killed', () => {
  let home: Home;
  let ffmpeg: GatedFfmpeg;
  let api: Service;
  let workers: Service[];

  beforeEach(async () => {
    home = await createHome();
    ffmpeg = await gatedFfmpeg(home.data('ffmpeg'));
    api = await startService(home, { ROLE: 'api' });
    workers = [await startWorker()];
  });
  afterEach(async () => {
    await ffmpeg.open();
    await Promise.all([api, ...workers].map((node) => node?.stop()));
    await home.remove();
  });

  const startWorker = () =>
    startService(home, { ...ffmpeg.settings, ROLE: 'worker', CLIP_CONCURRENCY: '1' });

  async function jobOf(eventId: number): Promise<string> {
    const database = new pg.Client(home.settings['DATABASE_URL']);
    await database.connect();
    const sql = 'SELECT job_id FROM clip_requests WHERE event_id = $1';
    const { rows } = await database.query<{ job_id: string }>(sql, [eventId]);
    await database.end();
    return rows[0]!.job_id;
  }

  it('lose their FFmpeg at once, and within 30 s another worker runs their job', async () => {
    await ffmpeg.shut();
    const id = await filmedEvent(api, await filmed(home));
    const answer = api.generate(id, ENCODED, { prefer: 'wait=60' });
    const orphan = await ffmpeg.started(1);
    const job = `${id}-${await jobOf(id)}`;
    await writeFile(home.clips(`.tmp/${job}.${crypto.randomUUID()}.mp4`), 'half a clip');
    await writeFile(home.clips(`.tmp/${id}-poster.${crypto.randomUUID()}.jpg`), 'half a poster');
    const other = await startWorker();
    await workers.pop()!.kill();
    const killedAt = performance.now();
    workers.push(other);
    await eventually(() => !isAlive(orphan), 2_000);
    await eventually(async () => (await ffmpeg.runs()).length === 2, 30_000);
    expect(performance.now() - killedAt).toBeLessThan(30_000);
    await ffmpeg.open();
    expect(await answer).toMatchObject({ status: 201 });
    await home.settled();
  });

  it('at ten random moments damage none of twenty-five clips', async () => {
    const random = seeded(4);
    const film = await home.video('film.mp4', { seconds: 15 });
    const whole = { start_offset_seconds: 0, end_offset_seconds: 8, cut: 'transcode' };
    const offsets = new Map<number, [startSeconds: number, endSeconds: number]>();
    /** How long a clip takes on this machine: the second one, as the first is slower. */
    let clipMs = 0;
    while (offsets.size < 2) {
      const id = await filmedEvent(api, film);
      offsets.set(id, [0, 8]);
      const began = performance.now();
      expect(await api.generate(id, whole, { prefer: 'wait=60' })).toMatchObject({ status: 201 });
      clipMs = performance.now() - began;
    }

    await ffmpeg.shut();
    workers.push(await startWorker());
    for (let i = offsets.size; i < EVENTS; i++) {
      const id = await filmedEvent(api, film);
      offsets.set(id, [-(i % 5), 8]);
      const body = { ...whole, start_offset_seconds: -(i % 5) };
      await api.generate(id, body, { prefer: 'respond-async' });
    }
    const states = async () =>
      (await Promise.all([...offsets.keys()].map((id) => api.info(id)))).map(
        ({ status }) => status,
      );

    for (let kill = 0; kill < KILLS; kill++) {
      // At a random moment while a clip is made: each of the two workers makes at most one meanwhile.
      await ffmpeg.open();
      await setTimeout(random() * clipMs);
      const victim = Math.floor(random() * workers.length);
      await workers[victim]!.kill();
      // The other worker must wait meanwhile: a worker takes longer to start than a clip to make.
      await ffmpeg.shut();
      workers[victim] = await startWorker();
    }
    expect(await states()).toContain('pending');
    await ffmpeg.open();
    const ended = async () => (await states()).filter((status) => status !== 'pending').length;
    await reaches(EVENTS, ended);
    expect(new Set(await states())).toEqual(new Set(['completed']));

    const clips = (await readdir(home.clips('.'))).filter((name) => /clip/.test(name));
    expect(clips.sort()).toEqual([...offsets.keys()].map((id) => `${id}_clip.mp4`).sort());
    await home.settled();
    // Equal files are decoded once.
    const shown = new Map<string, (number | null)[]>();
    for (const [id, [from, to]] of offsets) {
      const info = await api.info(id);
      const path = home.clips(`${id}_clip.mp4`);
      const sha256 = createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
      const requested_starts_at = at(5 + from);
      expect(info).toMatchObject({ sha256, requested_starts_at, clip_available: true });
      if (!shown.has(sha256)) {
        const frames = await readFrameNumbers(path, { ignoreEditList: true });
        shown.set(
          sha256,
          frames.map(({ number }) => number),
        );
      }
      expect(shown.get(sha256)).toEqual(numbers((5 + from) * FPS, (5 + to) * FPS - 1));
    }
  }, 600_000);
});

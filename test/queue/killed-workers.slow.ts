import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { seeded } from '../cut/seeded.js';
import { numbers } from '../e2e/read-clip.js';
import { eventually } from '../support/eventually.js';
import { readFrameNumbers } from '../support/footage.js';
import { createHome, type Home } from '../support/home.js';
import { type Service, startService } from '../support/service.js';
import { at, ENCODED, filmed, filmedEvent } from './camera.js';
import { gatedFfmpeg, type GatedFfmpeg, isAlive } from './gated-ffmpeg.js';

const EVENTS = 50;
const KILLS = 20;
const FPS = 15;

describe('Workers that are killed', () => {
  let home: Home;
  let ffmpeg: GatedFfmpeg;
  let api: Service;
  const workers: Service[] = [];

  beforeAll(async () => {
    home = await createHome();
    ffmpeg = await gatedFfmpeg(home.data('ffmpeg'));
    api = await startService(home, { ROLE: 'api' });
  });
  afterEach(() => ffmpeg.open());
  afterAll(async () => {
    await Promise.all([api, ...workers].map((node) => node?.stop()));
    await home.remove();
  });

  const startWorker = () =>
    startService(home, { ...ffmpeg.settings, ROLE: 'worker', CLIP_CONCURRENCY: '1' });

  it('lose their job to another within 30 s, and their FFmpeg at once', async () => {
    workers.push(await startWorker());
    await ffmpeg.shut();
    const id = await filmedEvent(api, await filmed(home));
    const answer = api.generate(id, ENCODED, { prefer: 'wait=60' });
    const orphan = await ffmpeg.started(1);
    const left = home.clips(`.tmp/${(await jobOf(id)) ?? ''}.${crypto.randomUUID()}.mp4`);
    await writeFile(left, 'half a clip');
    const other = await startWorker();
    await workers.pop()!.kill();
    workers.push(other);
    await eventually(() => !isAlive(orphan), 2_000);
    const killedAt = performance.now();
    await ffmpeg.started(2);
    expect(performance.now() - killedAt).toBeLessThan(30_000);
    await ffmpeg.open();
    expect(await answer).toMatchObject({ status: 201 });
    expect(await home.unfinished()).toEqual([]);
  });

  /** The name that a job's files in the making begin with. */
  async function jobOf(eventId: number): Promise<string | undefined> {
    const names = await home.unfinished();
    return names.find((name) => name.startsWith(`${eventId}-`))?.split('.')[0];
  }

  it('at twenty random moments, while fifty clips are made, break none of them', async () => {
    const random = seeded(4);
    const film = await home.video('long.mp4', { seconds: 50 });
    while (workers.length < 2) workers.push(await startWorker());
    const windows = new Map<number, [from: number, to: number]>();
    for (let i = 0; i < EVENTS; i++) {
      const id = await filmedEvent(api, film);
      const window: [number, number] = [-(i % 5), 40];
      windows.set(id, window);
      const [start_offset_seconds, end_offset_seconds] = window;
      const body = { start_offset_seconds, end_offset_seconds, cut: 'transcode' };
      await api.generate(id, body, { prefer: 'respond-async' });
    }
    const states = async () =>
      (await Promise.all([...windows.keys()].map((id) => api.info(id)))).map(
        ({ status }) => status,
      );

    for (let kill = 0; kill < KILLS; kill++) {
      await setTimeout(random() * 1_500);
      const victim = Math.floor(random() * workers.length);
      await workers[victim]!.kill();
      workers[victim] = await startWorker();
    }
    expect(await states()).toContain('pending');
    await eventually(async () => (await states()).every((status) => status !== 'pending'), 120_000);
    expect(new Set(await states())).toEqual(new Set(['completed']));

    const clips = (await readdir(home.clips('.'))).filter((name) => name.endsWith('.mp4'));
    expect(clips).toEqual(
      expect.arrayContaining([...windows.keys()].map((id) => `${id}_clip.mp4`)),
    );
    await eventually(async () => (await home.unfinished()).length === 0);
    // Equal bytes need not be decoded twice.
    const shown = new Map<string, (number | null)[]>();
    for (const [id, [from, to]] of windows) {
      const info = await api.info(id);
      const path = home.clips(`${id}_clip.mp4`);
      const sha256 = createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
      expect(info).toMatchObject({
        sha256,
        requested_starts_at: at(5 + from),
        clip_available: true,
      });
      if (!shown.has(sha256)) {
        const frames = await readFrameNumbers(path, { ignoreEditList: true });
        shown.set(
          sha256,
          frames.map(({ number }) => number),
        );
      }
      expect(shown.get(sha256)).toEqual(numbers((5 + from) * FPS, (5 + to) * FPS - 1));
    }
  }, 400_000);
});

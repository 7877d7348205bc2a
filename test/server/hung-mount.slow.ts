import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '../support/eventually.js';
import { createHome, type Home } from '../support/home.js';
import { canHang, type HungMount, hungMount } from '../support/hung-mount.js';
import { descendantsOf, ended } from '../support/processes.js';
import { type Service, startService } from '../support/service.js';

const STARTED = '2026-01-03T10:00:00.000Z';
const WINDOW = { start_offset_seconds: 1, end_offset_seconds: 3, cut: 'transcode' };
/** More than the threads that Node has for files. */
const HUNG = 6;
/** What hangs takes for ever; on a busy machine the rest may take its time. */
const AT_ONCE_MS = 15_000;
const WAITS = /^A folder of footage does not answer\./;
const isWaiting = (message: string | null) => WAITS.test(message ?? '');

/** One footage root that hangs, and one that does not. */
((await canHang()) ? describe : describe.skip)('A footage root that does not answer', () => {
  let home: Home;
  let service: Service;
  let video: string;
  let mount: HungMount | null = null;
  const share = () => home.media('share');
  const local = () => home.media('local');

  beforeAll(async () => {
    home = await createHome();
    video = await home.video('local/video.mp4');
    await mkdir(share());
    for (let i = 0; i < HUNG; i++) await copyFile(video, join(share(), `${i}.mp4`));
    service = await start();
  });

  afterEach(() => {
    mount?.end();
    mount = null;
  });
  afterAll(async () => {
    mount?.end();
    await service.kill();
    await home.remove();
  });

  const start = () =>
    startService(home, {
      MEDIA_ROOTS: `${share()}:${local()}`,
      CLIP_GENERATE_WAIT_SECONDS: '1',
      API_KEYS: '',
    });
  const filmed = (path: string) =>
    service.event({ started_at: STARTED, video: { file_path: path, started_at: STARTED } });
  const readiness = async () =>
    (await service.call<{ status: string }>('GET', '/health/ready')).body;

  const isSaid = (text: string) => service.log.some((line) => line.includes(text));

  async function atOnce<T>(work: Promise<T>): Promise<T> {
    const began = performance.now();
    const result = await work;
    expect(performance.now() - began).toBeLessThan(AT_ONCE_MS);
    return result;
  }

  it('delays nothing but what touches it, is named, and its clips are made once it answers', async () => {
    const good = await filmed(video);
    await service.generate(good, WINDOW, { prefer: 'wait=60' });
    const { clip_url: made } = await service.withPoster(good);
    const hung = await Promise.all(
      Array.from({ length: HUNG }, (_, i) => filmed(join(share(), `${i}.mp4`))),
    );

    mount = hungMount(share());
    for (const id of hung) await atOnce(service.generate(id, WINDOW, { prefer: 'respond-async' }));
    const registrations = Array.from({ length: HUNG }, (_, i) =>
      service.call('POST', '/api/recordings', {
        ...{ camera_id: 'share', file_path: join(share(), `${i}.mp4`), started_at: STARTED },
      }),
    );
    for (let round = 0; round < 2; round++) {
      expect((await atOnce(service.call('GET', '/health/live'))).status).toBe(200);
      expect((await atOnce(service.download(made!))).length).toBeGreaterThan(1000);
      expect((await atOnce(service.call('GET', '/'))).status).toBe(200);
      await atOnce(service.call('GET', '/api/events'));
      const id = await atOnce(filmed(video));
      await service.generate(id, WINDOW, { prefer: 'wait=60' });
      expect(await service.info(id)).toMatchObject({ status: 'completed' });
    }
    for (const { status, body } of await Promise.all(registrations)) {
      expect([status, body.code]).toEqual([503, 'FOOTAGE_NOT_ANSWERING']);
    }
    expect(await readiness()).toMatchObject({ status: 'degraded' });
    expect((await service.logged()).join()).toContain('Folder 1 of MEDIA_ROOTS does not answer.');
    for (const id of hung) {
      await eventually(async () => isWaiting((await service.info(id)).message), 60_000);
      expect(await service.info(id)).toMatchObject({ status: 'pending' });
    }
    const { body } = await service.generate(hung[0]!, WINDOW, { prefer: 'wait=1' });
    expect(body).toMatchObject({ status: 'pending', message: expect.stringMatching(WAITS) });
    // An event is not lost with its footage.
    expect(await atOnce(filmed(join(share(), 'later.mp4')))).toBeGreaterThan(0);

    mount!.end();
    for (const id of hung) {
      await eventually(async () => (await service.info(id)).status === 'completed', 120_000);
      expect((await service.info(id)).message ?? '').not.toMatch(WAITS);
    }
    await eventually(async () => (await readiness()).status === 'ok', 60_000);
  }, 300_000);

  it('does not keep the process from ending on SIGTERM, and loses no job', async () => {
    const id = await filmed(join(share(), '1.mp4'));
    mount = hungMount(share());
    await service.generate(id, WINDOW, { prefer: 'respond-async' });
    await eventually(() => isSaid('does not answer'), 60_000);
    const children = await descendantsOf(service.pid);
    const began = performance.now();
    expect(await service.stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(30_000);
    expect(await ended(children)).toBe(true);

    service = await start();
    expect(await service.info(id)).toMatchObject({ status: 'pending' });
    await eventually(() => isSaid('does not answer'), 60_000);
    mount!.end();
    await eventually(async () => (await service.info(id)).status === 'completed', 120_000);
  });
});

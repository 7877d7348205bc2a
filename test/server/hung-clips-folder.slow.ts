import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { eventually } from '../support/eventually.js';
import { createHome, type Home } from '../support/home.js';
import { canHang, type HungMount, hungMount } from '../support/hung-mount.js';
import { descendantsOf, ended } from '../support/processes.js';
import { type Service, spawnService, startService } from '../support/service.js';

const STARTED = '2026-01-03T10:00:00.000Z';
const WINDOW = { start_offset_seconds: 1, end_offset_seconds: 3, cut: 'transcode' };
/** More than the threads that Node has for files. */
const CALLS = 6;
/** What needs the folder is refused by then, and what does not is answered long before. */
const BOUNDED_MS = 25_000;
const AT_ONCE_MS = 8_000;
const NOT_READY = /Not ready.*clips_folder.*The clips folder does not answer\./;

((await canHang()) ? describe : describe.skip)('A clips folder that does not answer', () => {
  let home: Home;
  let service: Service;
  let video: string;
  let mount: HungMount | null = null;

  beforeAll(async () => {
    home = await createHome();
    video = await home.video('video.mp4');
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

  const settings = { CLIP_GENERATE_WAIT_SECONDS: '1', API_KEYS: '' };
  const start = () => startService(home, settings);
  const filmed = () =>
    service.event({ started_at: STARTED, video: { file_path: video, started_at: STARTED } });
  const request = (id: number) => service.generate(id, WINDOW, { prefer: 'respond-async' });
  const isMade = async (id: number) => (await service.info(id)).status === 'completed';
  const isSaid = (text: string) => service.log.some((line) => line.includes(text));
  const readiness = async () => (await service.call('GET', '/health/ready')).status;

  async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
    const began = performance.now();
    const result = await work;
    expect(performance.now() - began).toBeLessThan(limitMs);
    return result;
  }

  it('refuses what needs it, is named, stops nothing else, and its clips are made once it answers', async () => {
    const made = await filmed();
    await service.generate(made, WINDOW, { prefer: 'wait=60' });
    const { clip_url: link } = await service.withPoster(made);
    const waiting = await Promise.all(Array.from({ length: 3 }, filmed));

    mount = hungMount(home.clips(''));
    for (const id of waiting) await within(BOUNDED_MS, request(id));
    const calls = Array.from({ length: CALLS }, (_, i) =>
      within(
        BOUNDED_MS,
        i % 2 === 0 ? service.call('GET', link!) : service.call('GET', `/api/events/${made}/clip`),
      ),
    );
    for (let round = 0; round < 3; round++) {
      expect((await within(AT_ONCE_MS, service.call('GET', '/health/live'))).status).toBe(200);
      expect((await within(AT_ONCE_MS, service.call('GET', '/'))).status).toBe(200);
      expect((await within(AT_ONCE_MS, service.call('GET', '/api/cameras'))).status).toBe(200);
      expect(await within(AT_ONCE_MS, filmed())).toBeGreaterThan(0);
      const recording = { camera_id: 'front', file_path: video, started_at: STARTED };
      const registered = service.call('POST', '/api/recordings', recording);
      expect((await within(AT_ONCE_MS, registered)).status).toBeLessThan(300);
    }
    for (const { status, body } of await Promise.all(calls)) {
      expect([status, body.code]).toEqual([503, 'CLIPS_FOLDER_NOT_ANSWERING']);
    }
    await eventually(async () => (await readiness()) === 503, 60_000);
    expect((await service.logged()).some((line) => NOT_READY.test(line))).toBe(true);
    await eventually(() => isSaid('Clip is postponed'), 60_000);
    expect(isSaid('Clip failed')).toBe(false);

    mount!.end();
    for (const id of waiting) await eventually(() => isMade(id), 120_000);
    await eventually(async () => (await readiness()) === 200, 60_000);
    expect((await service.download(link!)).length).toBeGreaterThan(1000);
    expect(isSaid('The clips folder answers again')).toBe(true);
  }, 300_000);

  it('does not keep the process from ending on SIGTERM, and loses no job', async () => {
    const id = await filmed();
    mount = hungMount(home.clips(''));
    await request(id);
    await eventually(() => isSaid('Clip is postponed'), 60_000);
    const children = await descendantsOf(service.pid);
    await within(30_000, service.stop());
    expect(await ended(children)).toBe(true);

    // A start in front of a folder that does not answer ends too, with the reason.
    const starting = spawnService({ ...home.settings, ...settings, PORT: '0' });
    await within(60_000, starting.exited);
    expect(starting.log.join('\n')).toMatch(/CLIPS_DIRECTORY cannot be used: .* does not answer/);

    mount!.end();
    service = await start();
    await eventually(() => isMade(id), 120_000);
    const { clip_url: link } = await service.info(id);
    const file = await readFile(home.clips(`${id}_clip.mp4`));
    expect(Buffer.compare(await service.download(link!), file)).toBe(0);
  }, 300_000);
});

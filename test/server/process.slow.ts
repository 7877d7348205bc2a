import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { findPostmaster } from '../../src/database/postmaster-file.js';
import { descendantsOf, ended, isRunning } from '../support/processes.js';
import { gatedFfmpeg, type GatedFfmpeg } from '../support/gated-ffmpeg.js';
import { eventually } from '../support/eventually.js';
import { createHome, type Home } from '../support/home.js';
import { type Service, startService } from '../support/service.js';

const STARTED = '2026-01-03T10:00:00.000Z';
const WINDOW = { start_offset_seconds: 1, end_offset_seconds: 3, cut: 'transcode' };

describe('The process on its embedded database', () => {
  let home: Home;
  let ffmpeg: GatedFfmpeg;
  let video: string;
  /** The running service, if any. Tests share it, since a start takes longer than most tests. */
  let service: Service | null = null;

  beforeAll(async () => {
    home = await createHome('embedded');
    ffmpeg = await gatedFfmpeg(home.data('ffmpeg'));
    video = await home.video('video.mp4');
  });

  afterEach(() => ffmpeg.open());
  afterAll(async () => {
    await service?.stop();
    await home.remove();
  });

  const running = async () => (service ??= await startService(home, ffmpeg.settings));
  const stop = async () => {
    const stopped = service?.stop();
    service = null;
    return stopped;
  };
  const kill = async () => {
    await service?.kill();
    service = null;
  };
  const postmaster = () => findPostmaster(home.data('postgres/cluster'));
  const filmed = (on: Service) =>
    on.event({ started_at: STARTED, video: { file_path: video, started_at: STARTED } });

  /** Starts to make a clip, and returns its event and the encoder's process. */
  async function encoding(on: Service): Promise<{ id: number; encoder: number }> {
    await ffmpeg.shut();
    const before = (await ffmpeg.runs()).length;
    const id = await filmed(on);
    await on.generate(id, WINDOW, { prefer: 'respond-async' });
    return { id, encoder: await ffmpeg.started(before + 1) };
  }

  async function expectMade(on: Service, id: number): Promise<void> {
    await eventually(async () => (await on.info(id)).status === 'completed', 40_000);
    expect(await on.info(id)).toMatchObject({ clip_available: true, frames: 30 });
    await home.settled();
  }

  it('listens on loopback, logs JSON with a line for each request, and no secrets', async () => {
    const { origin, log } = await running();
    expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:/);
    await service?.call('GET', '/api/events?camera_id=hidden', undefined, {
      authorization: 'Bearer hidden',
      cookie: 'hidden',
    });
    await eventually(() => log.some((line) => line.includes('GET /api/events 200')));
    const lines = log.filter((line) => line.startsWith('{'));
    expect(() => lines.map((line) => JSON.parse(line) as unknown)).not.toThrow();
    expect(log.join('\n')).not.toContain('hidden');
  });

  it('stops cleanly during an encoding, and makes the clip after the next start', async () => {
    const first = await running();
    const made = await filmed(first);
    expect((await first.generate(made, WINDOW)).status).toBe(201);
    const before = await first.withPoster(made);
    const { id, encoder } = await encoding(first);
    const server = await postmaster();
    const children = await descendantsOf(first.pid);
    expect(children).toContain(encoder);

    expect(await stop()).toBe(0);
    expect(await Promise.all([encoder, server!].map(isRunning))).not.toContain(true);
    // Those that read footage end because the service did, and thus a moment later.
    expect(await ended(children)).toBe(true);
    expect(await postmaster()).toBeNull();
    expect(await home.unfinished()).toEqual([]);
    expect(await readdir(home.clips(''))).not.toContain(`${id}_clip.mp4`);

    await ffmpeg.open();
    const second = await running();
    await expectMade(second, id);
    expect(await second.info(made)).toEqual(before);
  });

  it('finishes running answers when it is stopped', async () => {
    const id = await filmed(await running());
    const asked = service!.generate(id, WINDOW);
    await eventually(async () => (await service!.info(id)).status !== 'none');
    const exit = stop();
    expect([200, 201, 202]).toContain((await asked).status);
    expect(await exit).toBe(0);
  });

  it('leaves no encoder when it is killed, joins its database again, and makes the clip', async () => {
    const { id, encoder } = await encoding(await running());
    const server = await postmaster();
    await kill();
    expect(await ended([encoder])).toBe(true);
    expect(await postmaster()).toBe(server);

    await ffmpeg.open();
    const second = await running();
    expect(second.log.join('\n')).toContain('Joined the embedded PostgreSQL');
    expect(await postmaster()).toBe(server);
    await expectMade(second, id);
  });

  it('recovers when it is killed together with its database, and loses nothing', async () => {
    const first = await running();
    const id = await filmed(first);
    await first.generate(id, WINDOW);
    const before = await first.withPoster(id);
    const server = await postmaster();
    await kill();
    process.kill(server!, 'SIGKILL');
    await ended([server!]);

    const second = await running();
    expect(await second.info(id)).toEqual(before);
    expect(second.log.join('\n')).toContain('Started the embedded PostgreSQL');
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readdir, stat } from 'node:fs/promises';
import { eventually } from '../support/eventually.js';
import { at, STARTED } from '../support/footage/camera.js';
import { type GatedFfmpeg, gatedFfmpeg, isAlive } from '../support/gated-ffmpeg.js';
import { createHome, type Home } from '../support/home.js';
import { descendantsOf } from '../support/processes.js';
import { readClip } from '../support/read-clip.js';
import { type Service, startService } from '../support/service.js';

const WAIT = { prefer: 'wait=60' };
/** Large enough for its rendition to take seconds. */
const FILM = { seconds: 12, size: '1280x720', codec: 'libx265', audio: 'aac-48k' } as const;

describe('A rendition', () => {
  let home: Home;
  let gate: GatedFfmpeg;
  let service: Service;
  let id: number;
  let url: string;

  beforeEach(async () => {
    home = await createHome();
    gate = await gatedFfmpeg(home.data('gate'));
    service = await start();
    const file_path = await home.video('film.mp4', FILM);
    const video = { file_path, started_at: at(0) };
    id = await service.event({ started_at: new Date(STARTED).toISOString(), video });
    const window = { start_offset_seconds: 1, end_offset_seconds: FILM.seconds };
    expect(await service.generate(id, window)).toMatchObject({ status: 201 });
    url = `/api/media/clips/${id}_clip.mp4?rendition=h264`;
    await home.settled();
  });
  afterEach(async () => {
    await gate?.open();
    await service?.stop();
    await home?.remove();
  });

  const start = () => startService(home, { CLIP_VIDEO_CODEC: 'original', ...gate.settings });
  const ask = (headers = {}) => service.call('GET', url, undefined, headers);
  const made = () => service.log.filter((line) => line.includes('"Rendition made"')).length;

  /** The clip's and its rendition's file, and nothing unfinished. */
  async function isWhole(): Promise<void> {
    await home.settled();
    const files = (await readdir(home.clips(''))).filter((name) => name.endsWith('.mp4'));
    expect(files.sort()).toEqual([`${id}_clip.mp4`, `${id}_h264.mp4`]);
    const { clip_url } = await service.info(id);
    const [clip, rendition] = [await readClip(service, clip_url!), await readClip(service, url)];
    expect(rendition.numbers).toEqual(clip.numbers);
  }

  it('is made although the service and its FFmpeg were killed in the middle', async () => {
    expect((await ask()).status).toBe(202);
    const encoder = await gate.started(1);
    await eventually(async () => {
      const files = await home.unfinished(id);
      const sizes = await Promise.all(files.map((name) => stat(home.clips(`.tmp/${name}`))));
      return sizes.some(({ size }) => size > 0);
    });
    const started = await descendantsOf(service.pid);
    expect(started).toContain(encoder);
    await service.kill();
    started.forEach(kill);
    await eventually(() => !started.some(isAlive));
    expect(made()).toBe(0);
    expect(await readdir(home.clips(''))).not.toContain(`${id}_h264.mp4`);
    expect(await home.unfinished(id)).not.toEqual([]);

    service = await start();
    expect((await ask(WAIT)).status).toBe(200);
    expect(made()).toBe(1);
    await isWhole();
  });

  it('is made although its FFmpeg was killed', async () => {
    await gate.shut();
    expect((await ask()).status).toBe(202);
    process.kill(await gate.started(1), 'SIGKILL');
    await gate.open();
    expect((await ask(WAIT)).status).toBe(200);
    expect(await gate.runs()).toHaveLength(2);
    await isWhole();
  });
});

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It ended with the service.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

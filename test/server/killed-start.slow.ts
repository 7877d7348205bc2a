import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { descendantsOf, ended } from '../support/processes.js';
import { gatedFfmpeg, type GatedFfmpeg } from '../support/gated-ffmpeg.js';
import { eventually } from '../support/eventually.js';
import { createHome, type Home } from '../support/home.js';
import { type Service, spawnService, startService } from '../support/service.js';

const STARTED = '2026-01-03T10:00:00.000Z';

/** The next start removes what killed processes leave behind. */
let home: Home;
let other: Home;
let ffmpeg: GatedFfmpeg;
let settings: Record<string, string>;
const services: Service[] = [];

beforeAll(async () => {
  [home, other] = await Promise.all([createHome('embedded'), createHome()]);
  ffmpeg = await gatedFfmpeg(other.data('ffmpeg'));
  settings = { ...ffmpeg.settings, TMPDIR: other.data('tmp') };
  await mkdir(other.data('tmp'));
});
afterEach(async () => {
  await ffmpeg.open();
  await Promise.all(services.splice(0).map((service) => service.stop()));
});
afterAll(() => Promise.all([home.remove(), other.remove()]));

async function start(at: Home): Promise<Service> {
  const service = await startService(at, settings);
  services.push(service);
  return service;
}

async function forkServerOf(pid: number): Promise<number> {
  for (const child of await descendantsOf(pid)) {
    const command = await readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '');
    if (command.includes('fork-server-process')) return child;
  }
  throw new Error('It has no fork server.');
}

/** Starts an encoder, in its own working folder. */
async function encode(service: Service, video: string): Promise<void> {
  const before = (await ffmpeg.runs()).length;
  const id = await service.event({
    started_at: STARTED,
    video: { file_path: video, started_at: STARTED },
  });
  const window = { start_offset_seconds: 1, end_offset_seconds: 3, cut: 'transcode' };
  await service.generate(id, window, { prefer: 'respond-async' });
  await ffmpeg.started(before + 1);
}

it('removes the temporary folders of a killed service, but not those of a running one', async () => {
  await ffmpeg.shut();
  const temporary = () => readdir(other.data('tmp'));
  const living = await start(other);
  await encode(living, await other.video('video.mp4'));
  const livings = await temporary();
  const killed = await start(home);
  await encode(killed, await home.video('video.mp4'));
  expect(await temporary()).toHaveLength(livings.length + 1);

  // Kills its fork server too, which would remove the folder.
  const forkServer = await forkServerOf(killed.pid);
  process.kill(forkServer, 'SIGSTOP');
  services.pop();
  const kill = killed.kill();
  await ended([killed.pid]);
  process.kill(forkServer, 'SIGKILL');
  await kill;
  expect(await temporary()).toHaveLength(livings.length + 1);

  await ffmpeg.open();
  const next = await start(home);
  const [left = ''] = livings;
  await eventually(() => next.log.some((line) => line.includes('temporary folders of killed')));
  const line = next.log.find((each) => each.includes('temporary folders of killed')) ?? '{}';
  expect((JSON.parse(line) as { folders: string[] }).folders).toHaveLength(1);
  expect(line).not.toContain(left);
  expect(await temporary()).toContain(left);
  await eventually(async () => (await living.info(1)).status === 'completed');
}, 90_000);

it('removes an incomplete database cluster of a killed start', async () => {
  const fresh = await createHome('embedded');
  try {
    const clusters = async () =>
      (await readdir(fresh.data('postgres')).catch(() => [])).filter((n) => n.startsWith('new-'));
    const first = spawnService({ ...fresh.settings, PORT: '0' });
    await eventually(async () => (await clusters()).length > 0);
    const below = await descendantsOf(first.pid);
    await first.end('SIGKILL');
    expect(await clusters()).toHaveLength(1);
    // It continues without its parent, to the end.
    await ended(below);

    const next = await startService(fresh);
    expect(await clusters()).toEqual([]);
    await next.stop();
  } finally {
    await fresh.remove();
  }
}, 90_000);

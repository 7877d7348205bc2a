import { expect, it } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { platform } from 'node:os';
import type { CleanupResult } from '../../src/cleanup/dto/cleanup-result.dto.js';
import { settings } from '../../src/config/settings.js';
import type { Generated, Info } from '../support/api.js';
import { readFrameNumbers } from '../support/footage.js';
import type { Service } from '../support/service.js';
import { eventually } from '../support/eventually.js';
import { journey, PATIENT } from './installation.js';
import { printed } from './printed.js';

/** An address of this machine on which the service does not listen by default. */
const ELSEWHERE = platform() === 'linux' ? '127.0.0.2' : null;
const KEY = 'f00dfeedf00dfeedf00dfeedf00dfeed';

/** Runs the commands of the README as printed, from the first to the last. */
journey('The service of the README, in an empty folder', (here) => {
  const [start, copy, register, make, chooseWindow, hold] = printed(
    'README.md',
    'A clip of your own footage',
  ) as [string, string, string, string, string, string];
  let service: Service;
  let id = '';

  it('starts with only a port', async () => {
    service = await here().startAs(start);
    expect(service.origin).toBe(`http://127.0.0.1:${here().port}`);
    if (ELSEWHERE) await expect(fetch(`http://${ELSEWHERE}:${here().port}`)).rejects.toThrow();
    expect(await readdir(here().folder)).toEqual(['data']);
    expect(service.log[0]).toBe(
      `Started the embedded PostgreSQL in ${here().path('data/postgres')}`,
    );
    expect((await service.call('GET', '/health/live')).status).toBe(200);
    expect(await service.call('GET', '/health/ready')).toMatchObject({
      ...{ status: 200, body: { status: 'ok' } },
    });
  });

  (platform() === 'linux' ? it : it.skip)('gets no other setting', async () => {
    const environment = await readFile(`/proc/${service.pid}/environ`, 'utf8');
    const names = environment.split('\0').map((entry) => entry.split('=')[0] ?? '');
    expect(names.filter((name) => Object.hasOwn(settings, name))).toEqual(['PORT']);
  });

  it('has the settings that .env.example lists', async () => {
    const example = await readFile(new URL('../../.env.example', import.meta.url), 'utf8');
    const listed = [...example.matchAll(/^# ([A-Z_]+=.*)$/gm)].map(([, line]) => line);
    expect(listed.length).toBeGreaterThan(30);
    const { code, stdout } = await here().run('config');
    // Depends on the machine.
    const shown = stdout.trim().replace(/^CLIP_CONCURRENCY=\d+$/m, 'CLIP_CONCURRENCY=');
    expect([code, shown.split('\n')]).toEqual([0, listed]);
  });

  it('registers an event of a video', async () => {
    await here().video('data/demo/media/front-door_2026-01-03_10-30-00.mp4', { seconds: 40 });
    await here().shell(copy);
    id = (await here().shell(`${register}\necho "$ID"`)).trim();
    expect(id).toMatch(/^\d+$/);
  });

  it('makes the clip, describes it, serves it, and ffprobe agrees', async () => {
    const answers = await here().shell(make, { ID: id });
    const [generated, info, probed] = answers.split(/(?<=\})(?=\{|codec_name)/) as [
      string,
      string,
      string,
    ];
    expect(JSON.parse(generated) as Generated).toMatchObject({ status: 'completed' });
    expect(JSON.parse(info) as Info).toMatchObject({
      ...{ clip_available: true, duration_seconds: 20, frames: 300, method: 'smart', gaps: [] },
      starts_at: '2026-01-03T10:30:15.000Z',
      ends_at: '2026-01-03T10:30:35.000Z',
    });
    expect(probed).toMatch(/^codec_name=h264\nnb_frames=300\nduration=20\.0/);
    const frames = await readFrameNumbers(here().path('clip.mp4'));
    expect([frames.at(0)?.number, frames.at(-1)?.number]).toEqual([15 * 15, 35 * 15 - 1]);
  });

  it('makes the clip again with the requested interval', async () => {
    const { status } = JSON.parse(await here().shell(chooseWindow, { ID: id })) as Generated;
    const info = await service.withPoster(Number(id));
    expect([status, info.duration_seconds, info.starts_at]).toEqual([
      ...['completed', 10],
      '2026-01-03T10:30:18.000Z',
    ]);
  });

  it('protects the clip, and previews retention', async () => {
    const answers = await here().shell(hold, { ID: id });
    const [held, preview] = answers.split(/(?<=\})(?=\{)/) as [string, string];
    expect(JSON.parse(held) as Info).toMatchObject({
      protected: true,
      protected_reason: 'case 12',
    });
    const { file_size_bytes: bytes } = JSON.parse(held) as Info;
    expect(JSON.parse(preview) as CleanupResult).toMatchObject({
      ...{ dry_run: true, stopped: null, errors: 0, held: { clips: 1, bytes, late_events: 1 } },
    });
  });

  it('serves the page', async () => {
    const page = await fetch(`http://localhost:${here().port}`);
    expect([page.status, page.headers.get('content-type')]).toEqual([
      ...[200, 'text/html;charset=utf-8'],
    ]);
    const links = [...(await page.text()).matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)];
    expect(links.length).toBeGreaterThan(1);
    for (const [, link] of links) expect((await fetch(service.origin + link)).status).toBe(200);
  });

  it('says that its port is taken', async () => {
    const second = here().spawn({ LOG_LEVEL: 'fatal' });
    expect(await second.exited).toBe(1);
    expect(second.log.at(-1)).toMatch(/listens on this address and port\. .* PORT\.$/);
    expect((await service.call('GET', '/health/ready')).status).toBe(200);
  });

  it('cuts a file without a server', async () => {
    const [commands = ''] = printed('README.md', 'Exact clips');
    const lines = commands
      .replaceAll('VIDEO', 'data/media/mine.mp4')
      .replace('--at 1:02', '--at 0:22');
    const said = await here().shell(lines.replace('--start 60 --end 75', '--start 20 --end 30'));
    expect(said).toMatch(/moment\.mp4\nsmart: .*\n150 frames, 10\.000 s/);
    const frames = await readFrameNumbers(here().path('other.mp4'));
    expect([frames.at(0)?.number, frames.length]).toEqual([300, 150]);
  });

  it('shares the work between processes of the same folder', async () => {
    await here().stop();
    const [lines = ''] = printed('README.md', 'The API');
    const [api, worker] = lines
      .trim()
      .split('\n')
      .map((line) => line.replace(/ PORT=\d+/, ' PORT='));
    const ports = [here().port, here().port + 1];
    const [first, second] = await Promise.all([
      here().startAs(api!.replace('PORT=', `PORT=${ports[0]}`)),
      here().startAs(worker!.replace('PORT=', `PORT=${ports[1]}`)),
    ]);
    expect((await first.generate(Number(id), { force: true })).body.code).toBe('CLIP_PROTECTED');
    await first.call('PATCH', `/api/events/${id}/clip`, { protected: false });
    expect((await first.generate(Number(id), { force: true }, PATIENT)).status).toBe(201);
    expect((await second.call('GET', '/health/ready')).status).toBe(200);
    expect((await second.call('GET', '/api/events')).status).toBe(404);
    await Promise.all([first.stop(), second.stop()]);
    expect(await here().postmaster()).toBeNull();
  });

  it('listens on other addresses with keys, and serves clips by signed links', async () => {
    await here().stop();
    const [lines = ''] = printed('README.md', 'Settings');
    service = await here().startAs(lines.replace('$(openssl rand -hex 24)', KEY));
    const origin = `http://127.0.0.1:${here().port}`;
    const line = `"Listening on http://0.0.0.0:${here().port} (all interfaces)"`;
    await eventually(() => service.log.some((each) => each.includes(line)));
    if (ELSEWHERE) expect((await fetch(`http://${ELSEWHERE}:${here().port}`)).status).toBe(200);
    expect((await fetch(`${origin}/api/events`)).status).toBe(401);
    const authorized = { headers: { authorization: `Bearer ${KEY}` } };
    const info = (await (
      await fetch(`${origin}/api/events/${id}/clip`, authorized)
    ).json()) as Info;
    expect((await fetch(origin + info.clip_url)).status).toBe(200);
    expect((await fetch(origin + info.clip_url?.split('?')[0])).status).toBe(401);
  });

  it('refuses to listen on other addresses without keys', async () => {
    const refused = here().spawn({ HOST: '0.0.0.0' });
    expect(await refused.exited).toBe(1);
    expect(refused.log).toEqual([expect.stringMatching(/^HOST must be 127\.0\.0\.1 .*API_KEYS/)]);
  });
});

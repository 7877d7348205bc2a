import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { mkdir, readdir, rename, utimes } from 'node:fs/promises';
import { type Receiver, startReceiver } from '../support/receiver.js';
import { isRunning } from '../support/processes.js';
import type { Info } from '../support/api.js';
import { eventually } from '../support/eventually.js';
import type { Service } from '../support/service.js';
import { journey, PATIENT } from './installation.js';
import { printed } from './printed.js';

const STARTED = Date.parse('2026-01-03T10:30:00Z');
const at = (seconds: number) => new Date(STARTED + seconds * 1000).toISOString();

/** The promises of docs/operations.md about running the service, in its order. */
journey('A default install in operation', (here) => {
  let service: Service;
  let receiver: Receiver;
  let made = 0;
  let before: Info;

  beforeAll(async () => void (receiver = await startReceiver()));
  afterAll(() => receiver?.close());

  it('migrates before the first start', async () => {
    const first = await here().run('migrate');
    expect([first.code, first.stdout]).toEqual([0, expect.stringContaining('InitialSchema')]);
    expect(await here().postmaster()).toBeNull();
    service = await here().start({ MIGRATIONS_RUN: 'false' });
    expect((await service.call('GET', '/health/ready')).status).toBe(200);
  });

  it('imports the recordings of a folder tree, and makes clips of them', async () => {
    const [command = ''] = printed('docs/operations.md', 'Import existing footage');
    const tree = here().path('data/media/frigate');
    const file = await here().video('data/media/frigate/2026-01-03/10/front/30.00.mp4');
    const import_ = () => here().shell(command.replace('/srv/footage', tree));
    expect(await import_()).toMatch(/^added 0, .* growing 1, /);
    await utimes(file, new Date(STARTED), new Date(STARTED));
    expect(await import_()).toMatch(/^added 1, .* failed 0$/m);
    made = await service.event({ camera_id: 'front', started_at: at(2), ended_at: at(4) });
    expect((await service.generate(made, {}, PATIENT)).status).toBe(201);
    before = await service.withPoster(made);
    expect(before).toMatchObject({ starts_at: at(0), ends_at: at(6), frames: 90 });
  });

  it('stops on SIGTERM with its database, and continues with pending clips at the next start', async () => {
    const id = await service.event({ camera_id: 'front', started_at: at(3) });
    const slowly = { cut: 'transcode', start_offset_seconds: -3 };
    await service.generate(id, slowly, { prefer: 'respond-async' });
    const server = await here().postmaster();
    expect(await service.stop()).toBe(0);
    expect([await here().postmaster(), await isRunning(server!)]).toEqual([null, false]);

    service = await here().start({
      WEBHOOK_URL: receiver.url,
      WEBHOOK_SECRET: 'known to both',
      PUBLIC_URL: 'https://nvr.example',
    });
    await eventually(async () => (await service.info(id)).status === 'completed');
    expect(await service.info(id)).toMatchObject({ clip_available: true, method: 'transcode' });
    expect(await service.info(made)).toEqual(before);
  });

  it('sends signed messages about clips to other services', async () => {
    const id = await service.event({ camera_id: 'front', started_at: at(2) });
    await service.generate(id, {}, PATIENT);
    const [file, away] = ['frigate/2026-01-03/10/front/30.00.mp4', 'away.mp4'].map((name) =>
      here().path('data/media', name),
    ) as [string, string];
    await rename(file, away);
    await service.generate(id, { force: true }, PATIENT);
    await rename(away, file);
    await service.call('DELETE', `/api/events/${id}/clip`);
    await eventually(() => receiver.types(id).length === 3);
    expect(receiver.types(id).sort()).toEqual(['clip.completed', 'clip.deleted', 'clip.failed']);
    for (const { headers, body, message } of receiver.received) {
      const of = String(message.data['event_id']);
      expect(message.data['event_url']).toBe(`https://nvr.example/api/events/${of}`);
      const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
      const signature = createHmac('sha256', 'known to both').update(signed).digest('base64');
      expect(headers['webhook-signature']).toBe(`v1,${signature}`);
    }
  });

  it(`has metrics, and runs under the same Node.js as its tests, ${process.version}`, async () => {
    const { body } = await service.call<string>('GET', '/metrics');
    expect(body).toContain(`nodejs_version_info{version="${process.version}"`);
    expect(body).toMatch(/^event_clips_generations_total\{[^}]*outcome="completed"[^}]*\} 1$/m);
    expect(body).toMatch(/^event_clips_free_bytes \d/m);
  });

  it('loses nothing when it is killed', async () => {
    const server = await here().postmaster();
    await service.kill();
    service = await here().start({ MEDIA_ROOTS: 'data/media:data/later' });
    expect(service.log[0]).toMatch(/^Joined the embedded PostgreSQL/);
    expect([await here().postmaster(), await service.info(made)]).toEqual([server, before]);
    expect((await service.generate(made, { force: true }, PATIENT)).status).toBe(201);
  });

  it('reports a folder of MEDIA_ROOTS that is missing, and does not make it', async () => {
    const degraded = { status: 200, body: { status: 'degraded' } };
    expect(await service.call('GET', '/health/ready')).toMatchObject(degraded);
    expect(await readdir(here().path('data'))).not.toContain('later');
    await mkdir(here().path('data/later'));
    await eventually(async () => (await readiness()) === 'ok');
  });

  const readiness = async () =>
    (await service.call<{ status: string }>('GET', '/health/ready')).body.status;
});

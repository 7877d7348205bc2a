import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import type { Generated } from '../support/api.js';
import { eventually } from '../support/eventually.js';
import { createHome, type Home } from '../support/home.js';
import { type Service, startService } from '../support/service.js';
import { routerOf } from './router-of.js';

const keyOf = (name: string) => `${name}-key-0123456789`;
const bearer = (name: string) => ({ authorization: `Bearer ${keyOf(name)}` });
const line = (name: string, scopes: string, limits = '') =>
  `${name} ${scopes} ${createHash('sha256').update(keyOf(name)).digest('hex')} ${limits}\n`;

const ALL = 'read+write+admin';
const NVR = line('nvr', ALL);
const GUARD = line('guard', ALL, 'cameras=front,back%20door');
const PROXY = line('proxy', 'read', 'names-users');
const PAST = line('past', 'read', 'expires=2026-01-01T00:00:00Z');
const STARTED = '2026-01-03T10:00:00Z';

interface Made {
  id: number;
  code?: string;
}

describe('A key for a person', () => {
  let home: Home;
  let service: Service;
  let file: string;
  /** An event with a clip, and a recording, of each camera. */
  const events: Record<string, number> = {};
  const recordings: Record<string, number> = {};
  const clips: Record<string, string> = {};

  beforeAll(async () => {
    home = await createHome();
    file = home.data('../keys');
    await writeFile(file, NVR + GUARD + PROXY + PAST);
    service = await startService(home, { API_KEYS_FILE: file });
    for (const camera_id of ['front', 'back door', 'yard']) {
      const file_path = await home.video(`${camera_id}.mp4`, { seconds: 3 });
      const footage = { camera_id, file_path, started_at: STARTED };
      recordings[camera_id] = (await call<Made>('nvr', 'POST', '/api/recordings', footage)).body.id;
      const event = { camera_id, started_at: STARTED };
      const id = (await call<Made>('nvr', 'POST', '/api/events', event)).body.id;
      events[camera_id] = id;
      const path = `/api/events/${id}/clip/generate`;
      const made = await call<Generated>('nvr', 'POST', path, { end_offset_seconds: 1 });
      clips[camera_id] = made.body.clip_url ?? '';
    }
  });

  afterAll(async () => {
    await service?.stop();
    await home.remove();
  });

  const call = <T>(name: string, method: string, path: string, body?: unknown, headers = {}) =>
    service.call<T>(method, path, body, { ...bearer(name), ...headers });

  async function answer(name: string, method: string, path: string, body?: unknown, headers = {}) {
    const { status, body: shown } = await call<Made | null>(name, method, path, body, headers);
    return shown?.code ? `${status} ${shown.code}` : String(status);
  }

  describe('that is limited to cameras', () => {
    it('lists only what belongs to them', async () => {
      type Lists = { events: { camera_id: string }[]; recordings: { camera_id: string }[] };
      const cameras = async (path: string) => {
        const { body } = await call<Lists & { cameras: { camera_id: string }[] }>('guard', 'GET', path); // prettier-ignore
        return (body.events ?? body.recordings ?? body.cameras).map(({ camera_id }) => camera_id);
      };
      for (const path of ['/api/events', '/api/recordings', '/api/cameras']) {
        expect([path, (await cameras(path)).sort()]).toEqual([path, ['back door', 'front']]);
      }
      for (const path of ['/api/events', '/api/recordings']) {
        expect(await cameras(`${path}?camera_id=front`)).toEqual(['front']);
        expect(await cameras(`${path}?camera_id=yard`)).toEqual([]);
      }
    });

    it('gets for what belongs to another camera what it gets for what does not exist', async () => {
      const unknown = 2_000_000_000;
      const routes = (await routerOf({ ...home.settings, API_KEYS_FILE: file })).filter((route) =>
        /:(id|filename|camera_id)/.test(route),
      );
      expect(routes.length).toBeGreaterThan(12);
      for (const route of routes) {
        const [method = '', path = ''] = route.split(' ');
        const fill = (camera: string, event: number, recording: number) =>
          path
            .replace(':camera_id', encodeURIComponent(camera))
            .replace(':filename', path.includes('posters') ? `${event}.jpg` : `${event}_clip.mp4`)
            .replace(':id', String(path.includes('recordings') ? recording : event));
        const body = method === 'GET' ? undefined : bodyFor(route);
        const ofOther = fill('yard', events['yard']!, recordings['yard']!);
        const [shown, expected] = await Promise.all([
          answer('guard', method, ofOther, body),
          answer('guard', method, fill('unknown', unknown, unknown), body),
        ]);
        expect([route, shown]).toEqual([route, expected]);
        expect([route, shown]).toEqual([route, expect.stringMatching(/^(404|403 FORBIDDEN)/)]);
      }
      // Nothing happened to them.
      const { body } = await call<Generated>('nvr', 'GET', `/api/events/${events['yard']}/clip`);
      expect(body).toMatchObject({ status: 'completed', clip_available: true, protected: false });
    });

    /** A body that the route accepts. */
    function bodyFor(route: string): unknown {
      if (route.endsWith('/detections')) {
        const still = { file_path: home.media('still.jpg'), detected_at: STARTED };
        return { detections: [still] };
      }
      return route.startsWith('PATCH') && route.endsWith('/clip') ? { protected: true } : {};
    }

    it('works as any other for its cameras', async () => {
      for (const camera of ['front', 'back door']) {
        const event = `/api/events/${events[camera]}`;
        expect(await answer('guard', 'GET', event)).toBe('200');
        expect(await answer('guard', 'PATCH', event, { label: 'person' })).toBe('200');
        expect(await answer('guard', 'GET', `${event}/clip`)).toBe('200');
        expect(await answer('guard', 'POST', `${event}/clip/share`, {})).toBe('200');
        const settings = `/api/cameras/${encodeURIComponent(camera)}`;
        expect(await answer('guard', 'GET', settings)).toBe('200');
        expect(await answer('guard', 'PUT', settings, { name: 'Door' })).toBe('200');
        expect(await answer('guard', 'GET', clips[camera]!.split('?')[0]!)).toBe('200');
      }
    });

    it('registers nothing for others', async () => {
      const of = (camera_id: string) => ({
        ...{ camera_id, started_at: STARTED },
        file_path: home.media(`${camera_id}.mp4`),
      });
      const event = { camera_id: 'yard', started_at: STARTED };
      expect(await answer('guard', 'POST', '/api/events', event)).toBe('403 FORBIDDEN');
      expect(await answer('guard', 'POST', '/api/recordings', of('yard'))).toBe('403 FORBIDDEN');
      const { body } = await call<{ recordings: unknown[] }>('guard', 'POST', '/api/recordings', {
        recordings: [of('front'), of('yard')],
      });
      expect(body.recordings).toEqual([
        { id: recordings['front'], placed_by: 'given' },
        { error: { code: 'FORBIDDEN', message: expect.stringContaining('limited to cameras') } },
      ]);
    });

    it('is refused what concerns all cameras', async () => {
      for (const [method, path, body] of [
        ['GET', '/metrics'],
        ['GET', '/api/cleanup'],
        ['POST', '/api/cleanup/run', { dry_run: true }],
        ['GET', '/api/audit'],
      ] as const) {
        expect(await answer('guard', method, path, body)).toBe('403 FORBIDDEN');
      }
    });

    it('makes links that show no more than it may see itself', async () => {
      const share = `/api/events/${events['front']}/clip/share`;
      const { clip_url } = (await call<{ clip_url: string }>('guard', 'POST', share, {})).body;
      const status = async () => (await fetch(service.origin + clip_url)).status;
      expect(await status()).toBe(200);
      await change(NVR + line('guard', ALL, 'cameras=yard') + PROXY + PAST);
      expect(await status()).toBe(404);
      await change(NVR + GUARD + PROXY + PAST);
      expect(await status()).toBe(200);
    });
  });

  it('that has expired is refused, and says so', async () => {
    expect(await answer('past', 'GET', '/api/events')).toBe('401 KEY_EXPIRED');
    const refused = await fetch(`${service.origin}/api/events`, { headers: bearer('past') });
    expect(refused.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('may name the person behind it only if it is allowed to', async () => {
    const user = { 'x-event-clips-user': 'anna@example.org' };
    expect(await answer('proxy', 'GET', '/api/events', undefined, user)).toBe('200');
    expect(await answer('nvr', 'GET', '/api/events', undefined, user)).toBe('403 USER_NOT_ALLOWED');
    const wrong = { 'x-event-clips-user': ' '.repeat(3) + 'x'.repeat(201) };
    expect(await answer('proxy', 'GET', '/api/events', undefined, wrong)).toBe('400 INVALID_USER');
    const log = await service.logged();
    const [named] = log.filter((entry) => entry.includes('anna@example.org'));
    expect(JSON.parse(named ?? '{}')).toMatchObject({ key: 'proxy', user: 'anna@example.org' });
    const [other] = log.filter((entry) => entry.includes('"key":"nvr"'));
    expect(JSON.parse(other ?? '{"user":1}')).not.toHaveProperty('user');
  });

  describe('in a keys file', () => {
    it('is added and removed without a restart, and its links end with it', async () => {
      const share = `/api/events/${events['front']}/clip/share`;
      await change(NVR + line('temp', 'read'));
      const { clip_url } = (await call<{ clip_url: string }>('temp', 'POST', share, {})).body;
      expect((await fetch(service.origin + clip_url)).status).toBe(200);
      // By a new file under the name, as editors and deployment tools do.
      await writeFile(`${file}.new`, NVR + GUARD + PROXY + PAST);
      await rename(`${file}.new`, file);
      await eventually(async () => (await answer('temp', 'GET', '/api/events')).startsWith('401'));
      expect((await fetch(service.origin + clip_url)).status).toBe(401);
      expect(await answer('guard', 'GET', '/api/events')).toBe('200');
    });

    it.each<[string, () => Promise<void>, string]>([
      ['is damaged', () => writeFile(file, `${NVR}guard read 1234\n`), 'hash of 64 hex digits'],
      ['is empty', () => writeFile(file, ''), 'a file with at least one key'],
      ['is removed', () => rm(file), 'API_KEYS_FILE cannot be read'],
    ])('stays valid when the file %s, which is logged', async (_, spoil, reason) => {
      const complaints = () =>
        service.log.filter((entry) => entry.includes('keys stay') && entry.includes(reason));
      await spoil();
      await eventually(() => complaints().length > 0);
      expect(JSON.parse(complaints()[0]!)).toMatchObject({ level: 50 });
      expect(await answer('guard', 'GET', '/api/events')).toBe('200');
      expect(await answer('other', 'GET', '/api/events')).toBe('401 UNAUTHORIZED');
      await change(NVR + GUARD + PROXY + PAST);
    });
  });

  /** Writes the file, and waits until the service has read it. */
  async function change(text: string): Promise<void> {
    const reports = () => service.log.filter((entry) => entry.includes('keys file has changed'));
    const before = reports().length;
    await writeFile(file, text);
    await eventually(() => reports().length > before);
  }
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { createHome, type Home } from '../support/home.js';
import type { Generated, Info } from '../support/api.js';
import { type Receiver, startReceiver } from '../support/receiver.js';
import { type Service, startService } from '../support/service.js';

const key = (scopes: string) => `${scopes}-key-0123456789`;
const bearer = (scopes: string) => ({ authorization: `Bearer ${key(scopes)}` });
const API_KEYS = ['read', 'write', 'read+write'].map((scopes) => `nvr:${scopes}:${key(scopes)}`);
const STARTED = '2026-01-03T10:00:00Z';
const PLAIN = /^\/api\/media\/(clips\/\d+_clip\.mp4|posters\/\d+\.jpg)$/;
const SIGNED = /^\/api\/media\/[^?]+\?expires=\d+&version=[\da-f]{16}&signature=/;
const CURRENT = /^\/api\/media\/[^?]+\?expires=\d+&signature=/;

/** The first second of the footage, or its last two. */
const HARMLESS = { start_offset_seconds: 0, end_offset_seconds: 1 };
const OTHER = { start_offset_seconds: 2, end_offset_seconds: 4 };

describe('Links to clips', () => {
  let home: Home;
  let service: Service;
  let receiver: Receiver;

  beforeAll(async () => {
    home = await createHome();
    receiver = await startReceiver();
    await start(API_KEYS);
  });

  afterAll(async () => {
    await service?.stop();
    await receiver?.close();
    await home.remove();
  });

  async function start(keys: readonly string[]): Promise<void> {
    service = await startService(home, {
      API_KEYS: keys.join(),
      WEBHOOK_URL: receiver.url,
      PUBLIC_URL: 'https://nvr.example',
    });
  }

  const call = <T>(scopes: string, method: string, path: string, body?: unknown) =>
    service.call<T>(method, path, body, bearer(scopes));

  async function register(fields: object = {}): Promise<number> {
    const video = { file_path: await home.video('plain.mp4', { seconds: 5 }), started_at: STARTED };
    const event = { camera_id: 'front', started_at: STARTED, video, ...fields };
    return (await call<{ id: number }>('write', 'POST', '/api/events', event)).body.id;
  }

  const generate = (eventId: number, body: object, scopes = 'read+write') =>
    call<Generated>(scopes, 'POST', `/api/events/${eventId}/clip/generate`, body);

  /** The links to the clip and its poster, which is made last. */
  async function links(eventId: number): Promise<{ clip: string; poster: string }> {
    const path = `/api/events/${eventId}/clip`;
    await eventually(async () => (await call<Info>('read', 'GET', path)).body.poster_url !== null);
    const { clip_url, poster_url } = (await call<Info>('read', 'GET', path)).body;
    return { clip: clip_url ?? '', poster: poster_url ?? '' };
  }

  async function share(eventId: number, body: object): Promise<string> {
    const path = `/api/events/${eventId}/clip/share`;
    return (await call<{ clip_url: string }>('read', 'POST', path, body)).body.clip_url;
  }

  /** The status of an answer, and the code of a refusal. */
  async function open(link: string, headers: Record<string, string> = {}, method = 'GET') {
    const { status, body } = await service.call<{ code?: string } | string | null>(
      method,
      link,
      undefined,
      headers,
    );
    return typeof body === 'object' && body ? `${status} ${body.code}` : String(status);
  }

  it('of cameras show one interval, to whoever has them', async () => {
    const file_path = await home.video('hall.mp4', { seconds: 5 });
    const recording = { camera_id: 'the hall/1', file_path, started_at: STARTED };
    await call('write', 'POST', '/api/recordings', recording);
    const query = 'from=2026-01-03T10:00:01Z&to=2026-01-03T10:00:02Z';
    const path = `/api/cameras/${encodeURIComponent('the hall/1')}/clip.json?${query}`;
    const { clip_url } = (await call<{ clip_url: string }>('read', 'GET', path)).body;
    expect(await open(clip_url)).toBe('200');
    expect(await open(`${clip_url}&download=1`)).toBe('200');
    for (const [what, other] of [
      ['02.000Z', '03.000Z'],
      ['hall%2F1', 'hall%2F2'],
      ['cut=smart', 'cut=keyframe'],
      ['clip.mp4', 'clip.json'],
    ] as const) {
      expect(clip_url).toContain(what);
      expect(await open(clip_url.replace(what, other))).toMatch(/^401 /);
    }
    expect(await open(path)).toBe('401 UNAUTHORIZED');
    expect(await open(path, bearer('write'))).toBe('403 FORBIDDEN');
  });

  it('are signed only for keys with read, whichever call answers with them', async () => {
    const external_id = 'signed only for read';
    const id = await register({ external_id });
    const event = `/api/events/${id}`;
    const made = await generate(id, HARMLESS, 'write');
    expect([made.status, made.body.clip_url]).toEqual([201, expect.stringMatching(PLAIN)]);
    expect(made.headers.get('location')).toBe(made.body.clip_url);
    expect((await generate(id, HARMLESS, 'write')).body.clip_url).toMatch(PLAIN);
    await links(id);

    const patched = await call<Info>('write', 'PATCH', `${event}/clip`, { protected: false });
    expect(patched.body).toMatchObject({ clip_available: true, sha256: expect.any(String) });
    expect(patched.body.clip_url).toMatch(PLAIN);
    expect(patched.body.poster_url).toMatch(PLAIN);
    for (const [method, path, body] of [
      ['PATCH', event, {}],
      ['POST', '/api/events', { camera_id: 'front', started_at: STARTED, external_id }],
    ] as const) {
      const answer = await call<{ id: number; clip: Info | null }>('write', method, path, body);
      const { clip } = answer.body;
      expect(answer.body.id).toBe(id);
      expect(clip?.clip_url).toMatch(PLAIN);
      expect(clip?.poster_url).toMatch(PLAIN);
    }
    const refused = await call<{ code: string }>('write', 'POST', `${event}/clip/share`, {});
    expect([refused.status, refused.body.code]).toEqual([403, 'FORBIDDEN']);
    expect(await open(made.body.clip_url ?? '', bearer('write'))).toBe('403 FORBIDDEN');
    expect(await open(made.body.clip_url ?? '', bearer('read'))).toBe('200');

    const both = await call<Info>('read+write', 'PATCH', `${event}/clip`, { protected: false });
    expect([both.body.clip_url, both.body.poster_url]).toEqual([
      expect.stringMatching(SIGNED),
      expect.stringMatching(SIGNED),
    ]);
    expect(await open(both.body.clip_url ?? '')).toBe('200');
    expect(await open(both.body.poster_url ?? '')).toBe('200');
  });

  it('work also if the request carries a key that may not read, or a wrong one', async () => {
    const id = await register();
    await generate(id, HARMLESS);
    const { clip, poster } = await links(id);
    for (const link of [clip, poster]) {
      for (const headers of [bearer('write'), bearer('wrong')]) {
        expect(await open(link, headers)).toBe('200');
        expect((await fetch(service.origin + link, { method: 'HEAD', headers })).status).toBe(200);
      }
    }
    expect(await open(`${clip}x`, bearer('write'))).toBe('403 FORBIDDEN');
  });

  it('are signed with their whole query', async () => {
    const id = await register();
    await generate(id, HARMLESS);
    const { clip } = await links(id);
    const [path = '', query = ''] = clip.split('?');
    const version = /version=([\da-f]+)/.exec(query)?.[1];
    expect(await open(`${clip}&download=1`)).toBe('200');
    expect(await open(`${clip}&v=${version}`)).toBe('200');
    expect(await open(`${path}?${query.split('&').reverse().join('&')}`)).toBe('200');
    for (const changed of [
      `${clip}&rendition=gif`,
      `${clip}&version=${version}`,
      `${clip}&version[]=${version}`,
      clip.replace(/version=[^&]*&/, ''),
      clip.replace(/version=[^&]*/, 'version=0000000000000000'),
    ]) {
      expect([changed, await open(changed)]).toEqual([changed, '401 INVALID_LINK']);
    }
  });

  it('are for one version of the clip, unless they were requested for the current one', async () => {
    const id = await register();
    await generate(id, HARMLESS);
    const first = await links(id);
    const shared = await share(id, { ttl_seconds: 31_536_000 });
    const current = await share(id, { current: true });
    expect([shared, current]).toEqual([
      expect.stringMatching(SIGNED),
      expect.stringMatching(CURRENT),
    ]);
    await eventually(() => receiver.types(id).includes('clip.completed'));
    const message = receiver.received.find(({ message: { data } }) => data['event_id'] === id);
    const sent = String(message?.message.data['clip_url']).replace('https://nvr.example', '');
    expect(sent).toMatch(CURRENT);
    const before = await service.download(current);
    expect([await service.download(shared), await service.download(sent)]).toEqual([
      before,
      before,
    ]);

    await generate(id, { ...OTHER, force: true });
    const second = await links(id);
    for (const link of [first.clip, first.poster, shared]) {
      expect(await open(link)).toBe('410 CLIP_REPLACED');
      expect(await open(link, bearer('read'))).toBe('410 CLIP_REPLACED');
      expect((await fetch(service.origin + link, { method: 'HEAD' })).status).toBe(410);
    }
    expect(await open(second.poster)).toBe('200');
    const after = await service.download(second.clip);
    expect(after.equals(before)).toBe(false);
    expect([await service.download(current), await service.download(sent)]).toEqual([after, after]);

    // The clip of the first link is the same again.
    expect((await call('write', 'DELETE', `/api/events/${id}/clip`)).status).toBe(204);
    expect(await open(first.clip)).toBe('404 CLIP_NOT_FOUND');
    await generate(id, HARMLESS);
    await links(id);
    expect(await open(second.clip)).toBe('410 CLIP_REPLACED');
    expect(await service.download(first.clip)).toEqual(before);

    await generate(id, { ...HARMLESS, output_format: 'gif', force: true });
    await links(id);
    expect(await open(first.clip)).toBe('410 CLIP_REPLACED');
    expect(await open(first.poster)).toBe('410 CLIP_REPLACED');
    expect(await open(`/api/media/clips/${id}_clip.mp4`, bearer('read'))).toBe(
      '404 CLIP_NOT_FOUND',
    );
  });

  it('end with the key that made them, even if another key has its name', async () => {
    const id = await register();
    await generate(id, HARMLESS);
    const { clip } = await links(id);
    const redirect = await fetch(`${service.origin}/api/events/${id}/clip.mp4`, {
      headers: bearer('read+write'),
      redirect: 'manual',
    });
    const other = redirect.headers.get('location') ?? '';
    expect([await open(clip), await open(other)]).toEqual(['200', '200']);
    await service.stop();
    await start(API_KEYS.slice(1));
    expect([await open(clip), await open(other)]).toEqual(['401 INVALID_LINK', '200']);
    await service.stop();
    // A key that may no longer read gives no access by links either.
    await start([API_KEYS[0]!, `nvr:write:${key('read+write')}`]);
    expect([await open(clip), await open(other)]).toEqual(['200', '401 INVALID_LINK']);
  });
});

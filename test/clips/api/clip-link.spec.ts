import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHome, type Home } from '../../support/home.js';
import { type Service, startService } from '../../support/service.js';

const KEY = 'nvr-key-that-is-long-enough';
const AUTHORIZED = { authorization: `Bearer ${KEY}` };

describe('GET /api/events/{id}/clip.mp4', () => {
  let home: Home;
  let service: Service;

  beforeAll(async () => {
    home = await createHome();
    service = await startService(home, { API_KEYS: KEY });
  });

  afterAll(async () => {
    await service?.stop();
    await home.remove();
  });

  const call = <T>(method: string, path: string, body?: unknown, headers = {}) =>
    service.call<T>(method, path, body, { ...AUTHORIZED, ...headers });

  async function register(event: object): Promise<number> {
    const { body } = await call<{ id: number }>('POST', '/api/events', {
      camera_id: 'front',
      ...event,
    });
    return body.id;
  }

  const follow = (eventId: number, headers: Record<string, string> = AUTHORIZED) =>
    fetch(`${service.origin}/api/events/${eventId}/clip.mp4`, { headers, redirect: 'manual' });

  it('redirects to the finished clip by a link that needs no key', async () => {
    const file_path = await home.video('plain.mp4', { seconds: 3 });
    const started_at = '2026-01-03T10:00:00Z';
    const eventId = await register({ started_at, video: { file_path, started_at } });

    const early = await follow(eventId);
    expect([early.status, await early.json()]).toMatchObject([404, { code: 'CLIP_NOT_FOUND' }]);

    const generate = `/api/events/${eventId}/clip/generate`;
    expect((await call('POST', generate, { end_offset_seconds: 2 })).status).toBe(201);
    const found = await follow(eventId);
    expect(found.status).toBe(302);
    expect(found.headers.get('cache-control')).toContain('no-cache');
    const link = found.headers.get('location') ?? '';
    expect(link).toMatch(
      /^\/api\/media\/clips\/\d+_clip\.mp4\?expires=\d+&version=[\da-f]{16}&signature=/,
    );
    // For an hour, as configured by default; the expiry is in seconds.
    const expires = Number(new URL(link, service.origin).searchParams.get('expires'));
    const leftSeconds = expires - Date.now() / 1000;
    expect(leftSeconds).toBeGreaterThan(3600 - 60);
    expect(leftSeconds).toBeLessThanOrEqual(3601);
    const clip = await fetch(service.origin + link);
    expect(clip.status).toBe(200);
    expect(clip.headers.get('content-type')).toMatch(/^video\/mp4; codecs="avc1\./);
    await clip.body?.cancel();
  });

  it('answers 409 while the clip is being made', async () => {
    const file_path = await home.video('growing.mp4', { seconds: 3 });
    const started_at = new Date(Date.now() - 10_000).toISOString();
    const recording = { camera_id: 'growing', file_path, started_at };
    expect((await call('POST', '/api/recordings', recording)).status).toBe(201);
    // Its footage is not registered yet.
    const eventId = await register({ camera_id: 'growing', started_at: new Date().toISOString() });
    const generate = `/api/events/${eventId}/clip/generate`;
    await call('POST', generate, {}, { prefer: 'respond-async' });
    const answer = await follow(eventId);
    expect([answer.status, await answer.json()]).toMatchObject([409, { code: 'CLIP_PENDING' }]);
  });

  it('is refused without a key, and for an unknown event', async () => {
    expect((await follow(1, {})).status).toBe(401);
    const unknown = await follow(2_000_000_000);
    expect([unknown.status, await unknown.json()]).toMatchObject([
      404,
      { code: 'EVENT_NOT_FOUND' },
    ]);
    expect((await call('GET', '/api/events/x/clip.mp4')).status).toBe(400);
  });
});

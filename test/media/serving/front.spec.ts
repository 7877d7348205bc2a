import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { createHome, type Home } from '../../support/home.js';
import { Api } from '../../support/api.js';
import { type Service, startService } from '../../support/service.js';
import { deployedServer, type Nginx, nginxThere, startNginx } from '../../support/nginx.js';

if (!nginxThere) console.warn('nginx is not installed: deploy/nginx.conf is not run.');

const STARTED = '2026-01-03T10:00:00Z';
const ORIGIN = 'https://nvr.example';
const KEY = 'writer-key-that-is-long-enough';
const bearer = { authorization: `Bearer ${KEY}` };

(nginxThere ? describe : describe.skip)('deploy/nginx.conf before the service', () => {
  let home: Home;
  let service: Service;
  let front: Nginx;
  let api: Api;
  let clipUrl: string;

  beforeAll(async () => {
    home = await createHome();
    service = await startService(home, {
      API_KEYS: `nvr:read+write:${KEY}`,
      CORS_ORIGINS: ORIGIN,
      MEDIA_ACCEL_REDIRECT: '/internal/clips',
    });
    const { port } = new URL(service.origin);
    front = await startNginx(await deployedServer(Number(port), home.clips('')));
    api = new Api(front.origin);
    const video = { file_path: await home.video('video.mp4'), started_at: STARTED };
    const event = { camera_id: 'front', started_at: STARTED, video };
    const { body } = await api.call<{ id: number }>('POST', '/api/events', event, bearer);
    const path = `/api/events/${body.id}/clip/generate`;
    const window = { start_offset_seconds: 0, end_offset_seconds: 1 };
    clipUrl = (
      await api.call<{ clip_url: string }>('POST', path, window, { ...bearer, prefer: 'wait=60' })
    ).body.clip_url;
  }, 120_000);
  afterAll(async () => {
    await front?.stop();
    await service?.stop();
    await home.remove();
  });

  it('sends the clip by its signed link, and no byte without it', async () => {
    const file = await readFile(home.clips('1_clip.mp4'));
    expect(await api.download(clipUrl)).toEqual(file);
    const part = await fetch(front.origin + clipUrl, { headers: { range: 'bytes=10-19' } });
    expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([
      206,
      file.subarray(10, 20),
    ]);
    const [path = ''] = clipUrl.split('?');
    expect((await api.call('GET', path)).status).toBe(401);
    expect((await fetch(`${front.origin}/internal/clips/1_clip.mp4`)).status).toBe(404);
  });

  it('keeps the headers of the service that browsers need', async () => {
    const headers = { origin: ORIGIN, 'x-request-id': 'ignored' };
    const answer = await fetch(front.origin + clipUrl, { headers });
    await answer.body?.cancel();
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': expect.stringMatching(/^video\/mp4; codecs="avc1\./),
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': ORIGIN,
      'access-control-expose-headers': expect.stringContaining('Content-Range'),
      'x-request-id': expect.stringMatching(/^[\da-f]{32}$/),
    });
    expect(answer.headers.get('x-accel-redirect')).toBeNull();
  });

  it('passes its own name and port to the service, which recognizes its own pages by them', async () => {
    const event = { camera_id: 'front', started_at: STARTED };
    const from = (origin: string) => api.call('POST', '/api/events', event, { ...bearer, origin });
    expect((await from(front.origin)).status).toBe(201);
    expect((await from('http://127.0.0.1:1')).status).toBe(403);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ErrorBody } from '../../../src/common/http/error-body.dto.js';
import { createHome, type Home } from '../../support/home.js';
import { type Service, startService } from '../../support/service.js';

const STARTED = '2026-01-03T10:00:00.000Z';
const at = (seconds: number) => new Date(Date.parse(STARTED) + seconds * 1000).toISOString();
const KEY = 'page:read+write:0123456789abcdef0123';
const AUTHORIZED = { authorization: `Bearer ${KEY.split(':').at(-1)}` };

describe('The subtitles of a clip', () => {
  let home: Home;
  let service: Service;

  beforeAll(async () => {
    home = await createHome();
    service = await startService(home, { API_KEYS: KEY, CAMERA_TIMEZONE: 'Asia/Tokyo' });
    for (const [name, from] of [
      ['first', 0],
      ['second', 10],
    ] as const) {
      const file_path = await home.video(`${name}.mp4`, { seconds: 5 });
      await call('POST', '/api/recordings', {
        ...{ camera_id: 'yard', file_path, started_at: at(from) },
      });
    }
  });
  afterAll(async () => {
    await service?.stop();
    await home?.remove();
  });

  function call<T extends object = Record<string, unknown>>(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = AUTHORIZED,
  ) {
    return service.call<T>(method, path, body && JSON.stringify(body), headers);
  }

  async function withClip(body: object = {}): Promise<number> {
    const event = { camera_id: 'yard', label: 'person', started_at: at(4) };
    const { id } = (await call<{ id: number }>('POST', '/api/events', event)).body;
    const window = { start_offset_seconds: -1, end_offset_seconds: 8, ...body };
    const answer = await call('POST', `/api/events/${id}/clip/generate`, window);
    expect(answer.body).toMatchObject({ status: 'completed' });
    return id;
  }

  it('give the time of day in the zone of the camera, and the gaps', async () => {
    const id = await withClip();
    const info = (await call<{ subtitles_url: string }>('GET', `/api/events/${id}/clip`)).body;
    // A `<track>` sends no header, so the link is signed.
    const { headers } = await service.call('HEAD', info.subtitles_url);
    expect(headers.get('content-type')).toBe('text/vtt; charset=utf-8');
    const text = (await service.download(info.subtitles_url)).toString('utf8');
    const missing = 'No footage from 2026-01-03 19:00:05 +09:00 to 2026-01-03 19:00:10 +09:00';
    expect(text.split('\n').slice(0, 13)).toEqual([
      ...['WEBVTT', ''],
      ...['00:00:00.000 --> 00:00:01.000 line:0 position:0% align:start'],
      ...['yard 2026-01-03 19:00:03 +09:00', ''],
      ...['00:00:01.000 --> 00:00:02.000 line:0 position:0% align:start'],
      ...['yard 2026-01-03 19:00:04 +09:00', ''],
      ...['00:00:02.000 --> 00:00:03.000 line:0 position:0% align:start'],
      ...['yard 2026-01-03 19:00:10 +09:00', missing, ''],
      ...['00:00:03.000 --> 00:00:04.000 line:0 position:0% align:start'],
    ]);
    await call('POST', `/api/events/${id}/clip/generate`, { force: true, end_offset_seconds: 1 });
    expect(await service.call<ErrorBody>('GET', info.subtitles_url)).toMatchObject({
      ...{ status: 410, body: { code: 'CLIP_REPLACED' } },
    });
  });

  it('need a key or a signed link', async () => {
    const id = await withClip();
    expect((await call('GET', `/api/media/clips/${id}.vtt`, undefined, {})).status).toBe(401);
    expect((await call('GET', `/api/media/clips/${id}.vtt`)).status).toBe(200);
  });

  it.each(['999', 'x', '0', '1.2'])('do not exist for %s', async (name) => {
    const { status, body } = await call<ErrorBody>('GET', `/api/media/clips/${name}.vtt`);
    expect({ status, code: body.code }).toEqual({ status: 404, code: 'SUBTITLES_NOT_FOUND' });
  });

  it('do not exist for a GIF', async () => {
    const id = await withClip({ output_format: 'gif' });
    const { body } = await call('GET', `/api/events/${id}/clip`);
    expect(body).toMatchObject({ format: 'gif', subtitles_url: null });
    expect((await call('GET', `/api/media/clips/${id}.vtt`)).status).toBe(404);
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createHome, type Home } from '../support/home.js';
import { type Service, spawnService, startService } from '../support/service.js';

const OLD = 'the-old-key-0123456789';
const NEW = 'the-new-key-0123456789';
const STARTED = '2026-01-03T10:00:00Z';
const WINDOW = { start_offset_seconds: 0, end_offset_seconds: 1 };

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

describe('Keys', () => {
  let home: Home;
  let service: Service | undefined;
  beforeAll(async () => void (home = await createHome()));
  afterEach(async () => {
    await service?.stop();
    service = undefined;
  });
  afterAll(() => home.remove());

  const status = async (headers: Record<string, string>, path = '/api/events') =>
    (await service?.call('GET', path, undefined, headers))?.status;

  async function refusal(settings: Record<string, string>): Promise<string> {
    const { exited, log } = spawnService({ ...home.settings, PORT: '0', ...settings });
    expect(await exited).toBe(1);
    return log.join('\n');
  }

  it('are read from a file with several hashes, so that they can be replaced one by one', async () => {
    const API_KEYS_FILE = home.media('keys');
    const line = (name: string, key: string) => `${name} read+write ${sha256(key)}\n`;
    await writeFile(API_KEYS_FILE, `# keys\n\n${line('nvr', OLD)}${line('nvr-2026', NEW)}`);
    service = await startService(home, { API_KEYS_FILE });
    expect([await status(bearer(OLD)), await status(bearer(NEW)), await status({})]).toEqual([
      200, 200, 401,
    ]);
    // The hash in the file is not accepted as a key.
    expect(await status(bearer(sha256(OLD)))).toBe(401);
    await service.stop();

    await writeFile(API_KEYS_FILE, line('nvr-2026', NEW));
    service = await startService(home, { API_KEYS_FILE });
    expect([await status(bearer(OLD)), await status(bearer(NEW))]).toEqual([401, 200]);
  });

  it('are required before the service listens on other addresses', async () => {
    expect(await refusal({ HOST: '0.0.0.0' })).toMatch(
      /^HOST must be 127\.0\.0\.1 while no API keys/,
    );
    expect(await refusal({ HOST: '::' })).toMatch(/^HOST must be/);
  });

  it('must be in the file that API_KEYS_FILE names', async () => {
    const file = home.media('no-keys');
    const others = { HOST: '0.0.0.0', API_KEYS_FILE: file };
    expect(await refusal(others)).toBe('API_KEYS_FILE cannot be read.');
    await writeFile(file, '# none yet\n');
    expect(await refusal(others)).toBe('API_KEYS_FILE must be a file with at least one key.');
    await writeFile(file, `nvr read ${NEW}\n`);
    const words = await refusal(others);
    expect(words).toMatch(
      /^API_KEYS_FILE must be a file of lines .* \(line 1 must be given a hash of 64 hex digits\)\.$/,
    );
    expect(words).not.toContain(NEW);
  });

  it('are not required with AUTH=none', async () => {
    service = await startService(home, { AUTH: 'none', HOST: '0.0.0.0' });
    expect(await status({})).toBe(200);
    expect(await ask(service, { host: 'nvr.example' })).toBe(200);
  });

  it('are not required on loopback, where pages of other origins are refused', async () => {
    service = await startService(home);
    const page = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    expect(await ask(service, { host: `localhost:${new URL(service.origin).port}` })).toBe(200);
    expect(await ask(service, { host: 'rebound.evil.example' })).toBe(403);
    expect(await ask(service, { host: '127.0.0.1.evil.example' })).toBe(403);
    // Requests that a form or script of another page can send without a preflight.
    const run = async (headers: Record<string, string>, body?: string) =>
      (await service!.call('POST', '/api/cleanup/run', body, headers)).body.code;
    expect(await run(page)).toBe('ORIGIN_NOT_ALLOWED');
    expect(await run(page, '{}')).toBe('ORIGIN_NOT_ALLOWED');
    expect(await run({ origin: 'https://evil.example' })).toBe('ORIGIN_NOT_ALLOWED');
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await run(form, 'dry_run=')).toBe('UNSUPPORTED_MEDIA_TYPE');
    expect(await run({ 'content-type': 'text/plain' }, '{}')).toBe('UNSUPPORTED_MEDIA_TYPE');
    expect((await service.call('GET', '/api/cleanup')).body).toMatchObject({ last_run: null });
  });

  it('and signatures give access only to what they are for, and are never logged', async () => {
    service = await startService(home, {
      API_KEYS: `nvr:read+write:${NEW}`,
      LOG_LEVEL: 'trace',
      RATE_LIMIT_PER_MINUTE: '1000',
    });
    const call = <T>(method: string, path: string, body?: unknown) =>
      service!.call<T>(method, path, body, bearer(NEW));
    const video = { file_path: await home.video('video.mp4'), started_at: STARTED };
    const event = { camera_id: 'front', started_at: STARTED, video };
    const { id } = (await call<{ id: number }>('POST', '/api/events', event)).body;
    const clip = `/api/events/${id}/clip`;
    type Made = { clip_url: string };
    const { clip_url } = (await call<Made>('POST', `${clip}/generate`, WINDOW)).body;
    const shared = (await call<Made>('POST', `${clip}/share`, { ttl_seconds: 60 })).body.clip_url;

    const link = new URL(clip_url, service.origin);
    const [expires = '', signature = ''] = ['expires', 'signature'].map((name) =>
      link.searchParams.get(name),
    ) as string[];
    const query = `expires=${expires}&signature=${signature}`;
    expect(await get(clip_url)).toBe(200);
    expect(await get(shared)).toBe(200);
    expect(await get(`${clip_url}&download=1`, { range: 'bytes=0-9' })).toBe(206);
    expect((await fetch(link, { method: 'HEAD' })).status).toBe(200);
    for (const moved of [
      `/api/media/clips/${id + 1}_clip.mp4?${query}`,
      `/api/media/clips/${id}_clip.gif?${query}`,
      `/api/media/posters/${id}.jpg?${query}`,
      `/api/events?${query}`,
      `${clip}?${query}`,
      `${link.pathname}?expires=${Number(expires) + 1}&signature=${signature}`,
      `${link.pathname}?expires=${expires}&expires=${expires}&signature=${signature}`,
      `${link.pathname}?expires=${expires}&signature=${signature.slice(0, -1)}`,
      `${link.pathname}?expires=1&signature=${signature}`,
      `${link.pathname}?signature=${signature}`,
      link.pathname,
    ]) {
      expect([moved, await get(moved)]).toEqual([moved, 401]);
    }
    // Only for reading: the purpose of a link is part of what is signed.
    expect((await fetch(new URL(`${clip}?${query}`, link), { method: 'DELETE' })).status).toBe(401);

    // Errors of every kind are logged as well.
    await call('POST', `/api/events?${query}`, '{');
    await call('GET', `/api/nothing?${query}`);
    await service.stop();
    const log = service.log.join('\n');
    expect(log).toContain(`GET ${link.pathname} 200`);
    expect(log).toContain(`GET ${link.pathname} 401`);
    for (const secret of [NEW, signature, expires, sha256(NEW), 'signature=', 'Bearer']) {
      expect(log).not.toContain(secret);
    }
  });

  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(service!.origin + path, { headers });
    await response.arrayBuffer();
    return response.status;
  };
});

/** A request with a chosen `Host`, which `fetch` does not allow. */
function ask(service: Service, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(service.origin);
    request({ host: '127.0.0.1', port, path: '/api/events', headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

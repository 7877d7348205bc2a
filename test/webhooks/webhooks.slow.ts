import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { createHome, type Home } from '../support/home.js';
import { eventually } from '../support/eventually.js';
import { type Service, startService } from '../support/service.js';
import { endless, failing, hanging, ok, type Receiver, startReceiver } from './receiver.js';

jest.setTimeout(90_000);

const SECRET = 'whsec_c2VjcmV0IG9mIHRoZSB0ZXN0';
const KEY = 'nvr-key-that-is-long-enough';
const STARTED = '2026-01-03T10:00:00Z';

describe('Webhooks', () => {
  let home: Home;
  let service: Service;
  let good: Receiver;
  let failingFirst: Receiver;
  let target: Receiver;
  let others: Receiver[];

  beforeAll(async () => {
    home = await createHome();
    [good, failingFirst, target] = await Promise.all([
      startReceiver(),
      startReceiver(failing),
      startReceiver(),
    ]);
    const redirecting = await startReceiver(
      (response) => void response.writeHead(307, { location: target.url }).end(),
    );
    others = [redirecting, await startReceiver(hanging), await startReceiver(endless)];
    await start();
  });

  afterAll(async () => {
    await service?.stop();
    for (const receiver of [good, failingFirst, target, ...others]) await receiver.close();
    await home.remove();
  });

  async function start(): Promise<void> {
    service = await startService(home, {
      API_KEYS: KEY,
      // The receivers that misbehave come first.
      WEBHOOK_URL: [...others, failingFirst, good].map(({ url }) => url).join(','),
      WEBHOOK_SECRET: SECRET,
      PUBLIC_URL: 'https://nvr.example/clips/',
      CLIP_PRE_ROLL_SECONDS: '0',
      CLIP_POST_ROLL_SECONDS: '1',
    });
  }

  const call = <T>(method: string, path: string, body?: unknown) =>
    service.call<T>(method, path, body, { authorization: `Bearer ${KEY}`, prefer: 'wait=60' });

  async function register(file_path: string): Promise<number> {
    const video = { file_path, started_at: STARTED };
    const event = { camera_id: 'front', started_at: STARTED, video };
    return (await call<{ id: number }>('POST', '/api/events', event)).body.id;
  }

  const generate = (eventId: number) =>
    call<{ status: string }>('POST', `/api/events/${eventId}/clip/generate`, {});

  it('report completed, failed and deleted clips, signed and with working links', async () => {
    const eventId = await register(await home.video('plain.mp4', { seconds: 3 }));
    expect((await generate(eventId)).body.status).toBe('completed');
    await eventually(() => good.types(eventId).includes('clip.completed'));
    expect((await call('DELETE', `/api/events/${eventId}/clip`)).status).toBe(204);
    const failed = await register(home.media('missing.mp4'));
    expect((await generate(failed)).body.status).toBe('failed');
    await eventually(() => good.types(eventId).length === 2 && good.types(failed).length === 1);

    expect(good.types(eventId)).toEqual(['clip.completed', 'clip.deleted']);
    expect(good.types(failed)).toEqual(['clip.failed']);
    for (const { headers, body } of good.received) {
      const { 'webhook-id': id, 'webhook-timestamp': at } = headers;
      const key = Buffer.from(SECRET.slice('whsec_'.length), 'base64');
      const hmac = createHmac('sha256', key).update(`${String(id)}.${String(at)}.${body}`);
      expect(headers['webhook-signature']).toBe(`v1,${hmac.digest('base64')}`);
      expect(Math.abs(Number(at) * 1000 - Date.now())).toBeLessThan(60_000);
      expect(headers['content-type']).toBe('application/json');
    }
    const ids = good.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(ids.length);

    const [completed] = good.received;
    expect(completed?.message.data).toMatchObject({
      event_id: eventId,
      event_url: `https://nvr.example/clips/api/events/${eventId}`,
      status: 'completed',
      method: 'copy',
      duration_seconds: expect.any(Number),
      clip_url: expect.stringMatching(
        /^https:\/\/nvr\.example\/clips\/api\/media\/clips\/\d+_clip\.mp4\?expires=\d+&signature=/,
      ),
    });
    const ofFailed = good.received.find(({ message }) => message.type === 'clip.failed');
    expect(ofFailed?.message.data).toMatchObject({ error_code: 'VIDEO_NOT_FOUND' });
  });

  it('follow no redirect, and do not wait for a receiver that hangs', async () => {
    const eventId = await register(await home.video('another.mp4', { seconds: 3 }));
    expect((await generate(eventId)).body.status).toBe('completed');
    const began = performance.now();
    await eventually(() => good.types(eventId).length === 1);
    // A receiver that hangs is given up after ten seconds.
    expect(performance.now() - began).toBeLessThan(9_000);
    await eventually(() => others.every((each) => each.types(eventId).length >= 1));
    expect(target.received).toEqual([]);
  });

  it('are delivered after receiver and service were down', async () => {
    const eventId = await register(await home.video('third.mp4', { seconds: 3 }));
    expect((await generate(eventId)).body.status).toBe('completed');
    await eventually(() => failingFirst.types(eventId).length >= 1);
    await service.kill();
    failingFirst.answer(ok);
    const before = failingFirst.types(eventId).length;
    await start();
    await eventually(() => failingFirst.types(eventId).length > before, 60_000);
    const tries = failingFirst.received.filter(
      ({ message }) => message.data['event_id'] === eventId,
    );
    expect(new Set(tries.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('keep the secrets in the URLs of receivers out of the log', () => {
    expect(service.log.join('\n')).not.toContain('token=t');
  });
});

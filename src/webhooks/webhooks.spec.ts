import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { EntityManager, Repository } from 'typeorm';
import { type ClipEvent, ClipEvents } from '../clips/records/clip-events.js';
import type { Clip } from '../clips/records/clip.entity.js';
import { type CameraEvent, CameraEvents } from '../events/cameras/camera-events.js';
import { MemoryJobQueue } from '../jobs/testing/memory-job-queue.js';
import type { LinkOptions, MediaLinks } from '../media/serving/media-links.js';
import { sendMessage } from './send-message.js';
import { Webhooks } from './webhooks.js';

const NOW = new Date('2026-01-03T10:30:00Z');
const manager = {} as EntityManager;
const DELETED: ClipEvent = { type: 'deleted', eventId: 7 };

/** What was posted, and what receivers answer: 200, unless a test says otherwise. */
let posted: { url: string; init: RequestInit }[];
let answers: (number | Error)[];
let bodies: { isCancelled: boolean }[];

beforeEach(() => {
  [posted, answers, bodies] = [[], [], []];
  jest.spyOn(globalThis, 'fetch').mockImplementation((url, init) => {
    posted.push({ url: String(url instanceof Request ? url.url : url), init: init! });
    const answer = answers.shift() ?? 200;
    if (answer instanceof Error) return Promise.reject(answer);
    const body = { isCancelled: false };
    bodies.push(body);
    const stream = new ReadableStream({ cancel: () => void (body.isCancelled = true) });
    return Promise.resolve(new Response(stream, { status: answer }));
  });
});
afterEach(() => void jest.restoreAllMocks());

describe('sendMessage', () => {
  const receiver = new URL('https://receiver.example/hook');
  const { signal } = new AbortController();
  const send = (given = signal) => sendMessage(receiver, '{}', { 'webhook-id': 'm' }, given);

  it('posts JSON, follows no redirect, and reads no answer', async () => {
    await send();
    const [{ url, init }] = posted as [(typeof posted)[0]];
    expect(url).toBe(receiver.href);
    expect(init).toMatchObject({ method: 'POST', body: '{}', redirect: 'manual' });
    expect(init.headers).toEqual({
      ...{ 'webhook-id': 'm', 'content-type': 'application/json', 'user-agent': 'event-clips' },
    });
    expect(bodies).toEqual([{ isCancelled: true }]);
  });

  it.each([302, 400, 410, 500])('fails where the receiver answers %d', async (status) => {
    answers = [status];
    await expect(send()).rejects.toThrow(`answered ${status}`);
    expect(bodies).toEqual([{ isCancelled: true }]);
  });

  it('waits ten seconds, unless the signal aborts before', async () => {
    const limit = new AbortController();
    const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal);
    const stop = new AbortController();
    await send(stop.signal);
    await send();
    expect(timeout.mock.calls).toEqual([[10_000], [10_000]]);
    const [stopped, late] = posted.map(({ init }) => init.signal!);
    stop.abort();
    expect([stopped!.aborted, late!.aborted]).toEqual([true, false]);
    limit.abort();
    expect(late!.aborted).toBe(true);
  });
});

describe('Webhooks', () => {
  /** A service with receivers, whose clip has a poster or not. */
  async function service(receivers: string[], hasPoster = false) {
    let nowMs = NOW.getTime();
    const clock = { now: () => new Date(nowMs) };
    const events = new ClipEvents();
    const cameras = new CameraEvents();
    const queue = new MemoryJobQueue(clock);
    const asked: unknown[] = [];
    const clips = { existsBy: (where: unknown) => Promise.resolve(asked.push(where) > 0 && hasPoster) }; // prettier-ignore
    const by = ({ byService, sha256 }: LinkOptions) => `by=${byService}&version=${sha256}`;
    const links = {
      clip: (name: string, options: LinkOptions) => `/clips/${name}?${by(options)}`,
      poster: (id: number, options: LinkOptions) => `/posters/${id}?${by(options)}`,
    };
    const webhooks = new Webhooks(
      {
        receivers: receivers.map((url) => new URL(url)),
        ...{ secret: null, publicUrl: new URL('https://nvr.example/') },
      },
      queue,
      links as unknown as MediaLinks,
      clock,
      events,
      cameras,
      clips as unknown as Repository<Clip>,
    );
    webhooks.onModuleInit();
    await webhooks.onApplicationBootstrap();
    const record = async (event: ClipEvent) => {
      await events.record([event], manager);
      await queue.idle();
    };
    const recordOfCamera = async (event: CameraEvent) => {
      await cameras.record([event], manager);
      await queue.idle();
    };
    const pass = async (ms: number) => {
      nowMs += ms;
      queue.poll();
      await queue.idle();
    };
    return { record, recordOfCamera, pass, asked };
  }
  const bodyOf = (i: number) => JSON.parse(posted[i]!.init.body as string) as object;

  it('send the silence of a camera to each receiver, without looking for a poster', async () => {
    const { recordOfCamera, asked } = await service(['https://a.example/', 'https://b.example/']);
    await recordOfCamera({
      ...{ type: 'silent', cameraId: 'yard', name: null, quietAfterSeconds: 60 },
      ...{ newestRecordingEndsAt: NOW, silentSince: NOW },
    });
    expect(posted.map(({ url }) => url)).toEqual(['https://a.example/', 'https://b.example/']);
    for (const index of [0, 1]) {
      expect(bodyOf(index)).toMatchObject({
        ...{ type: 'camera.silent', timestamp: NOW.toISOString() },
        data: { camera_id: 'yard', silent_since: NOW.toISOString() },
      });
    }
    expect(asked).toEqual([]);
  });

  it('send each event to each receiver, as a message of its own', async () => {
    const { record } = await service(['https://a.example/', 'https://b.example/?key=1']);
    await record(DELETED);
    expect(posted.map(({ url }) => url)).toEqual([
      'https://a.example/',
      'https://b.example/?key=1',
    ]);
    expect(bodyOf(0)).toEqual({
      ...{ type: 'clip.deleted', timestamp: NOW.toISOString() },
      data: { event_id: 7, event_url: 'https://nvr.example/api/events/7' },
    });
    const ids = posted.map(({ init }) => (init.headers as Record<string, string>)['webhook-id']);
    expect(new Set(ids).size).toBe(2);
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([true, false])('link the poster if there is one: %p', async (hasPoster) => {
    const { record, asked } = await service(['https://a.example/'], hasPoster);
    const clip = { fileName: '7_clip.mp4', sha256: 'ab' } as Clip;
    await record({ type: 'completed', eventId: 7, clip, seconds: 1 });
    // Of whatever clip the event has, signed by the service.
    const poster_url = hasPoster ? 'https://nvr.example/posters/7?by=true&version=undefined' : null;
    expect(bodyOf(0)).toMatchObject({
      data: {
        clip_url: 'https://nvr.example/clips/7_clip.mp4?by=true&version=undefined',
        poster_url,
      },
    });
    expect(asked).toEqual([{ eventId: 7, sha256: 'ab', hasPoster: true }]);
    await record(DELETED);
    expect(asked).toHaveLength(1);
  });

  it('send a message again later, the same one, to the receiver that failed', async () => {
    const warnings: unknown[] = [];
    jest.spyOn(Logger.prototype, 'warn').mockImplementation((line: unknown) => void warnings.push(line)); // prettier-ignore
    const { record, pass } = await service(['https://a.example/?key=1', 'https://b.example/']);
    answers = [500, 200];
    await record(DELETED);
    await pass(999);
    expect(posted).toHaveLength(2);
    await pass(1);
    expect(posted).toHaveLength(3);
    expect(posted[2]!.url).toBe('https://a.example/?key=1');
    expect(posted[2]!.init.body).toBe(posted[0]!.init.body);
    const headers = posted.map(({ init }) => init.headers as Record<string, string>);
    expect(headers[2]!['webhook-id']).toBe(headers[0]!['webhook-id']);
    expect(warnings).toEqual([
      expect.objectContaining({ receiver: 'a.example', type: 'clip.deleted', event_id: 7 }),
    ]);
    await pass(1e9);
    expect(posted).toHaveLength(3);
  });

  it('drop a message that failed nine times, and say so', async () => {
    jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
    const errors: unknown[] = [];
    jest.spyOn(Logger.prototype, 'error').mockImplementation((line: unknown) => void errors.push(line)); // prettier-ignore
    const { record, pass } = await service(['https://a.example/']);
    answers = Array.from({ length: 99 }, () => new Error('refused'));
    await record(DELETED);
    for (let i = 0; i < 12; i++) await pass(1e9);
    expect(posted).toHaveLength(9);
    expect(errors).toEqual([
      expect.objectContaining({
        ...{ msg: 'A message could not be delivered and is dropped', receiver: 'a.example' },
      }),
    ]);
  });
});

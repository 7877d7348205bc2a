import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import pg from 'pg';
import { CLEANUP_LOCK } from '../../src/database/advisory-locks.js';
import { createHome, type Home } from '../support/home.js';
import { eventually } from '../support/eventually.js';
import { type Service, startService } from '../support/service.js';
import { parseMetrics, type Sample } from '../support/prometheus.js';

const READ = 'prometheus-key-0123456789';
const ADMIN = 'operators-key-0123456789';
const STARTED = '2026-01-03T10:00:00Z';
const as = (key: string) => ({ authorization: `Bearer ${key}` });

describe('GET /metrics', () => {
  let home: Home;
  let service: Service;

  beforeAll(async () => {
    home = await createHome();
    service = await startService(home, {
      API_KEYS: `prometheus:read:${READ},${ADMIN}`,
      CLIP_PRE_ROLL_SECONDS: '0',
      CLIP_POST_ROLL_SECONDS: '2',
    });
  });

  afterAll(async () => {
    await service?.stop();
    await home.remove();
  });

  const get = (headers: Record<string, string>) => fetch(`${service.origin}/metrics`, { headers });

  async function metrics() {
    const samples = parseMetrics(await (await get(as(READ))).text());
    return (name: string, labels: Record<string, string> = {}) =>
      (samples.get(`event_clips_${name}`) ?? [])
        .filter((sample) => isOf(sample, labels))
        .reduce((sum, { value }) => sum + value, 0);
  }

  const isOf = ({ labels }: Sample, wanted: Record<string, string>) =>
    Object.entries(wanted).every(([name, value]) => labels[name] === value);

  const call = <T>(method: string, path: string, body?: unknown, headers = {}) =>
    service.call<T>(method, path, body, { ...as(ADMIN), prefer: 'wait=60', ...headers });

  async function generate(file_path: string, headers = {}, body = {}): Promise<number> {
    const video = { file_path, started_at: STARTED };
    const event = { camera_id: 'front "door"', started_at: STARTED, video };
    const { id } = (await call<{ id: number }>('POST', '/api/events', event)).body;
    await call('POST', `/api/events/${id}/clip/generate`, body, headers);
    return id;
  }

  it('counts the clips of this process, with labels from short lists', async () => {
    const eventId = await generate(await home.video('plain.mp4', { seconds: 4 }));
    await generate(home.media('missing.mp4'));
    await call('PATCH', `/api/events/${eventId}/clip`, { protected: true });
    await call('POST', '/api/cleanup/run', {});
    await call('POST', '/api/cleanup/run', { dry_run: true });
    const { last_completed_at } = (await call<{ last_completed_at: string }>('GET', '/api/cleanup'))
      .body;
    const info = (
      await call<{ file_size_bytes: number; duration_seconds: number }>(
        'GET',
        `/api/events/${eventId}/clip`,
      )
    ).body;

    // A job ends once its poster is drawn.
    await eventually(async () => (await metrics())('queue_depth') === 0);
    const of = await metrics();
    expect(of('generations_total', { method: 'copy', outcome: 'completed' })).toBe(1);
    expect(of('generations_total', { outcome: 'failed' })).toBe(1);
    expect(of('failures_total', { code: 'VIDEO_NOT_FOUND' })).toBe(1);
    expect(of('footage_seconds_total')).toBeCloseTo(info.duration_seconds, 3);
    expect(of('generation_duration_seconds_count', { method: 'copy' })).toBe(1);
    expect(of('generation_duration_seconds_sum')).toBeGreaterThan(0);
    expect(of('generation_duration_seconds_bucket', { le: '+Inf' })).toBe(1);
    expect(of('clip_size_bytes_sum', { method: 'copy' })).toBe(info.file_size_bytes);
    expect(of('held_bytes')).toBe(info.file_size_bytes);
    expect(of('free_bytes')).toBeGreaterThan(0);
    expect(of('queue_depth')).toBe(0);
    expect(of('queue_oldest_seconds')).toBe(0);
    expect(of('ffmpeg_processes', { state: 'waiting' })).toBe(0);
    expect(of('cleanup_runs_total', { outcome: 'done' })).toBe(1);
    expect(of('cleanup_last_success_timestamp_seconds')).toBe(Date.parse(last_completed_at) / 1000);
    expect(of('cleanup_overdue')).toBe(0);
    expect(of('build_info', { node: process.version })).toBe(1);
    // Labels are neither cameras nor events, as there may be any number of them.
    expect(await (await get(as(READ))).text()).not.toContain('front');
  });

  it('counts the renditions of this process', async () => {
    const path = await home.video('hevc.mp4', { seconds: 4, codec: 'libx265' });
    const eventId = await generate(path, {}, { video_codec: 'original' });
    const rendition = `/api/media/clips/${eventId}_clip.mp4?rendition=h264`;
    expect((await call('GET', rendition)).status).toBe(200);
    await eventually(async () => (await metrics())('rendition_queue_depth') === 0);
    const damaged = await generate(path, {}, { video_codec: 'original' });
    await writeFile(home.clips(`${damaged}_clip.mp4`), 'no video');
    const failed = await call('GET', `/api/media/clips/${damaged}_clip.mp4?rendition=h264`);
    expect(failed.status).toBe(503);
    const of = await metrics();
    expect(of('renditions_total', { rendition: 'h264', outcome: 'completed' })).toBe(1);
    expect(of('renditions_total', { rendition: 'h264', outcome: 'failed' })).toBe(1);
    expect(of('rendition_failures_total', { code: 'UNREADABLE_SOURCE' })).toBe(1);
    expect(of('rendition_duration_seconds_count', { rendition: 'h264' })).toBe(1);
    expect(of('rendition_duration_seconds_sum')).toBeGreaterThan(0);
  });

  it('counts the cleanups that were refused', async () => {
    const client = new pg.Client(home.settings['DATABASE_URL']);
    await client.connect();
    try {
      await CLEANUP_LOCK.acquire(client);
      expect((await call('POST', '/api/cleanup/run', {})).status).toBe(409);
    } finally {
      await client.end();
    }
    expect((await metrics())('cleanup_runs_total', { outcome: 'refused' })).toBe(1);
  });

  it('requires a key with the scope `read`', async () => {
    expect((await get({})).status).toBe(401);
    const answer = await get(as(ADMIN));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching(/^text\/plain; version=0\.0\.4/),
    ]);
    await answer.body?.cancel();
  });

  it('carries the id of a request to the answer, the log and the job', async () => {
    const id = 'nvr-7:a/b+c=';
    const header = { 'x-request-id': id };
    const { headers } = await call('GET', '/api/cameras', undefined, header);
    expect(headers.get('x-request-id')).toBe(id);
    const eventId = await generate(await home.video('second.mp4', { seconds: 4 }), header);
    const logged = (...words: string[]) =>
      service.log.some((line) => [id, ...words].every((word) => line.includes(word)));
    await eventually(() => logged('Clip made', `"event_id":${eventId}`));
    await eventually(() => logged(`/api/events/${eventId}/clip/generate`));

    for (const bad of ['a b', 'x'.repeat(129), '"}']) {
      const own = await call('GET', '/api/cameras', undefined, { 'x-request-id': bad });
      expect(own.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deviation, operations } from '../support/contract.js';
import { createHome, type Home } from '../support/home.js';
import { type Service, startService } from '../support/service.js';

const STARTED = '2026-01-03T10:00:00Z';
const FILE = '/api/media/clips/1_clip.mp4';
const POSTER = '/api/media/posters/1.jpg';

const KEY = 'reader-key-that-is-long-enough';
const OTHER_KEY = 'writer-key-that-is-long-enough';
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

type Call = [status: number, method: string, path: string, body?: unknown, headers?: object];

/** Calls of a test's service fail if the answer does not match the contract. */
describe('Answers', () => {
  let home: Home;
  let service: Service;

  beforeAll(async () => {
    home = await createHome();
    service = await startService(home, { CLIP_PRE_ROLL_SECONDS: '0', CLIP_POST_ROLL_SECONDS: '1' });
  });
  afterAll(async () => {
    await service?.stop();
    await home.remove();
  });

  async function expectStatuses(calls: Call[], called = service): Promise<void> {
    for (const [status, method, path, body, headers] of calls) {
      const answer = await called.call(method, path, body, { prefer: 'wait=60', ...headers });
      expect([method, path, answer.status]).toEqual([method, path, status]);
    }
  }

  it('match the contract on every route', async () => {
    const file_path = await home.video('plain.mp4', { seconds: 3 });
    const event = {
      ...{ camera_id: 'front', started_at: STARTED, ended_at: STARTED, label: 'person' },
      ...{ external_id: 'a', video: { file_path, started_at: STARTED } },
    };
    const detections = [{ file_path: home.media('1.jpg'), detected_at: STARTED }];
    const recording = { camera_id: 'front', file_path };
    const missing = { camera_id: 'front', file_path: home.media('missing.mp4') };
    const lone = { camera_id: 'lone', started_at: STARTED };
    const hall = (kind: string, seconds: number) => {
      const to = new Date(Date.parse(STARTED) + seconds * 1000).toISOString();
      return `/api/cameras/hall/clip.${kind}?from=${STARTED}&to=${to}`;
    };
    const hallItem = { camera_id: 'hall', from: STARTED, to: '2026-01-03T10:00:01Z' };
    const before: Call[] = [
      [201, 'POST', '/api/events', event],
      [201, 'POST', '/api/events', lone],
      [200, 'POST', '/api/events', event],
      [400, 'POST', '/api/events', {}],
      [400, 'POST', '/api/events', '{'],
      [413, 'POST', '/api/events', { label: 'x'.repeat(1 << 20) }],
      [415, 'POST', '/api/events', 'a=b', { 'content-type': 'text/plain' }],
      [403, 'POST', '/api/events', event, { origin: 'https://evil.example' }],
      [200, 'GET', '/api/events?limit=1'],
      [400, 'GET', '/api/events?cursor=x'],
      [200, 'GET', '/api/events/1'],
      [400, 'GET', '/api/events/x'],
      [404, 'GET', '/api/events/99'],
      [200, 'PATCH', '/api/events/1', { summary: 'At the door.' }],
      [400, 'PATCH', '/api/events/1', { ended_at: '2026-01-03T09:00:00Z' }],
      [201, 'POST', '/api/events/1/detections', { detections }],
      [200, 'GET', '/api/cameras'],
      [404, 'GET', '/api/cameras/yard'],
      [201, 'PUT', '/api/cameras/yard', { time_zone: 'Asia/Tokyo', retention_days: 7 }],
      [200, 'PUT', '/api/cameras/yard', { retention_days_by_label: { person: 90 } }],
      [400, 'PUT', '/api/cameras/yard', { time_zone: 'Mars' }],
      [200, 'GET', '/api/cameras/yard'],
      [200, 'GET', '/api/cameras/yard/coverage'],
      [404, 'GET', '/api/cameras/none/coverage'],
      [400, 'GET', '/api/cameras/yard/coverage?from=2025-01-01T00:00:00Z&to=2025-03-01T00:00:00Z'],
      [201, 'POST', '/api/recordings', recording],
      [200, 'POST', '/api/recordings', recording],
      [400, 'POST', '/api/recordings', missing],
      [200, 'POST', '/api/recordings', { recordings: [recording, missing] }],
      [200, 'GET', '/api/recordings'],
      [201, 'POST', '/api/recordings', { ...recording, camera_id: 'hall', started_at: STARTED }],
      [202, 'GET', hall('mp4', 1), undefined, { prefer: 'respond-async' }],
      [200, 'GET', hall('mp4', 1)],
      [206, 'GET', hall('mp4', 1), undefined, { range: 'bytes=0-9' }],
      [304, 'GET', hall('mp4', 1), undefined, { 'if-none-match': '*' }],
      [416, 'GET', hall('mp4', 1), undefined, { range: 'bytes=999999999-' }],
      [202, 'GET', hall('json', 2), undefined, { prefer: 'respond-async' }],
      [200, 'GET', hall('json', 2)],
      [400, 'GET', hall('json', 3601)],
      [404, 'GET', '/api/cameras/yard/clip.mp4?from=2026-01-03T10:30:00Z&to=2026-01-03T10:30:01Z'],
      [202, 'POST', '/api/exports', { items: [hallItem] }],
      [400, 'POST', '/api/exports', { items: [] }],
      [400, 'POST', '/api/exports', { items: [{ ...hallItem, to: '2026-01-04T10:00:00Z' }] }],
      [404, 'POST', '/api/exports', { items: [{ event_id: 99 }] }],
      [200, 'GET', '/api/exports/1/progress'],
      [404, 'GET', '/api/exports/9/progress'],
      [200, 'GET', '/api/exports/1'],
      [404, 'GET', '/api/exports/9'],
      [200, 'GET', '/api/exports?limit=1'],
      [400, 'GET', '/api/exports?cursor=x'],
      [200, 'GET', '/api/media/exports/1.zip'],
      [206, 'GET', '/api/media/exports/1.zip', undefined, { range: 'bytes=0-9' }],
      [404, 'GET', '/api/media/exports/9.zip'],
      [200, 'PATCH', '/api/exports/1', { protected: true }],
      [400, 'PATCH', '/api/exports/1', {}],
      [409, 'DELETE', '/api/exports/1'],
      [200, 'PATCH', '/api/exports/1', { protected: false }],
      [204, 'DELETE', '/api/exports/1'],
      [404, 'DELETE', '/api/exports/1'],
      [200, 'GET', `/api/cameras/hall/frame.jpg?at=${STARTED}&max_width=160`],
      [404, 'GET', '/api/cameras/yard/frame.jpg?at=2026-01-03T10:30:00Z'],
      [400, 'GET', '/api/cameras/yard/frame.jpg'],
      [200, 'GET', '/api/events/1/clip'],
      [404, 'GET', '/api/events/1/clip.mp4'],
      [404, 'GET', '/api/media/clips/1.vtt'],
      [404, 'DELETE', '/api/events/1/clip?pending_only=true'],
      [404, 'PATCH', '/api/events/1/clip', { protected: true }],
      [404, 'POST', '/api/events/1/clip/share', {}],
      [400, 'POST', '/api/events/1/clip/generate', { start_offset_seconds: 3600 }],
      [201, 'POST', '/api/events/1/clip/generate', {}],
      [200, 'POST', '/api/events/1/clip/generate', {}],
      [400, 'POST', '/api/events/2/clip/generate', {}],
      [200, 'GET', '/api/events/1/clip/progress'],
      [200, 'GET', '/api/events/1/clip'],
      [200, 'GET', '/api/events/1'],
      [200, 'GET', '/api/events'],
      [200, 'POST', '/api/events/1/clip/share', {}],
      [200, 'GET', FILE],
      [206, 'GET', FILE, undefined, { range: 'bytes=0-9' }],
      [304, 'GET', FILE, undefined, { 'if-none-match': '*' }],
      [412, 'GET', FILE, undefined, { 'if-match': '"x"' }],
      [416, 'GET', FILE, undefined, { range: 'bytes=999999999-' }],
      [404, 'GET', '/api/media/clips/2_clip.mp4'],
    ];
    const after: Call[] = [
      [200, 'GET', POSTER],
      [206, 'GET', POSTER, undefined, { range: 'bytes=0-9' }],
      [404, 'GET', '/api/media/posters/2.jpg'],
      [200, 'PATCH', '/api/events/1/clip', { protected: true, reason: 'case 12' }],
      [409, 'POST', '/api/events/1/clip/generate', { force: true }],
      [409, 'DELETE', '/api/events/1/clip'],
      [409, 'DELETE', '/api/events/1'],
      [200, 'POST', '/api/cleanup/run', { dry_run: true }],
      [200, 'POST', '/api/cleanup/run', {}],
      [200, 'GET', '/api/cleanup'],
      [200, 'PATCH', '/api/events/1/clip', { protected: false }],
      [204, 'DELETE', '/api/events/1/clip'],
      [204, 'DELETE', '/api/recordings/1'],
      [404, 'DELETE', '/api/recordings/1'],
      [204, 'DELETE', '/api/events/1'],
      [200, 'GET', '/health/live'],
      [200, 'GET', '/health/ready'],
      [200, 'GET', '/api/audit?limit=1'],
      [400, 'GET', '/api/audit?cursor=x'],
      [400, 'GET', '/api/audit?action=clip.eaten'],
      [200, 'GET', '/metrics'],
    ];
    await expectStatuses(before);

    const link = '/api/events/1/clip.mp4';
    const { status, headers } = await fetch(service.origin + link, { redirect: 'manual' });
    expect([status, headers.get('location')]).toEqual([302, FILE]);
    expect(deviation('GET', link, { status, headers, body: null })).toBeNull();

    // The poster is published after its clip.
    await service.withPoster(1);
    await expectStatuses(after);

    const called = [...before, ...after].map(([, method, path]) => [method, path.split('?')[0]!]);
    const missed = operations.filter(
      ({ method, pattern }) => !called.some(([by, path]) => by === method && pattern.test(path!)),
    );
    expect(missed.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it('match the contract for callers that are not allowed or call too often', async () => {
    const guarded = await startService(home, {
      API_KEYS: `reader:read:${KEY},writer:write:${OTHER_KEY}`,
      RATE_LIMIT_PER_MINUTE: '2',
    });
    try {
      await expectStatuses(
        [
          [401, 'GET', '/api/events'],
          [403, 'GET', '/api/events', undefined, bearer(OTHER_KEY)],
          [200, 'GET', '/api/events', undefined, bearer(KEY)],
          [200, 'GET', '/api/events', undefined, bearer(KEY)],
        ],
        guarded,
      );
      const refused = await guarded.call('GET', '/api/cameras', undefined, bearer(KEY));
      expect(refused).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(5);
      // Another key at the same address has a limit of its own, and so has the address without a key.
      await expectStatuses(
        [
          [403, 'GET', '/api/events', undefined, bearer(OTHER_KEY)],
          [401, 'GET', '/api/events'],
          [429, 'GET', '/api/events', undefined, bearer(KEY)],
        ],
        guarded,
      );
    } finally {
      await guarded.stop();
    }
  });
});

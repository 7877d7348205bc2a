import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Event } from '../../src/events/records/event.entity.js';
import { type EventsApp, startEventsApp } from './events-app.js';

let app: EventsApp;
beforeAll(async () => {
  app = await startEventsApp({ maxFutureSeconds: 1e12 });
});
afterAll(() => app.close());

const event = { camera_id: 'front', started_at: '2026-01-03T10:30:00Z' };
const detection = { file_path: '/media/1.jpg', detected_at: '2026-01-03T10:30:00Z' };
const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);

describe('The body of POST /api/events', () => {
  it.each<[string, unknown, RegExp]>([
    ['an empty object', {}, /camera_id.*started_at/s],
    ['an array', [event], /./],
    ['no camera', { started_at: event.started_at }, /camera_id/],
    ['an empty camera', { ...event, camera_id: '' }, /camera_id/],
    ['a camera that is a number', { ...event, camera_id: 7 }, /camera_id/],
    ['a camera that is null', { ...event, camera_id: null }, /camera_id/],
    ['a long camera', { ...event, camera_id: 'x'.repeat(201) }, /camera_id/],
    ['no start', { camera_id: 'front' }, /started_at/],
    ['a start without an offset', { ...event, started_at: '2026-01-03T10:30:00' }, /started_at/],
    ['a start that is a week', { ...event, started_at: '2026-W01' }, /started_at/],
    ['a start that is no day', { ...event, started_at: '2026-02-30T00:00:00Z' }, /started_at/],
    ['a start that is a number', { ...event, started_at: 1767436200 }, /started_at/],
    ['an end before the start', { ...event, ended_at: '2026-01-03T10:29:59.999Z' }, /ended_at/],
    ['an end that is no time', { ...event, ended_at: 'soon' }, /ended_at/],
    ['a label that is an object', { ...event, label: {} }, /label/],
    ['a long label', { ...event, label: 'x'.repeat(201) }, /label/],
    ['a long summary', { ...event, summary: 'x'.repeat(10_001) }, /summary/],
    ['an empty external_id', { ...event, external_id: '' }, /external_id/],
    ['a long external_id', { ...event, external_id: 'x'.repeat(201) }, /external_id/],
    ['a video that is a text', { ...event, video: '/media/a.mp4' }, /video/],
    ['a video that is an array', { ...event, video: [] }, /video/],
    ['a video without a path', { ...event, video: {} }, /video\.file_path/],
    ['a long video path', { ...event, video: { file_path: '/é'.repeat(342) } }, /file_path/],
    [
      'a video start without an offset',
      { ...event, video: { file_path: '/a.mp4', started_at: '2026-01-03' } },
      /started_at/,
    ],
    ['detections that are an object', { ...event, detections: detection }, /detections/],
    ['a detection that is null', { ...event, detections: [null] }, /detections/],
    ['a detection that is a text', { ...event, detections: ['/1.jpg'] }, /detections/],
    ['a detection that is an array', { ...event, detections: [[]] }, /detections/],
    ['a detection without a time', { ...event, detections: [{ file_path: '/1.jpg' }] }, /detected/],
    ['1,001 detections', { ...event, detections: Array(1001).fill(detection) }, /detections/],
    ['an unknown field', { ...event, clip_path: '1_clip.mp4' }, /clip_path/],
    ['an unknown nested field', { ...event, video: { file_path: '/a', size: 1 } }, /size/],
    ['a NUL', { ...event, label: 'a\0b' }, /Unicode/],
    ['half a surrogate pair', '{"camera_id":"\\ud800","started_at":"x"}', /Unicode/],
    ['NUL in a key', { ...event, 'a\0': 1 }, /Unicode/],
    ['deep nesting', { ...event, label: nested(33) }, /nested/],
  ])('is refused with %s', async (_, body, message) => {
    const answer = await app.call('POST', '/api/events', body);
    expect([answer.status, answer.body.code]).toEqual([400, 'VALIDATION_FAILED']);
    expect(String(answer.body.message)).toMatch(message);
    expect(await app.dataSource.getRepository(Event).count()).toBe(0);
  });

  it('is refused with the first fifty of its errors', async () => {
    const detections = Array(100).fill({ file_path: 1, ['x'.repeat(500)]: 2 });
    const { status, body } = await app.call('POST', '/api/events', { ...event, detections });
    expect([status, body.code]).toEqual([400, 'VALIDATION_FAILED']);
    const messages = body.message as unknown as string[];
    expect(messages).toHaveLength(51);
    expect(messages[50]).toBe('Only the first 50 errors are listed.');
    expect(Math.max(...messages.map(({ length }) => length))).toBeLessThanOrEqual(301);
  });

  it.each([
    ['relative', 'media/a.mp4'],
    ['outside', '/etc/passwd'],
    ['outside by dots', '/../etc/passwd'],
    ['a folder', ''],
    ['an option', '-i'],
    ['an address', 'http://127.0.0.1/a.mp4'],
  ])('is refused with a path that is %s', async (_, path) => {
    const file_path = path.startsWith('/..') ? app.path(`..${path}`) : path || app.path('.');
    const { status, body } = await app.call('POST', '/api/events', {
      ...event,
      video: { file_path },
    });
    expect([status, body.code]).toEqual([400, 'PATH_NOT_ALLOWED']);
    expect(String(body.message)).not.toContain(app.path(''));
  });
});

describe('An event that starts in the future', () => {
  const NOW = Date.parse('2026-01-03T10:30:00Z');
  const startsIn = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();

  it('is refused if it is more than a day ahead, by the clock of the service', async () => {
    const now = await startEventsApp({ clock: { now: () => new Date(NOW) } });
    const create = (seconds: number) =>
      now.call('POST', '/api/events', { camera_id: 'front', started_at: startsIn(seconds) });
    const refused = await create(86_401);
    const accepted = await create(86_400);
    await now.close();
    expect([refused.status, refused.body.code]).toEqual([400, 'EVENT_IN_FUTURE']);
    expect(refused.body.message).toContain('2026-01-04T10:30:00.000Z');
    expect(accepted.status).toBe(201);
  });
});

describe('The largest values', () => {
  it('are stored unchanged', async () => {
    const largest = {
      camera_id: '📷'.repeat(200),
      started_at: '9999-12-31T23:59:59.999Z',
      label: '📷'.repeat(200),
      summary: '📷'.repeat(10_000),
      external_id: '📷'.repeat(200),
    };
    const { status, body } = await app.call('POST', '/api/events', largest);
    expect(status).toBe(201);
    expect(body).toMatchObject(largest);
    expect((await app.call('GET', `/api/events/${body.id}`)).body).toEqual(body);
    await app.call('DELETE', `/api/events/${body.id}`);
  });

  it('include a first and a last instant that can be paged through', async () => {
    const starts = ['9999-12-31T23:59:59.999Z', '0001-01-01T00:00:00.000Z'];
    for (const started_at of starts)
      await app.call('POST', '/api/events', { ...event, started_at });
    const first = await app.call('GET', '/api/events?limit=1');
    const cursor = first.body.next_cursor;
    const second = await app.call('GET', `/api/events?limit=1&cursor=${cursor}`);
    const events = [...first.body.events, ...second.body.events];
    expect(events.map(({ started_at }) => started_at)).toEqual(starts);
    for (const { id } of events) await app.call('DELETE', `/api/events/${id}`);
  });
});

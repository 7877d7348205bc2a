import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventClipsError } from '../../src/common/event-clips-error.js';
import { Detection } from '../../src/events/records/detection.entity.js';
import { EventClips, type EventClipsSource } from '../../src/events/clips/event-clips.js';
import { Event } from '../../src/events/records/event.entity.js';
import { EventsService } from '../../src/events/events/events.service.js';
import { eventually } from '../support/eventually.js';
import { type EventsApp, startEventsApp } from './events-app.js';

let app: EventsApp;
beforeAll(async () => {
  app = await startEventsApp();
});
afterAll(() => app.close());

const UNKNOWN = 2_147_483_647;
const minimal = { camera_id: 'front', started_at: '2026-01-03T10:30:00Z' };

const post = (body: object) => app.call('POST', '/api/events', body);
const newEvent = async (body: object = {}): Promise<number> =>
  (await post({ ...minimal, ...body })).body.id;

describe('POST /api/events', () => {
  it('creates an event from the two required fields', async () => {
    const { status, body } = await post(minimal);
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(Number),
      camera_id: 'front',
      started_at: '2026-01-03T10:30:00.000Z',
      ended_at: null,
      label: null,
      summary: null,
      external_id: null,
      clip: null,
    });
  });

  it('stores every field, with times in UTC, and files that do not exist yet', async () => {
    const { status, body } = await post({
      camera_id: 'Einfahrt 📷',
      started_at: '2026-01-03T11:30:00.1239+01:00',
      ended_at: '2026-01-03T10:30:00.123Z',
      label: 'person',
      summary: 'Someone\nat the door',
      external_id: 'nvr-1',
      video: { file_path: app.path('a/./later.mp4'), started_at: '2026-01-03T10:29:00Z' },
      detections: [
        { file_path: app.path('2.jpg'), detected_at: '2026-01-03T10:30:02Z' },
        { file_path: app.path('1.jpg'), detected_at: '2026-01-03T10:30:01Z' },
      ],
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      camera_id: 'Einfahrt 📷',
      started_at: '2026-01-03T10:30:00.123Z',
      ended_at: '2026-01-03T10:30:00.123Z',
      label: 'person',
      summary: 'Someone\nat the door',
      external_id: 'nvr-1',
    });
    expect(await app.get(EventsService).get(body.id)).toMatchObject({
      videoPath: app.path('a/later.mp4'),
      videoStartedAt: new Date('2026-01-03T10:29:00Z'),
      clipPath: null,
    });
    const detections = await app.dataSource.getRepository(Detection).findBy({ eventId: body.id });
    expect(detections.map(({ filePath }) => filePath)).toEqual([
      app.path('2.jpg'),
      app.path('1.jpg'),
    ]);
  });

  it('treats null as an omitted field', async () => {
    const absent = {
      ended_at: null,
      label: null,
      external_id: null,
      video: null,
      detections: null,
    };
    expect((await post({ ...minimal, ...absent })).status).toBe(201);
  });

  it('answers a repeated external_id with the first event, unchanged', async () => {
    const first = await post({ ...minimal, external_id: 'again', label: 'person' });
    const second = await post({ ...minimal, external_id: 'again', label: 'car' });
    expect(second).toEqual({ status: 200, body: first.body });
  });

  it('creates another event for the same external_id of another camera', async () => {
    const first = await post({ ...minimal, external_id: 'shared' });
    const second = await post({ ...minimal, external_id: 'shared', camera_id: 'another' });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.id).not.toBe(first.body.id);
    const again = await post({ ...minimal, external_id: 'shared', camera_id: 'another' });
    expect(again).toEqual({ status: 200, body: second.body });
  });

  it('creates one event from twenty requests at the same time', async () => {
    const detections = [{ file_path: app.path('1.jpg'), detected_at: minimal.started_at }];
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post({ ...minimal, external_id: 'race', detections })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array<number>(19).fill(200),
      201,
    ]);
    const ids = new Set(answers.map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    const [eventId] = ids;
    expect(await app.dataSource.getRepository(Detection).countBy({ eventId })).toBe(1);
  });

  it('lets two events share a video file', async () => {
    const video = { file_path: app.path('shared.mp4') };
    expect((await post({ ...minimal, video })).status).toBe(201);
    expect((await post({ ...minimal, camera_id: 'back', video })).status).toBe(201);
  });

  it('stores nothing of an event with a file that may not be read', async () => {
    const count = () => app.dataSource.getRepository(Event).count();
    const before = await count();
    const detections = [{ file_path: '/etc/passwd', detected_at: minimal.started_at }];
    const { status, body } = await post({ ...minimal, detections });
    expect([status, body.code]).toEqual([400, 'PATH_NOT_ALLOWED']);
    expect(await count()).toBe(before);
  });
});

describe('GET /api/events/{id}', () => {
  it('returns the event', async () => {
    const { body } = await post(minimal);
    expect(await app.call('GET', `/api/events/${body.id}`)).toEqual({ status: 200, body });
  });

  it.each([UNKNOWN, 2_147_483_648, '9999999999999999999'])(
    'answers 404 for the unknown id %s',
    async (id) => {
      const { status, body } = await app.call('GET', `/api/events/${id}`);
      expect([status, body.code]).toEqual([404, 'EVENT_NOT_FOUND']);
    },
  );

  it.each(['0', '-1', '1.5', '1.0', '01', '0x1', '1e3', 'abc', '1%20', 'NaN', '١'])(
    'refuses the id %s',
    async (id) => {
      const { status, body } = await app.call('GET', `/api/events/${id}`);
      expect([status, body.code]).toEqual([400, 'INVALID_ID']);
    },
  );
});

describe('PATCH /api/events/{id}', () => {
  it('sets the given fields and keeps the others', async () => {
    const id = await newEvent({ label: 'person', summary: 'before' });
    const ended_at = '2026-01-03T10:31:00.000Z';
    const { status, body } = await app.call('PATCH', `/api/events/${id}`, {
      ended_at,
      summary: 'x',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, ended_at, label: 'person', summary: 'x' });
    expect((await app.call('GET', `/api/events/${id}`)).body).toEqual(body);
  });

  it('removes a value that is null', async () => {
    const id = await newEvent({ label: 'person', ended_at: '2026-01-03T10:31:00Z' });
    const { body } = await app.call('PATCH', `/api/events/${id}`, { label: null, ended_at: null });
    expect(body).toMatchObject({ label: null, ended_at: null });
  });

  it('accepts an end at the start, but not before it', async () => {
    const id = await newEvent();
    const patch = (ended_at: string) => app.call('PATCH', `/api/events/${id}`, { ended_at });
    expect((await patch('2026-01-03T10:30:00.000Z')).status).toBe(200);
    const { status, body } = await patch('2026-01-03T10:29:59.999Z');
    expect([status, body.code]).toEqual([400, 'VALIDATION_FAILED']);
    expect(body.message).toContain('ended_at must not be before started_at');
  });

  it.each([
    'camera_id',
    'started_at',
    'external_id',
    'id',
    'clip_path',
    '__proto__',
    'constructor',
  ])('does not set %s', async (field) => {
    const id = await newEvent();
    const { body: before } = await app.call('GET', `/api/events/${id}`);
    await app.call('PATCH', `/api/events/${id}`, `{"${field}":"2026-01-01T00:00:00Z"}`);
    expect((await app.call('GET', `/api/events/${id}`)).body).toEqual(before);
  });

  it('answers 404 for an unknown event', async () => {
    const { status, body } = await app.call('PATCH', `/api/events/${UNKNOWN}`, { label: 'x' });
    expect([status, body.code]).toEqual([404, 'EVENT_NOT_FOUND']);
  });
});

describe('POST /api/events/{id}/detections', () => {
  const detections = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      file_path: app.path(`${index}.jpg`),
      detected_at: '2026-01-03T10:30:01.000Z',
    }));

  it('adds up to a thousand detections, in the given order', async () => {
    const id = await newEvent();
    const given = detections(1000);
    const { status, body } = await app.call('POST', `/api/events/${id}/detections`, {
      detections: given,
    });
    expect(status).toBe(201);
    expect(body.detections.map(({ id: _, ...rest }) => rest)).toEqual(given);
    expect(await app.dataSource.getRepository(Detection).countBy({ eventId: id })).toBe(1000);
  });

  const add = (id: number, ...given: object[]) =>
    app.call('POST', `/api/events/${id}/detections`, { detections: given });

  it('adds a detection of the same file and instant once', async () => {
    const id = await newEvent();
    const [first, second, third] = detections(3) as [object, object, object];
    const later = { ...first, detected_at: '2026-01-03T10:30:02.000Z' };
    const { body } = await add(id, first, second, first);
    const [one, two] = body.detections;
    expect(body.detections).toEqual([one, two, one]);
    const again = await add(id, third, second, later, third);
    const [three, , four] = again.body.detections;
    expect(again).toMatchObject({ status: 201, body: { detections: [three, two, four, three] } });
    expect(await app.dataSource.getRepository(Detection).countBy({ eventId: id })).toBe(4);
  });

  it('waits for a call that adds to the same event, and sees what that has added', async () => {
    const eventId = await newEvent();
    const [given] = detections(1) as [{ file_path: string; detected_at: string }];
    const waiting = async () => {
      const locks = await app.dataSource.query<object[]>(
        'SELECT 1 FROM pg_locks WHERE NOT granted',
      );
      return locks.length > 0;
    };
    const call = await app.dataSource.transaction(async (manager) => {
      await manager.query('SELECT 1 FROM events WHERE id = $1 FOR NO KEY UPDATE', [eventId]);
      const row = { eventId, filePath: given.file_path, detectedAt: given.detected_at };
      await manager.insert(Detection, row);
      const answer = add(eventId, given);
      await Promise.race([answer, eventually(waiting)]);
      return { answer };
    });
    expect((await call.answer).status).toBe(201);
    expect(await app.dataSource.getRepository(Detection).countBy({ eventId })).toBe(1);
  });

  it('adds all detections or none', async () => {
    const id = await newEvent();
    const { status } = await app.call('POST', `/api/events/${id}/detections`, {
      detections: [...detections(2), { ...detections(1)[0], file_path: 'relative.jpg' }],
    });
    expect(status).toBe(400);
    expect(await app.dataSource.getRepository(Detection).countBy({ eventId: id })).toBe(0);
  });

  it.each([0, 1001])('refuses %d detections', async (count) => {
    const id = await newEvent();
    const { status, body } = await app.call('POST', `/api/events/${id}/detections`, {
      detections: detections(count),
    });
    expect([status, body.code]).toEqual([400, 'VALIDATION_FAILED']);
  });

  it('answers 404 for an unknown event', async () => {
    const { status, body } = await app.call('POST', `/api/events/${UNKNOWN}/detections`, {
      detections: detections(1),
    });
    expect([status, body.code]).toEqual([404, 'EVENT_NOT_FOUND']);
  });
});

describe('DELETE /api/events/{id}', () => {
  it('removes the event and its detections', async () => {
    const id = await newEvent({
      detections: [{ file_path: app.path('1.jpg'), detected_at: minimal.started_at }],
    });
    expect((await app.call('DELETE', `/api/events/${id}`)).status).toBe(204);
    expect((await app.call('GET', `/api/events/${id}`)).status).toBe(404);
    expect(await app.dataSource.getRepository(Detection).countBy({ eventId: id })).toBe(0);
    const again = await app.call('DELETE', `/api/events/${id}`);
    expect([again.status, again.body.code]).toEqual([404, 'EVENT_NOT_FOUND']);
  });
});

describe('Events with a clips module', () => {
  const clip = {
    status: 'completed',
    clip_url: '/clip',
    rendition_urls: null,
    poster_url: null,
    protected: true,
    duration_seconds: 25,
    progress: 100,
    message: null,
    error_code: null,
  } as const;
  let withClip: number;
  let calls: string[];

  beforeAll(async () => {
    withClip = await newEvent({ camera_id: 'clips' });
    const source: EventClipsSource = {
      summaries: (ids) =>
        Promise.resolve(new Map(ids.includes(withClip) ? [[withClip, { ...clip }]] : [])),
      removing: async (manager, event) => {
        calls.push(`removing ${event.id} while ${await manager.countBy(Event, { id: event.id })}`);
        if (event.id === withClip) throw new EventClipsError('CLIP_PROTECTED', 409, 'It is held.');
      },
      narrow: (query, { status }) => {
        if (status) query.andWhere('event.id = :withClip', { withClip });
      },
      added: (event) => {
        calls.push(`added ${event.id}`);
        if (event.label === 'requested') withClip = event.id;
        return Promise.resolve(event.label === 'requested');
      },
      changed: (event) => Promise.resolve(void calls.push(`changed ${event.id}`)),
      recorded: () => Promise.resolve(),
      corrected: () => Promise.resolve(),
      removed: async (id) => {
        calls.push(`removed ${id} when ${await app.dataSource.manager.countBy(Event, { id })}`);
      },
    };
    app.get(EventClips).use(source);
    calls = [];
  });

  it('show the clip of each event', async () => {
    const other = await newEvent({ camera_id: 'clips' });
    const { body } = await app.call('GET', '/api/events?camera_id=clips');
    expect(body.events.map(({ id, clip }) => [id, clip])).toEqual([
      [other, null],
      [withClip, clip],
    ]);
    expect((await app.call('GET', `/api/events/${withClip}`)).body.clip).toEqual(clip);
    const completed = await app.call('GET', '/api/events?camera_id=clips&clip_status=completed');
    expect(completed.body.events.map(({ id }) => id)).toEqual([withClip]);
  });

  it('report their creation, and have a clip at once where that requests one', async () => {
    calls = [];
    const before = withClip;
    const event = {
      camera_id: 'clips',
      external_id: 'requested',
      started_at: '2026-01-03T10:00:00Z',
    };
    const created = await app.call('POST', '/api/events', { ...event, label: 'requested' });
    expect([created.status, created.body.clip]).toEqual([201, clip]);
    const again = await app.call('POST', '/api/events', event);
    expect([again.status, again.body.clip]).toEqual([200, clip]);
    const { id } = created.body;
    expect(calls).toEqual([`added ${id}`, `changed ${id}`]);
    withClip = before;
  });

  it('report their deletion before and after it', async () => {
    const id = await newEvent();
    calls = [];
    expect((await app.call('DELETE', `/api/events/${id}`)).status).toBe(204);
    expect(calls).toEqual([`removing ${id} while 1`, `removed ${id} when 0`]);
  });

  it('are not deleted while their clip is protected', async () => {
    calls = [];
    const { status, body } = await app.call('DELETE', `/api/events/${withClip}`);
    expect([status, body.code]).toEqual([409, 'CLIP_PROTECTED']);
    expect(calls).toEqual([`removing ${withClip} while 1`]);
    expect((await app.call('GET', `/api/events/${withClip}`)).status).toBe(200);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Event } from '../../src/events/records/event.entity.js';
import { type EventsApp, startEventsApp } from './events-app.js';

let app: EventsApp;
beforeAll(async () => {
  app = await startEventsApp();
});
afterAll(() => app.close());

/** Inserts an event and returns its id. */
async function event(cameraId: string, startedAt: string, clipPath: string | null = null) {
  const row = { cameraId, startedAt: new Date(startedAt), clipPath };
  return (await app.dataSource.getRepository(Event).save(row)).id;
}

async function page(query: string) {
  const { status, body } = await app.call('GET', `/api/events?${query}`);
  expect(status).toBe(200);
  return { ids: body.events.map(({ id }) => id), cursor: body.next_cursor };
}

/** The ids of all pages, from the first to the last; `between` runs after each page. */
async function allPages(query: string, between?: () => Promise<unknown>): Promise<number[]> {
  const ids: number[] = [];
  for (let cursor: string | null = ''; cursor !== null; await between?.()) {
    const next = await page(cursor === '' ? query : `${query}&cursor=${cursor}`);
    ids.push(...next.ids);
    cursor = next.cursor;
  }
  return ids;
}

describe('GET /api/events', () => {
  it('is empty for a camera without events', async () => {
    const { status, body } = await app.call('GET', '/api/events?camera_id=nobody');
    expect([status, body]).toEqual([200, { events: [], next_cursor: null }]);
  });

  it('returns the newest event first, and of equal starts the one created last', async () => {
    const first = await event('order', '2026-01-03T10:00:00.001Z');
    const older = await event('order', '2026-01-03T10:00:00.000Z');
    const second = await event('order', '2026-01-03T10:00:00.001Z');
    expect(await page('camera_id=order')).toEqual({ ids: [second, first, older], cursor: null });
  });

  it('pages through equal and different starts with any page size', async () => {
    const made: number[] = [];
    for (let index = 0; index < 12; index++) {
      const second = String(Math.floor(index / 5)).padStart(2, '0');
      made.unshift(await event('pages', `2026-01-03T10:00:${second}.999Z`));
    }
    for (const limit of [1, 5, 11, 12, 13]) {
      expect(await allPages(`camera_id=pages&limit=${limit}`)).toEqual(made);
    }
    expect((await page('camera_id=pages&limit=12')).cursor).toBeNull();
  });

  it('neither repeats nor misses an event while others are added and deleted', async () => {
    const startedAt = '2026-01-03T10:00:00Z';
    const there: number[] = [];
    for (let index = 0; index < 9; index++) there.unshift(await event('moving', startedAt));
    const seen = await allPages('camera_id=moving&limit=2', async () => {
      const newest = await event('moving', startedAt);
      await event('moving', '2026-01-04T10:00:00Z');
      await app.dataSource.getRepository(Event).delete({ id: newest });
      await event('moving', startedAt);
    });
    expect(seen).toEqual(there);
  });

  it('continues from a cursor whose event was deleted', async () => {
    const older = await event('gone', '2026-01-03T10:00:00Z');
    const newer = await event('gone', '2026-01-03T10:00:01Z');
    const { cursor } = await page('camera_id=gone&limit=1');
    await app.dataSource.getRepository(Event).delete({ id: newer });
    expect((await page(`camera_id=gone&cursor=${cursor}`)).ids).toEqual([older]);
  });

  it('filters by the start, with `from` included and `to` excluded', async () => {
    const ids = [
      await event('span', '2026-01-03T10:00:00Z'),
      await event('span', '2026-01-03T11:00:00Z'),
      await event('span', '2026-01-03T12:00:00Z'),
    ] as const;
    const span = (query: string) => page(`camera_id=span&${query}`).then((found) => found.ids);
    expect(await span('from=2026-01-03T11:00:00Z')).toEqual([ids[2], ids[1]]);
    expect(await span('to=2026-01-03T12:00:00Z')).toEqual([ids[1], ids[0]]);
    expect(await span('from=2026-01-03T11:00:00Z&to=2026-01-03T12:00:00Z')).toEqual([ids[1]]);
    expect(await span('from=2026-01-03T12:00:00%2B01:00&to=2026-01-03T11:00:00Z')).toEqual([]);
  });

  it('filters by the clip', async () => {
    const without = await event('clip', '2026-01-03T10:00:00Z');
    const withClip = await event('clip', '2026-01-03T10:00:00Z', '1_clip.mp4');
    expect((await page('camera_id=clip&has_clip=true')).ids).toEqual([withClip]);
    expect((await page('camera_id=clip&has_clip=false')).ids).toEqual([without]);
  });

  it('filters by label, and by a text in the label or the summary', async () => {
    const described = async (label: string | null, summary: string | null) =>
      (
        await app.dataSource.getRepository(Event).save({
          ...{ cameraId: 'texts', startedAt: new Date('2026-01-03T10:00:00Z') },
          ...{ label, summary },
        })
      ).id;
    const person = await described('person', '100% sure\nÄrger am Tor');
    const other = await described('Person', null);
    const bare = await described(null, null);
    const found = async (query: string) => (await page(`camera_id=texts&${query}`)).ids;
    expect(await found('')).toEqual([bare, other, person]);
    expect(await found('label=person')).toEqual([person]);
    expect(await found('text=PERS')).toEqual([other, person]);
    expect(await found('text=%C3%A4rger')).toEqual([person]);
    expect(await found('text=100%25%20s')).toEqual([person]);
    // No wildcards, and no text that begins in the label and ends in the summary.
    expect(await found('text=p%25n')).toEqual([]);
    expect(await found('text=person100')).toEqual([]);
    expect(await found('text=person&label=Person')).toEqual([other]);
  });

  it('knows no clips without a module that makes them', async () => {
    const id = await event('unmade', '2026-01-03T10:00:00Z');
    const found = async (query: string) => (await page(`camera_id=unmade&${query}`)).ids;
    expect(await found('clip_status=none')).toEqual([id]);
    expect(await found('protected=false')).toEqual([id]);
    expect(await found('clip_status=completed')).toEqual([]);
    expect(await found('protected=true')).toEqual([]);
  });

  it('returns fifty events by default, and at most two hundred', async () => {
    const startedAt = new Date('2026-01-03T10:00:00Z');
    const rows = Array.from({ length: 201 }, () => ({ cameraId: 'many', startedAt }));
    await app.dataSource.getRepository(Event).save(rows);
    expect((await page('camera_id=many')).ids).toHaveLength(50);
    expect((await page('camera_id=many&limit=200')).ids).toHaveLength(200);
    expect(await allPages('camera_id=many&limit=200')).toHaveLength(201);
  });

  it.each([
    ['limit=0', /limit/],
    ['limit=201', /limit/],
    ['limit=-1', /limit/],
    ['limit=1.5', /limit/],
    ['limit=1e1', /limit/],
    ['limit=0x10', /limit/],
    ['limit=', /limit/],
    ['limit=5&limit=6', /limit/],
    ['from=yesterday', /from/],
    ['from=2026-01-03', /from/],
    ['from=2026-01-03T10:00:00', /from/],
    ['to=2026-W01', /to/],
    ['to=2026-02-30T10:00:00Z', /to/],
    ['from=2026-01-03T10:00:01Z&to=2026-01-03T10:00:00Z', /to must not be before from/],
    ['has_clip=yes', /has_clip/],
    ['has_clip=', /has_clip/],
    ['clip_status=made', /clip_status/],
    ['clip_status=none&clip_status=failed', /clip_status/],
    ['protected=1', /protected/],
    ['text=', /text/],
    [`text=${'x'.repeat(201)}`, /text/],
    [`label=${'x'.repeat(201)}`, /label/],
    ['camera_id=', /camera_id/],
    ['camera_id=a&camera_id=b', /camera_id/],
    [`camera_id=${'x'.repeat(201)}`, /camera_id/],
    ['camera_id=%00', /Unicode/],
    ['cursor=a&cursor=b', /cursor/],
    ['offset=10', /offset/],
  ])('refuses %s', async (query, message) => {
    const { status, body } = await app.call('GET', `/api/events?${query}`);
    expect([status, body.code]).toEqual([400, 'VALIDATION_FAILED']);
    expect(String(body.message)).toMatch(message);
  });

  it.each(['', 'x', 'MjAyNg', 'eyJpZCI6MX0'])('refuses the cursor "%s"', async (cursor) => {
    const { status, body } = await app.call('GET', `/api/events?cursor=${cursor}`);
    expect([status, body.code]).toEqual([400, 'INVALID_CURSOR']);
  });
});

describe('GET /api/cameras', () => {
  it('returns each camera once, with its newest event', async () => {
    await event('zoo', '2026-01-03T10:00:00Z');
    await event('zoo', '2026-01-03T12:00:00Z');
    const newest = await event('zoo', '2026-01-03T12:00:00Z');
    const only = await event('Å camera', '2020-01-01T00:00:00Z');

    const { status, body } = await app.call('GET', '/api/cameras');
    expect(status).toBe(200);
    const cameras = new Map(body.cameras.map((camera) => [camera.camera_id, camera.newest_event]));
    expect(cameras.size).toBe(body.cameras.length);
    expect(cameras.get('zoo')).toMatchObject({ id: newest, camera_id: 'zoo', clip: null });
    expect(cameras.get('Å camera')).toMatchObject({ id: only });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { AuditAction } from '../../src/common/audit/audit-entry.js';
import type { Generated } from '../support/api.js';
import { at, clipUrl } from '../clips/api/recorded-cameras.js';
import { eventually } from '../support/eventually.js';
import { AuditedService, type Entry } from './audited.js';

const CAMERA = 'yard-0';

describe('The audit trail', () => {
  let audited: AuditedService;

  beforeAll(async () => {
    audited = await AuditedService.start((recorded) => recorded.camera([0, 1, 2]));
  });
  afterAll(() => audited?.remove());

  /** An event with a clip. */
  async function clip(): Promise<{ id: number; url: string }> {
    const event = { camera_id: CAMERA, started_at: at(1), ended_at: at(3) };
    const { id } = (await audited.call('nvr', 'POST', '/api/events', event)).body;
    const path = `/api/events/${id}/clip/generate`;
    const made = await audited.call<Generated>('nvr ann', 'POST', path, {});
    expect(made.status).toBe(201);
    return { id, url: `/api/media/clips/${id}_clip.mp4` };
  }

  async function exported(): Promise<number> {
    const items = [{ camera_id: CAMERA, from: at(1), to: at(2) }];
    const { id } = (await audited.call('nvr ann', 'POST', '/api/exports', { items })).body;
    await eventually(
      async () =>
        (await audited.call<{ status: string }>('nvr', 'GET', `/api/exports/${id}`)).body.status ===
        'completed',
    );
    return id;
  }

  describe('of calls', () => {
    /** Each call gets an id, by which its entries are found. */
    async function expectEntries(
      method: string,
      path: string,
      body: unknown,
      expected: [AuditAction, Partial<Entry>][],
    ): Promise<void> {
      const request_id = randomUUID();
      const { status } = await audited.call('nvr ann', method, path, body, {
        'x-request-id': request_id,
      });
      expect([path, status < 300]).toEqual([path, true]);
      const found = async () =>
        (await audited.entries()).filter((entry) => entry.request_id === request_id).reverse();
      await eventually(async () => (await found()).length >= expected.length);
      const who = { actor: 'key', key: 'nvr', user: 'ann', address: null, rule: null };
      expect(await found()).toEqual(
        expected.map(([action, facts]): unknown =>
          expect.objectContaining({ ...who, camera_ids: [CAMERA], action, ...facts }),
        ),
      );
    }

    it('names who did what to a clip, and when', async () => {
      const { id, url } = await clip();
      const event = `/api/events/${id}`;
      const about = { event_ids: [id] };
      const files = [`${id}_clip.mp4`];
      const before = Date.now();
      await expectEntries('GET', url, undefined, [['clip.viewed', { ...about, files }]]);
      const { at: viewed } = await audited.entry('clip.viewed');
      expect(Math.abs(Date.parse(viewed) - before)).toBeLessThan(5_000);
      await expectEntries('GET', `${url}?download=1`, undefined, [
        ['clip.downloaded', { ...about, files }],
      ]);
      await expectEntries('POST', `${event}/clip/share`, {}, [['clip.shared', about]]);
      const again = { force: true, end_offset_seconds: 1 };
      await expectEntries('POST', `${event}/clip/generate`, again, [['clip.generated', about]]);
      const protect = (is: boolean) => ({ protected: is });
      await expectEntries('PATCH', `${event}/clip`, protect(true), [['clip.protected', about]]);
      await expectEntries('PATCH', `${event}/clip`, protect(false), [['clip.unprotected', about]]);
      await expectEntries('DELETE', `${event}/clip`, undefined, [['clip.deleted', about]]);
      await expectEntries('DELETE', event, undefined, [['event.deleted', about]]);
    });

    it('names who did what to footage by time', async () => {
      const span = { starts_at: at(0), ends_at: at(2) };
      const url = clipUrl(CAMERA, 0, 2);
      await expectEntries('GET', url, undefined, [
        ['camera_clip.generated', span],
        ['camera_clip.viewed', span],
      ]);
      await expectEntries('GET', `${url}&download=1`, undefined, [
        ['camera_clip.downloaded', span],
      ]);
      await expectEntries('GET', `/api/cameras/${CAMERA}/frame.jpg?at=${at(1)}`, undefined, [
        ['frame.viewed', { starts_at: at(1), ends_at: null }],
      ]);
      const [recording] = await audited.query<{ id: number }>(
        'SELECT id FROM recordings ORDER BY started_at DESC',
      );
      await expectEntries('DELETE', `/api/recordings/${recording!.id}`, undefined, [
        ['recording.deleted', { recording_ids: [recording!.id], starts_at: at(8) }],
      ]);
    });

    it('names who exported what, each item by itself', async () => {
      const { id: event } = await clip();
      const items = [{ event_id: event }, { camera_id: CAMERA, from: at(1), to: at(2) }];
      const next = Number((await audited.query<{ id: string }>('SELECT nextval(pg_get_serial_sequence(\'exports\', \'id\')) AS id'))[0]!.id) + 1; // prettier-ignore
      const about = { export_ids: [next] };
      await expectEntries('POST', '/api/exports', { items }, [
        ['export.requested', { ...about, event_ids: [event], starts_at: null }],
        ['export.requested', { ...about, event_ids: [], starts_at: at(1), ends_at: at(2) }],
      ]);
      const id = await exported();
      const export_ids = [id];
      const none = { export_ids, camera_ids: [] };
      const path = `/api/exports/${id}`;
      await expectEntries('GET', `/api/media/exports/${id}.zip`, undefined, [
        ['export.downloaded', { ...none, files: [`exports/${id}.zip`] }],
      ]);
      await expectEntries('PATCH', path, { protected: true }, [['export.protected', none]]);
      await expectEntries('PATCH', path, { protected: false }, [['export.unprotected', none]]);
      await expectEntries('DELETE', path, undefined, [['export.deleted', none]]);
    });

    it('names who cancelled what', async () => {
      await audited.restart({ ROLE: 'api' });
      const event = { camera_id: CAMERA, started_at: at(1), ended_at: at(3) };
      const { id } = (await audited.call('nvr', 'POST', '/api/events', event)).body;
      const generate = `/api/events/${id}/clip/generate`;
      await audited.call('nvr', 'POST', generate, {}, { prefer: 'respond-async' });
      await expectEntries('DELETE', `/api/events/${id}/clip?pending_only=true`, undefined, [
        ['clip.cancelled', { event_ids: [id] }],
      ]);
      const items = [{ event_id: id }];
      const { id: exportId } = (await audited.call('nvr', 'POST', '/api/exports', { items })).body;
      await expectEntries('DELETE', `/api/exports/${exportId}`, undefined, [
        ['export.cancelled', { export_ids: [exportId], camera_ids: [] }],
      ]);
      await audited.restart();
    });

    it('has nothing of calls that fail, of HEAD, and of posters', async () => {
      const { id, url } = await clip();
      await eventually(async () => {
        const event = await audited.call<{ clip: { poster_url: string | null } }>('nvr', 'GET', `/api/events/${id}`); // prettier-ignore
        return event.body.clip.poster_url !== null;
      });
      const calls: [string, string, unknown?, object?][] = [
        ['GET', '/api/media/clips/9999_clip.mp4'],
        ['GET', url, undefined, { range: 'bytes=999999999-' }],
        ['HEAD', url],
        ['GET', `/api/media/posters/${id}.jpg`],
        ['DELETE', '/api/events/9999'],
        ['PATCH', '/api/exports/9999', { protected: true }],
        ['POST', '/api/events/9999/clip/share', {}],
      ];
      const ids = new Set<string>();
      for (const [method, path, body, headers] of calls) {
        const request_id = randomUUID();
        ids.add(request_id);
        await audited.call('nvr', method, path, body, { ...headers, 'x-request-id': request_id });
      }
      // What is noted later is stored later.
      await audited.call('nvr', 'POST', `/api/events/${id}/clip/share`, {});
      await audited.entry('clip.shared', ({ event_ids }) => event_ids[0] === id);
      const entries = await audited.entries();
      expect(entries.filter(({ request_id }) => ids.has(request_id ?? ''))).toEqual([]);
    });

    it('has one entry for the many requests of one view, and one for each person', async () => {
      const { id, url } = await clip();
      const range = { range: 'bytes=0-9' };
      for (const who of ['nvr ann', 'nvr bob', 'nvr ann', 'nvr ann', 'nvr bob']) {
        expect((await audited.call(who, 'GET', url, undefined, range)).status).toBe(206);
      }
      await audited.call('nvr', 'POST', `/api/events/${id}/clip/share`, {});
      await audited.entry('clip.shared', ({ event_ids }) => event_ids[0] === id);
      const views = await audited.entries(`action=clip.viewed&event_id=${id}`);
      expect(views.map(({ user }) => user)).toEqual(['bob', 'ann']);
    });

    it('names a link, and the key that made it', async () => {
      const { id } = await clip();
      const share = `/api/events/${id}/clip/share`;
      const { clip_url } = (await audited.call('nvr', 'POST', share, {})).body;
      await audited.service.download(clip_url);
      expect(await audited.entry('clip.viewed', ({ event_ids }) => event_ids[0] === id)).toEqual(
        expect.objectContaining({ actor: 'link', key: 'nvr', user: null, camera_ids: [CAMERA] }),
      );
    });
  });

  it('is listed by what is asked for, in pages, the newest first', async () => {
    const { id, url } = await clip();
    await audited.call('nvr ann', 'GET', url);
    await audited.entry('clip.viewed', ({ event_ids }) => event_ids[0] === id);
    const all = await audited.entries();
    const order = ({ at: instant, id: n }: Entry) => Date.parse(instant) * 1e6 + n;
    expect(all.map(order)).toEqual(all.map(order).sort((a, b) => b - a));

    const pages: Entry[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await audited.page(`limit=7${cursor && `&cursor=${cursor}`}`);
      pages.push(...page.entries);
      cursor = page.next_cursor;
    }
    expect(pages.map((entry) => entry.id)).toEqual(all.map((entry) => entry.id));

    const { at: middle } = all[Math.floor(all.length / 2)]!;
    const filters: [string, (entry: Entry) => boolean][] = [
      ['key=nvr', ({ key }) => key === 'nvr'],
      ['key=nobody', () => false],
      ['action=clip.viewed', ({ action }) => action === 'clip.viewed'],
      [`event_id=${id}`, ({ event_ids }) => event_ids.includes(id)],
      [`camera_id=${CAMERA}`, ({ camera_ids }) => camera_ids.includes(CAMERA)],
      ['camera_id=other', () => false],
      [`from=${middle}`, (entry) => entry.at >= middle],
      [`to=${middle}`, (entry) => entry.at < middle],
      [`event_id=${id}&action=clip.viewed&key=nvr`, ({ action, event_ids }) => action === 'clip.viewed' && event_ids.includes(id)], // prettier-ignore
    ];
    for (const [query, isIn] of filters) {
      const expected = all.filter(isIn).map((entry) => entry.id);
      expect([query, (await audited.entries(query)).map((entry) => entry.id)]).toEqual([
        ...[query, expected],
      ]);
    }
  });

  it('needs the scope admin, and a key that is not limited to cameras', async () => {
    const status = async (who: string) => (await audited.call(who, 'GET', '/api/audit')).status;
    expect([await status('nvr'), await status('guard'), await status('auditor')]).toEqual([
      ...[403, 403, 200],
    ]);
  });

  it.each([
    `UPDATE audit_entries SET key = 'someone else'`,
    'DELETE FROM audit_entries',
    'TRUNCATE audit_entries',
  ])('refuses %s', async (sql) => {
    const before = await audited.entries();
    expect(before.length).toBeGreaterThan(0);
    await expect(audited.query(sql)).rejects.toThrow(/append-only/);
    expect(await audited.entries()).toEqual(before);
  });
});

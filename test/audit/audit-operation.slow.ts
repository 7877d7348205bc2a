import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { utimes, writeFile } from 'node:fs/promises';
import type { AuditAction } from '../../src/common/audit/audit-entry.js';
import { at, clipUrl } from '../clips/api/recorded-cameras.js';
import type { Generated } from '../support/api.js';
import { runCommand } from '../support/command.js';
import { eventually } from '../support/eventually.js';
import { startService } from '../support/service.js';
import { stallingProxy } from '../support/stalling-proxy.js';
import { AuditedService, type Entry } from './audited.js';

const CAMERA = 'yard-0';

describe('The audit trail in operation', () => {
  let audited: AuditedService;

  beforeAll(async () => {
    audited = await AuditedService.start((recorded) => recorded.camera([0, 1]));
  });
  afterAll(() => audited?.remove());

  async function clip(): Promise<{ id: number; url: string }> {
    const event = { camera_id: CAMERA, started_at: at(1), ended_at: at(3) };
    const { id } = (await audited.call('nvr', 'POST', '/api/events', event)).body;
    const made = await audited.call<Generated>('nvr', 'POST', `/api/events/${id}/clip/generate`, {}); // prettier-ignore
    expect(made.status).toBe(201);
    return { id, url: `/api/media/clips/${id}_clip.mp4` };
  }

  const view = (who: string, url: string) =>
    audited.call(who, 'GET', url, undefined, { range: 'bytes=0-9' });
  const by = (name: string) => (entry: Entry) => entry.user === name;
  const ruled = async (action: AuditAction) =>
    (await audited.entries(`action=${action}`)).filter(({ rule }) => rule !== null);

  /** Makes the age of all events count from their end. */
  const age = () => audited.query('UPDATE events SET registered_at = started_at');

  it('has no entry of a preview, and one for each batch that cleanup deletes, with its rule', async () => {
    const span = { camera_id: CAMERA, from: at(1), to: at(2) };
    const old = (await audited.call('nvr', 'POST', '/api/exports', { items: [span] })).body.id;
    await eventually(
      async () =>
        (await audited.call<{ status: string }>('nvr', 'GET', `/api/exports/${old}`)).body
          .status === 'completed',
    );
    const ids = [(await clip()).id, (await clip()).id];
    await age();
    const long = `now() - interval '60 days'`;
    await audited.query(`UPDATE exports SET ended_at = ${long}`);
    await audited.query(`UPDATE interval_clips SET ended_at = ${long}, used_at = ${long}`);
    const orphan = audited.recorded.home.clips('9999_clip.mp4');
    await writeFile(orphan, 'x');
    await utimes(orphan, new Date(0), new Date(0));

    await audited.call('auditor', 'POST', '/api/cleanup/run', { dry_run: true });
    const deletions = (await audited.entries()).filter(({ action }) => action.endsWith('.deleted'));
    expect(deletions).toEqual([]);
    await audited.call('auditor', 'POST', '/api/cleanup/run', { confirm: true });
    const who = { actor: 'key', key: 'auditor', user: null };
    const one = (facts: object): unknown => [expect.objectContaining({ ...who, ...facts })];
    const camera_ids = [CAMERA];
    expect(await ruled('event.deleted')).toEqual(one({ rule: 'age', event_ids: ids, camera_ids }));
    expect(await ruled('camera_clip.deleted')).toEqual(
      one({ rule: 'expired', camera_ids, files: [expect.stringMatching(/^intervals\/\d+\.mp4$/)] }),
    );
    expect(await ruled('export.deleted')).toEqual(one({ rule: 'expired', export_ids: [old] }));
    expect(await ruled('file.deleted')).toEqual(one({ rule: 'orphan', files: ['9999_clip.mp4'] }));
    expect(await audited.entries(`event_id=${ids[1]}&action=event.deleted`)).toHaveLength(1);
  });

  it('names the service and commands of operators', async () => {
    const { id: first } = await clip();
    await audited.restart({ CLIPS_MAX_BYTES: '1', INTERVAL_CLIPS_MAX_BYTES: '0' });
    // The one used last stays.
    for (const to of [1, 2]) await audited.call('nvr', 'GET', clipUrl(CAMERA, 0, to));
    const byService = { actor: 'service', key: null, camera_ids: [CAMERA] };
    const evicted = await audited.entry('camera_clip.deleted', ({ rule }) => rule === 'evicted');
    expect(evicted).toMatchObject(byService);
    const removed = await audited.entry('clip.deleted');
    expect(removed).toMatchObject({ ...byService, rule: 'space' });
    expect(removed.event_ids).toContain(first);

    await audited.restart();
    const { id } = await clip();
    const settings = {
      ...audited.recorded.home.settings,
      ...{ CLIPS_MAX_BYTES: '1', RETENTION_DAYS: '0' },
    };
    expect(await runCommand(settings, 'cleanup', '--confirm')).toMatchObject({ code: 0 });
    expect(await audited.entry('clip.deleted')).toMatchObject({
      ...{ actor: 'command', rule: 'space', event_ids: [id], key: null },
    });
    await audited.query(`UPDATE clip_requests SET state = 'failed', error_code = 'TIMED_OUT'`);
    expect(await runCommand(settings, 'retry', '--failed')).toMatchObject({ code: 0 });
    expect(
      await audited.entry('clip.retried', ({ event_ids }) => event_ids[0] === id),
    ).toMatchObject({
      actor: 'command',
    });
    expect(await runCommand(settings, 'key', 'rotate')).toMatchObject({ code: 0 });
    expect(await audited.entry('signing_key.rotated')).toMatchObject({ actor: 'command' });
  });

  it('has its own retention, which a preview does not apply', async () => {
    await audited.query(
      `INSERT INTO audit_entries (at, action, actor, event_ids, camera_ids, export_ids, recording_ids, files)
       SELECT now() - n * interval '1 day', 'clip.viewed', 'key', '{77777}', '{}', '{}', '{}', '{}'
         FROM unnest(ARRAY[1, 364, 366, 400]) AS n`,
    );
    const left = async () => (await audited.entries('event_id=77777')).length;
    const clean = (body: object) => audited.call('auditor', 'POST', '/api/cleanup/run', body);
    await clean({ dry_run: true, confirm: true });
    await audited.restart({ AUDIT_RETENTION_DAYS: '0' });
    await clean({ confirm: true });
    expect(await left()).toBe(4);
    await audited.restart();
    await clean({ confirm: true });
    expect(await left()).toBe(2);
    const log = (await audited.service.logged()).join('\n');
    expect(log).toMatch(/Deleted old entries of the audit trail","entries":2/);
    await expect(audited.query('DELETE FROM audit_entries')).rejects.toThrow(/append-only/);
  });

  it('stores what the last calls noted at a stop, says that it is switched off, and still lists what it has', async () => {
    const { id, url } = await clip();
    expect((await audited.page()).enabled).toBe(true);
    await view('nvr zoe', url);
    await audited.restart({ AUDIT: 'false' });
    const page = await audited.page('limit=200');
    expect(page.enabled).toBe(false);
    expect(page.entries.some(by('zoe'))).toBe(true);
    await view('nvr max', url);
    await audited.call('nvr', 'DELETE', `/api/events/${id}`);
    await audited.restart({ AUDIT_ADDRESSES: 'true' });
    expect((await audited.page('limit=200')).entries).toEqual(page.entries);
  });

  it('has addresses where they are switched on', async () => {
    const { url } = await clip();
    await view('nvr eve', url);
    const { address } = await audited.entry('clip.viewed', by('eve'));
    expect(address).toMatch(/127\.0\.0\.1$/);
  });

  it('keeps what is viewed while the database is away, with its time', async () => {
    const { url } = await clip();
    const proxy = await stallingProxy(audited.recorded.home.settings['DATABASE_URL']!);
    try {
      await audited.restart({ DATABASE_URL: proxy.url });
      await view('nvr', url);
      proxy.cut();
      expect((await view('nvr carl', url)).status).toBe(206);
      await eventually(async () =>
        (await audited.service.logged()).some((line) => line.includes('wait for the database')),
      );
      const backAt = Date.now();
      proxy.resume();
      const entry = await audited.entry('clip.viewed', by('carl'));
      expect(Date.parse(entry.at)).toBeLessThan(backAt);
    } finally {
      await audited.restart();
      await proxy.close();
    }
  });

  it('loses neither a deletion nor what is stored when the process is killed', async () => {
    const { id, url } = await clip();
    await view('nvr dora', url);
    await audited.entry('clip.viewed', by('dora'));
    expect((await audited.call('nvr', 'DELETE', `/api/events/${id}`)).status).toBe(204);
    await audited.service.kill();
    audited.recorded.service = await startService(audited.recorded.home, audited.settingsWith({}));
    const entries = await audited.entries(`event_id=${id}`);
    expect(entries.map(({ action, user }) => [action, user])).toEqual([
      ...[
        ['event.deleted', null],
        ['clip.viewed', 'dora'],
        ['clip.generated', null],
      ],
    ]);
  });
});

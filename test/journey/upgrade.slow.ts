import { beforeAll, expect, it } from '@jest/globals';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import type { CleanupDto } from '../../src/cleanup/dto/cleanup.dto.js';
import type { Wire } from '../../src/common/http/example.js';
import type { EventDto } from '../../src/events/events/dto/event.dto.js';
import type { Info } from '../support/api.js';
import { eventually } from '../support/eventually.js';
import type { Service } from '../support/service.js';
import { type EarlierAnswers, installEarlier } from './earlier/install.js';
import { journey } from './installation.js';

const KEY = 'a-key-of-the-earlier-version';

/** Starts this version in the folder of an earlier one. */
journey('The upgrade of a default install', (here) => {
  let earlier: EarlierAnswers;
  let service: Service;

  beforeAll(async () => {
    earlier = await installEarlier(here());
    service = await here().start();
  });

  async function get<T>(path: string): Promise<T> {
    const headers = { authorization: `Bearer ${KEY}` };
    const { status, body } = await service.call<T>('GET', path, undefined, headers);
    if (status !== 200) throw new Error(`${status} for ${path}`);
    return unsigned(body);
  }

  it('keeps the settings', async () => {
    expect((await fetch(`${service.origin}/api/events`)).status).toBe(401);
    expect((await get<Wire<CleanupDto>>('/api/cleanup')).policy.retention_days).toBe(0);
  });

  it('makes the pending clip', async () => {
    const { event_id } = earlier.clips.find(({ status }) => status === 'pending')!;
    await eventually(async () => (await info(event_id)).status === 'completed');
    // Two seconds before the event and one after it, as its settings say.
    expect(await info(event_id)).toMatchObject({
      clip_available: true,
      starts_at: '2026-01-03T10:00:10.000Z',
      ends_at: '2026-01-03T10:00:14.000Z',
    });
  });

  it('keeps every event, recording and camera', async () => {
    const { events } = await get<{ events: Wire<EventDto>[] }>('/api/events');
    expect(events.map(({ id }) => id)).toEqual(earlier.events.map(({ id }) => id));
    const pending = earlier.events.find(({ clip }) => clip?.status === 'pending')!;
    const others = (all: Wire<EventDto>[]) => all.filter(({ id }) => id !== pending.id);
    expect(others(events)).toMatchObject(others(earlier.events));
    expect(await get('/api/recordings')).toMatchObject({ recordings: earlier.recordings });
    const { cameras } = await get<{ cameras: { camera_id: string }[] }>('/api/cameras');
    expect(cameras.map(({ camera_id }) => camera_id)).toEqual(
      earlier.cameras.map(({ camera_id }) => camera_id),
    );
  });

  it('keeps every clip, every protection and every failure', async () => {
    const kept = earlier.clips.filter(({ status }) => status !== 'pending');
    expect(kept.map(({ status }) => status)).toEqual([
      ...['completed', 'completed', 'completed', 'none', 'failed'],
    ]);
    for (const clip of kept) {
      expect(await info(clip.event_id)).toMatchObject(clip);
    }
    const { code, stdout } = await here().run('verify');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^4 clips, /)]);
  });

  it('ends the links of before, and serves clips and posters by new ones', async () => {
    expect((await fetch(service.origin + earlier.link)).status).toBe(401);
    const headers = { authorization: `Bearer ${KEY}` };
    const url = `/api/events/${earlier.clips[0]!.event_id}/clip`;
    const link = (await service.call<Info>('GET', url, undefined, headers)).body.clip_url ?? '';
    expect(link).toContain('?');
    const clip = await fetch(service.origin + link);
    expect([clip.status, clip.headers.get('content-length')]).toEqual([
      ...[200, String(earlier.clips[0]?.file_size_bytes)],
    ]);
    await clip.body?.cancel();
    const other = link.replace('1_clip', '2_clip');
    expect((await fetch(service.origin + other)).status).toBe(401);
  });

  it('reports the missed cleanup, which an operator has to confirm after so long', async () => {
    const lastRun = async () => (await get<Wire<CleanupDto>>('/api/cleanup')).last_run!;
    await eventually(async () => (await lastRun()).finished_at > earlier.last_run.finished_at);
    expect(await lastRun()).toMatchObject({
      ...{ dry_run: false, stopped: { code: 'CLOCK_STEPPED' }, errors: 0 },
    });
  });

  it('cuts the clips of old recordings again', async () => {
    const { event_id } = earlier.clips[1]!;
    const path = `/api/events/${event_id}/clip/generate`;
    const headers = { authorization: `Bearer ${KEY}` };
    expect((await service.call('POST', path, { force: true }, headers)).status).toBe(201);
    expect((await info(event_id)).starts_at).toBe(earlier.clips[1]?.starts_at);
  });

  it('reads the recordings again, and no clip becomes stale', async () => {
    const { code, stdout } = await here().run('verify', '--recordings');
    const { length } = earlier.recordings;
    expect([code, stdout.trim()]).toEqual([
      ...[0, `${length} recordings: 0 corrected, 0 replaced, 0 missing or unreadable.`],
    ]);
    for (const { event_id, status, stale } of earlier.clips) {
      if (status === 'completed') expect((await info(event_id)).stale).toBe(stale);
    }
  });

  it('deletes what is due once that is configured, and keeps protected clips', async () => {
    const settings = await readFile(here().path('.env'), 'utf8');
    await writeFile(here().path('.env'), settings.replace('RETENTION_DAYS=0', 'RETENTION_DAYS=30'));
    const { code, stdout } = await here().run('cleanup', '--confirm', '--json');
    expect([code, JSON.parse(stdout)]).toMatchObject([
      0,
      { reasons: { age: { events: earlier.events.length - 1, clips: 3 } }, held: { clips: 1 } },
    ]);
    const held = earlier.clips.find((clip) => clip.protected)!;
    expect(await info(held.event_id)).toMatchObject(held);
    expect((await readdir(here().path('data/clips'))).filter((name) => /^\d/.test(name))).toEqual([
      `${held.event_id}_clip.mp4`,
    ]);
  });

  const info = (id: number) => get<Info>(`/api/events/${id}/clip`);
});

/** Without the signatures of links, which differ each time. */
function unsigned<T>(answer: T): T {
  return JSON.parse(JSON.stringify(answer).replaceAll(/\?expires=[^"]*/g, '')) as T;
}

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { type CameraEvent, CameraEvents } from '../../src/events/cameras/camera-events.js';
import { CameraSilence } from '../../src/events/cameras/camera-silence.js';
import { CameraCoverage } from '../../src/events/cameras/camera-coverage.js';
import { FolderImport } from '../../src/import/folder-import.js';
import { RecordingsService } from '../../src/events/recordings/recordings.service.js';
import { FootageRoots } from '../../src/media/footage/footage-roots.js';
import { type EventsApp, startEventsApp } from './events-app.js';

const NOW = Date.parse('2026-01-10T12:00:00Z');
const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();

let nowMs = NOW;
let app: EventsApp;
beforeAll(async () => {
  // Files are written now, which is later than the time of the test.
  app = await startEventsApp({ clock: { now: () => new Date(nowMs) }, maxFutureSeconds: 1e9 });
});
afterAll(() => app?.close());
afterEach(async () => {
  nowMs = NOW;
  await app.dataSource.query('TRUNCATE cameras, events, recordings CASCADE');
});

async function call(method: string, path: string, body?: unknown) {
  const { status, body: answer } = await app.call(method, `/api/cameras/${path}`, body);
  return { status, body: answer as unknown as Record<string, unknown> };
}

const UNSET = {
  ...{ name: null, time_zone: null, clock_offset_seconds: null, file_pattern: null },
  ...{ retention_days: null, retention_days_by_label: {}, quiet_after_seconds: null },
  silent_since: null,
};
const SET = {
  ...{ name: 'Front door', time_zone: 'Asia/Tokyo', clock_offset_seconds: -7.125 },
  ...{ file_pattern: '%path/%s', retention_days: 14, quiet_after_seconds: 900 },
  retention_days_by_label: { person: 90, 'Katze 🐈': 0 },
};

/** Inserts recordings as seconds from and to, counted from now. */
const recorded = (cameraId: string, ...spans: [from: number, to: number][]) =>
  app.dataSource.query(
    `INSERT INTO recordings (camera_id, file_path, started_at, ended_at, placed_by, facts)
     SELECT $1, '/' || gen_random_uuid(), $2::timestamptz + s.from_ms * interval '1 ms',
            $2::timestamptz + s.to_ms * interval '1 ms', 'given', '{}'
       FROM unnest($3::float8[], $4::float8[]) AS s (from_ms, to_ms)`,
    [
      ...[cameraId, new Date(NOW)],
      ...[spans.map(([from]) => from * 1000), spans.map(([, to]) => to * 1000)],
    ],
  );

describe('GET and PUT /api/cameras/{camera_id}', () => {
  it('answer 404 for a camera that was never seen', async () => {
    for (const path of ['nowhere', 'nowhere/coverage']) {
      expect(await call('GET', path)).toMatchObject({
        ...{ status: 404, body: { code: 'CAMERA_NOT_FOUND' } },
      });
    }
  });

  it('know a camera from its first event, or its first recording', async () => {
    await app.call('POST', '/api/events', { camera_id: 'a', started_at: '2026-01-03T10:00:00Z' });
    await recorded('b', [-10, 0]);
    for (const id of ['a', 'b']) {
      expect(await call('GET', id)).toEqual({ status: 200, body: { camera_id: id, ...UNSET } });
      expect((await call('PUT', id, { name: 'x' })).status).toBe(200);
    }
  });

  it('create a camera, and replace all that is set for it', async () => {
    const path = encodeURIComponent('site/Ärger & 100%');
    const body = { camera_id: 'site/Ärger & 100%', ...SET, silent_since: null };
    expect(await call('PUT', path, SET)).toEqual({ status: 201, body });
    expect(await call('PUT', path, SET)).toEqual({ status: 200, body });
    expect(await call('GET', path)).toEqual({ status: 200, body });
    const partly = { ...body, ...UNSET, name: 'Back' };
    expect(await call('PUT', path, { name: 'Back', retention_days: null })).toEqual({
      ...{ status: 200, body: partly },
    });
    expect((await call('GET', path)).body).toEqual(partly);
  });

  it('refuse what is wrong, and change nothing then', async () => {
    await call('PUT', 'front', SET);
    for (const [path, body] of [
      ['front', { colour: 'red' }],
      ['front', { ...SET, time_zone: 'Mars' }],
      ['front', { ...SET, file_pattern: '%Q' }],
      ['x'.repeat(201), SET],
      ['%00', SET],
    ] as const) {
      const answer = await call('PUT', path, body);
      expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    }
    expect((await call('GET', 'front')).body).toMatchObject(SET);
  });
});

describe('What is set for a camera', () => {
  const register = async (camera_id: string, file_path: string) =>
    (await app.call('POST', '/api/recordings', { camera_id, file_path })).body;

  it('places its recordings, and no others', async () => {
    const file = await app.video('03-01-2026_10-30-07.mp4', {}, new Date('2026-02-01T00:00:00Z'));
    await call('PUT', 'front', {
      ...{ time_zone: 'Asia/Tokyo', clock_offset_seconds: 7 },
      file_pattern: '%d-%m-%Y_%H-%M-%S',
    });
    expect(await register('front', file)).toMatchObject({
      ...{ placed_by: 'file_name', started_at: '2026-01-03T01:30:00.000Z' },
    });
    expect(await register('other', file)).toMatchObject({ placed_by: 'modified' });

    // What is registered stays where it is until it is registered again.
    await call('PUT', 'front', { file_pattern: '%m-%d-%Y_%H-%M-%S' });
    const [before] = (await app.call('GET', '/api/recordings?camera_id=front')).body.recordings;
    expect(before!.started_at).toBe('2026-01-03T01:30:00.000Z');
    expect(await register('front', file)).toMatchObject({ started_at: '2026-03-01T09:30:07.000Z' });
  });

  it('places those of a batch, each by its own camera', async () => {
    const file = await app.video('2026-01-03_10-30-00.mp4');
    await call('PUT', 'tokyo', { time_zone: 'Asia/Tokyo' });
    await call('PUT', 'utc', { time_zone: 'UTC' });
    const recordings = ['tokyo', 'berlin', 'utc'].map((camera_id) => ({ camera_id, file_path: file })); // prettier-ignore
    await app.call('POST', '/api/recordings', { recordings });
    const rows = await app.dataSource.query<{ camera_id: string; started_at: Date }[]>(
      'SELECT camera_id, started_at FROM recordings ORDER BY started_at',
    );
    expect(rows.map(({ camera_id, started_at }) => [camera_id, started_at.toISOString()])).toEqual([
      ['tokyo', '2026-01-03T01:30:00.000Z'],
      ['berlin', '2026-01-03T09:30:00.000Z'],
      ['utc', '2026-01-03T10:30:00.000Z'],
    ]);
  });

  it('places what an import finds, also files that were known and had no time before', async () => {
    const written = new Date('2026-02-01T00:00:00Z');
    await app.video('import/yard/at 10-30-00 on 03 Jan 26.mp4', {}, written);
    const folder = new FolderImport(app.get(RecordingsService), app.get(FootageRoots), {
      now: () => new Date(),
    });
    const run = () => folder.run(app.path('import'), { layout: 'name', camera: null });
    expect(await run()).toMatchObject({ added: 1, by_modification_time: { count: 1 } });
    await call('PUT', 'yard', { file_pattern: 'at %H-%M-%S on %d %b %y', time_zone: 'UTC' });
    expect(await run()).toMatchObject({ updated: 1, by_modification_time: { count: 0 } });
    expect(await run()).toMatchObject({ known: 1, updated: 0 });
    const [row] = (await app.call('GET', '/api/recordings?camera_id=yard')).body.recordings;
    expect(row!.started_at).toBe('2026-01-03T10:30:00.000Z');
  });
});

describe('GET /api/cameras/{camera_id}/coverage', () => {
  const span = ([from, to]: [number, number]) => ({ starts_at: at(from), ends_at: at(to) });

  it('joins what was recorded, and lists the gaps of the interval', async () => {
    await recorded('front', [-700, -500], [-500, -400], [-399.9, -300], [-200, -100], [50, 90]);
    await recorded('other', [-350, -150]);
    const path = `front/coverage?from=${at(-600)}&to=${at(600)}`;
    expect(await call('GET', path)).toEqual({
      status: 200,
      body: {
        ...{ camera_id: 'front', from: at(-600), to: at(0) },
        recorded: [[-600, -300] as const, [-200, -100] as const].map((pair) => span([...pair])),
        gaps: [[-300, -200] as const, [-100, 0] as const].map((pair) => span([...pair])),
        ...{ recorded_seconds: 400, gap_seconds: 200 },
        ...{ newest_recording_ends_at: at(90), continues_at: null },
      },
    });
  });

  it('shows a recording that begins long before the interval and ends after it', async () => {
    await recorded('front', [-30 * 86_400, -10]);
    const { body } = await call('GET', `front/coverage?from=${at(-100)}&to=${at(-50)}`);
    expect(body).toMatchObject({ recorded: [span([-100, -50])], gaps: [], recorded_seconds: 50 });
  });

  it('shows the last day of a camera without recordings as a gap', async () => {
    await call('PUT', 'new', {});
    expect((await call('GET', 'new/coverage')).body).toMatchObject({
      ...{ recorded: [], gaps: [span([-86_400, 0])], newest_recording_ends_at: null },
    });
  });

  it.each([
    ['from=2026-01-01T00:00:00Z&to=2025-01-01T00:00:00Z', 'VALIDATION_FAILED'],
    ['from=yesterday', 'VALIDATION_FAILED'],
    ['days=3', 'VALIDATION_FAILED'],
    ['from=2025-06-01T00:00:00Z&to=2025-07-02T00:00:01Z', 'INTERVAL_TOO_LONG'],
  ])('refuses %s', async (query, code) => {
    await call('PUT', 'front', {});
    expect(await call('GET', `front/coverage?${query}`)).toMatchObject({
      ...{ status: 400, body: { code } },
    });
  });

  it('reads more rows than one batch, and ends early where there are too many intervals', async () => {
    // 12,000 recordings of one second, with a gap of a second after every third.
    await recorded(
      'front',
      ...Array.from({ length: 12_000 }, (_, n): [number, number] => {
        const from = -20_000 + n + Math.floor(n / 3);
        return [from, from + 1];
      }),
    );
    const coverage = app.get(CameraCoverage);
    const window = { startsAtMs: NOW - 20_000_000, endsAtMs: NOW };
    const all = await coverage.spansIn('front', window, 4000);
    expect([all.spans.length, all.continuesAtMs]).toEqual([4000, null]);
    const some = await coverage.spansIn('front', window, 3999);
    expect(some.spans).toEqual(all.spans.slice(0, 3999));
    expect(some.continuesAtMs).toBe(all.spans[3998]!.endsAtMs);
    const rest = await coverage.spansIn(
      'front',
      { ...window, startsAtMs: some.continuesAtMs! },
      3999,
    );
    expect(rest.spans).toEqual(all.spans.slice(3999));
  });
});

describe('The silence of a camera', () => {
  let reported: CameraEvent[] = [];
  const record = (events: readonly CameraEvent[]) => {
    reported.push(...events);
    return Promise.resolve();
  };
  const check = (seconds: number) => app.get(CameraSilence).check(new Date(NOW + seconds * 1000));
  const types = () => reported.map(({ type, cameraId }) => `${cameraId} ${type}`);
  beforeAll(() => app.get(CameraEvents).use(record));
  afterEach(() => void (reported = []));

  it('is reported once, and so is the next recording', async () => {
    await recorded('front', [-1000, -100]);
    await recorded('unwatched', [-1000, -900]);
    await call('PUT', 'front', { name: 'Door', quiet_after_seconds: 100 });
    await check(0);
    expect(reported).toEqual([]);
    await check(0.001);
    expect(reported).toEqual([
      {
        ...{ type: 'silent', cameraId: 'front', name: 'Door', quietAfterSeconds: 100 },
        ...{ newestRecordingEndsAt: new Date(at(-100)), silentSince: new Date(at(-100)) },
      },
    ]);
    expect((await call('GET', 'front')).body).toMatchObject({ silent_since: at(-100) });
    await check(60);
    // Footage that arrives late does not end the silence.
    await recorded('front', [-99, -98]);
    await check(120);
    expect(reported).toHaveLength(1);

    await app.dataSource.query('UPDATE recordings SET ended_at = $1', [at(200)]);
    await check(180);
    expect(reported.slice(1)).toEqual([
      {
        ...{ type: 'recording', cameraId: 'front', name: 'Door', quietAfterSeconds: 100 },
        ...{ newestRecordingEndsAt: new Date(at(200)), silentSince: null },
      },
    ]);
    expect((await call('GET', 'front')).body).toMatchObject({ silent_since: null });
    await check(240);
    await check(400);
    expect(types()).toEqual(['front silent', 'front recording', 'front silent']);
  });

  it('is reported by one of several nodes', async () => {
    for (const id of ['a', 'b', 'c']) {
      await recorded(id, [-1000, -900]);
      await call('PUT', id, { quiet_after_seconds: 60 });
    }
    await Promise.all(Array.from({ length: 5 }, () => check(0)));
    expect(types().sort()).toEqual(['a silent', 'b silent', 'c silent']);
  });

  it('is reported again where its message could not be stored', async () => {
    await recorded('front', [-1000, -900]);
    await call('PUT', 'front', { quiet_after_seconds: 60 });
    app
      .get(CameraEvents)
      .use((_: unknown, manager: EntityManager) =>
        manager.query('SELECT 1').then(() => Promise.reject(new Error('no queue'))),
      );
    await expect(check(0)).rejects.toThrow('no queue');
    app.get(CameraEvents).use(record);
    await check(60);
    expect(types()).toEqual(['front silent']);
  });

  it('counts from when it is watched where the camera has no recording, and ignores the future', async () => {
    await call('PUT', 'new', { quiet_after_seconds: 100 });
    await recorded('ahead', [-500, -400], [1000, 1100]);
    await call('PUT', 'ahead', { quiet_after_seconds: 100 });
    await check(100);
    expect(types()).toEqual(['ahead silent']);
    // Setting it again does not begin again.
    nowMs += 50_000;
    await call('PUT', 'new', { quiet_after_seconds: 100 });
    await check(101);
    expect(types()).toEqual(['ahead silent', 'new silent']);
    expect(reported[1]).toMatchObject({ newestRecordingEndsAt: null, silentSince: new Date(NOW) });
  });

  it('is over where the camera is no longer watched', async () => {
    await recorded('front', [-1000, -900]);
    await call('PUT', 'front', { quiet_after_seconds: 60 });
    await check(0);
    expect((await call('PUT', 'front', {})).body).toMatchObject({ silent_since: null });
    await check(60);
    expect(types()).toEqual(['front silent']);
    await call('PUT', 'front', { quiet_after_seconds: 60 });
    await check(120);
    expect(types()).toEqual(['front silent', 'front silent']);
  });

  it('is known for metrics at any moment', async () => {
    await recorded('a', [-1000, -900]);
    await recorded('b', [-100, -0.5]);
    for (const id of ['b', 'a']) await call('PUT', id, { quiet_after_seconds: 60 });
    expect(await app.get(CameraSilence).watched(new Date(NOW))).toEqual([
      { cameraId: 'a', isSilent: true, quietSeconds: 900 },
      { cameraId: 'b', isSilent: false, quietSeconds: 0.5 },
    ]);
  });
});

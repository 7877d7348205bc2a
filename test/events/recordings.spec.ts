import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { execFile } from 'node:child_process';
import { mkdir, stat, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { EventClips } from '../../src/events/clips/event-clips.js';
import { Recording } from '../../src/events/records/recording.entity.js';
import { FootageRoots } from '../../src/media/footage/footage-roots.js';
import { STATS } from '../../src/media/footage/footage-tasks.js';
import { setCreationTime } from '../support/footage/created-at.js';
import { type EventsApp, startEventsApp } from './events-app.js';

let app: EventsApp;
beforeAll(async () => {
  app = await startEventsApp({ cameraTimezone: 'Europe/Berlin' });
});
afterAll(() => app.close());

const register = (body: object) => app.call('POST', '/api/recordings', body);

describe('POST /api/recordings', () => {
  it('uses the given fields, and reads the others from the file', async () => {
    const file_path = await app.video('given.mp4');
    const { status, body } = await register({
      camera_id: 'front',
      file_path,
      started_at: '2026-01-03T11:30:00+01:00',
      duration_seconds: 60.5,
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(Number),
      camera_id: 'front',
      file_path,
      started_at: '2026-01-03T10:30:00.000Z',
      ended_at: '2026-01-03T10:31:00.500Z',
      placed_by: 'given',
    });
    const kept = await app.dataSource.getRepository(Recording).findOneByOrFail({ id: body.id });
    expect(kept.facts).toMatchObject({
      demuxer: 'mov',
      sizeBytes: (await stat(file_path)).size,
      creationTime: null,
      video: { codec: 'h264', width: 320, height: 180, frameRate: 15 },
      audio: null,
    });
  });

  it.each([
    ['its name', '2026-01-03_11-30-00.mp4', {}, 'file_name', '2026-01-03T10:30:00.000Z'],
    ['its name, in summer', '20260703_123000.mkv', {}, 'file_name', '2026-07-03T10:30:00.000Z'],
    [
      'its name before its creation time',
      '20260103T103000Z.mp4',
      { extra: ['-metadata', 'creation_time=2026-05-05T05:05:05Z'] },
      'file_name',
      '2026-01-03T10:30:00.000Z',
    ],
    [
      'its creation time',
      'plain.mp4',
      { extra: ['-metadata', 'creation_time=2026-05-05T05:05:05Z'] },
      'creation_time',
      '2026-05-05T05:05:05.000Z',
    ],
    ['its modification time', 'plain.ts', {}, 'modified', '2026-01-03T10:30:00.000Z'],
  ] as const)('places a file by %s', async (_, name, options, placedBy, startedAt) => {
    const container = name.split('.')[1] as 'mp4' | 'mkv' | 'ts';
    const modifiedAt = new Date('2026-01-03T10:30:02Z');
    const file_path = await app.video(`placed/${name}`, { container, ...options }, modifiedAt);
    const { status, body } = await register({ camera_id: 'placed', file_path });
    expect(status).toBe(201);
    expect(body).toMatchObject({ placed_by: placedBy, started_at: startedAt });
    expect(Date.parse(body.ended_at ?? '') - Date.parse(startedAt)).toBe(2000);
  });

  it('reads a registered file of the same camera again', async () => {
    const file_path = await app.video('again_2026-01-03_11-30-00.mp4');
    const first = await register({ camera_id: 'again', file_path });
    await app.video('again_2026-01-03_11-30-00.mp4', { seconds: 3 });
    const second = await register({
      camera_id: 'again',
      file_path: app.path('.//again_2026-01-03_11-30-00.mp4'),
    });
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body).toEqual({ ...first.body, ended_at: '2026-01-03T10:30:03.000Z' });

    const other = await register({ camera_id: 'other', file_path });
    expect(other.status).toBe(201);
    expect(other.body.id).not.toBe(first.body.id);
  });

  it.each([
    ['ENOENT', 'VIDEO_NOT_FOUND', /does not exist/],
    ['EACCES', 'UNREADABLE_SOURCE', /may not be read by this service/],
    ['EIO', 'UNREADABLE_SOURCE', /could not be opened \(EIO\)/],
  ])('answers %s of the system with %s', async (code, expected, message) => {
    const file_path = await app.video('failing.mp4');
    const failure = Object.assign(new Error(code), { code, syscall: 'stat' });
    const run = jest
      .spyOn(app.get(FootageRoots).files, 'run')
      .mockImplementation((_path, task, ...args) =>
        (task as unknown) === STATS ? Promise.reject(failure) : task.run(...args),
      );
    const { status, body } = await register({ camera_id: 'failing', file_path });
    run.mockRestore();
    expect([status, body.code]).toEqual([400, expected]);
    expect(body.message).toMatch(message);
  });

  it('stores the path of a link that stays inside the roots', async () => {
    await app.video('real.mp4');
    const file_path = app.path('2026-01-03_11-30-00_link.mp4');
    await symlink('real.mp4', file_path);
    const { status, body } = await register({ camera_id: 'link', file_path });
    expect([status, body.file_path, body.placed_by]).toEqual([201, file_path, 'file_name']);
  });

  const bad: Record<
    string,
    { make: (path: string) => Promise<unknown>; code: string; says?: RegExp }
  > = {
    'that is missing': { make: () => Promise.resolve(), code: 'VIDEO_NOT_FOUND' },
    'that is a folder': { make: (path) => mkdir(path), code: 'PATH_NOT_ALLOWED' },
    'that is a pipe': {
      make: (path) => promisify(execFile)('mkfifo', [path]),
      code: 'PATH_NOT_ALLOWED',
    },
    'that links outside': {
      make: (path) => symlink('/etc/passwd', path),
      code: 'PATH_NOT_ALLOWED',
    },
    'that is empty': {
      make: (path) => writeFile(path, ''),
      code: 'UNREADABLE_SOURCE',
      says: /^bad that is empty\.mp4 is empty\./,
    },
    'that is text': {
      make: (path) => writeFile(path, 'no video'),
      code: 'UNREADABLE_SOURCE',
      says: /^bad that is text\.mp4 is text, not video\./,
    },
    'that is a playlist': {
      make: (path) => writeFile(path, '#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n'),
      code: 'UNREADABLE_SOURCE',
    },
    'that was cut off before its index': {
      make: async (path) => truncate(await app.video(path.slice(app.path('').length)), 20_000),
      code: 'UNREADABLE_SOURCE',
      says: /is an MP4 whose index \(moov\) is missing/,
    },
    'that holds sound alone': {
      make: async (path) => {
        const source = ['-f', 'lavfi', '-i', 'anullsrc', '-t', '1'];
        await promisify(execFile)('ffmpeg', ['-v', 'error', ...source, '-c:a', 'aac', path]);
      },
      code: 'UNREADABLE_SOURCE',
      says: /^bad that holds sound alone\.mp4 holds sound, but no video track\./,
    },
  };

  it.each(Object.entries(bad))('refuses a file %s', async (what, { make, code, says }) => {
    const file_path = app.path(`bad ${what}.mp4`);
    await make(file_path);
    const { status, body } = await register({ camera_id: 'bad', file_path });
    expect([status, body.code]).toEqual([400, code]);
    expect(body.message).toMatch(says ?? /./);
    expect(body.message).not.toContain(app.path(''));
    expect(await app.dataSource.getRepository(Recording).countBy({ cameraId: 'bad' })).toBe(0);
  });

  const claims: Record<string, { name: string; prepare?: (path: string) => Promise<void> }> = {
    'a creation time of 10¹² s': {
      name: 'hostile-a.mp4',
      prepare: (path) => setCreationTime(path, 10n ** 12n),
    },
    'a creation time in the year 12000': {
      name: 'hostile-b.mp4',
      prepare: (path) => setCreationTime(path, 318_600_000_000n),
    },
    'a creation time that no date reaches': {
      name: 'hostile-c.mp4',
      prepare: (path) => setCreationTime(path, 2n ** 63n - 1n),
    },
    'a path of the year 2099': { name: 'hostile-2099-01-03_10-30-00.mp4' },
    'a modification time in the year 2200': {
      name: 'hostile-d.ts',
      prepare: (path) => utimes(path, 7_258_118_400, 7_258_118_400),
    },
    'a modification time of 1970': {
      name: 'hostile-e.ts',
      prepare: (path) => utimes(path, 1000, 1000),
    },
  };

  it('refuses a file alone whose start cannot be right', async () => {
    const camera_id = 'hostile';
    const hostile: string[] = [];
    for (const { name, prepare } of Object.values(claims)) {
      const container = name.endsWith('ts') ? 'ts' : 'mp4';
      const path = await app.video(name, { container });
      await prepare?.(path);
      hostile.push(path);
    }
    const good = await app.video('2026-01-03_10-30-00 good.mp4');
    for (const [index, file_path] of hostile.entries()) {
      const { status, body } = await register({ camera_id, file_path });
      expect([Object.keys(claims)[index], status, body.code]).toEqual([
        ...[Object.keys(claims)[index], 400, 'IMPLAUSIBLE_START'],
      ]);
      expect(body.message).toContain('hostile-');
    }
    const recordings = [...hostile, good].map((file_path) => ({ camera_id, file_path }));
    const { status, body } = await register({ recordings });
    expect(status).toBe(200);
    expect(body.recordings.slice(0, -1)).toEqual(
      hostile.map(() => ({ error: { code: 'IMPLAUSIBLE_START', message: expect.any(String) } })),
    );
    expect(body.recordings.at(-1)).toEqual({ id: expect.any(Number), placed_by: 'file_name' });
    const started_at = '2026-01-03T10:30:00Z';
    const given = await register({ camera_id, file_path: hostile[0], started_at });
    expect([given.status, given.body.placed_by]).toEqual([201, 'given']);
  });

  it('registers the others of a batch where the database refuses one', async () => {
    await app.dataSource.query(
      `ALTER TABLE recordings ADD CONSTRAINT test CHECK (camera_id <> 'refused')`,
    );
    const file_path = await app.video('constraint/20260103T100000Z.mp4');
    const recordings = ['before', 'refused', 'after'].map((camera_id) => ({
      camera_id,
      file_path,
    }));
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
    const { status, body } = await register({ recordings });
    expect(logged).toHaveBeenCalledTimes(1);
    logged.mockRestore();
    await app.dataSource.query('ALTER TABLE recordings DROP CONSTRAINT test');
    expect(status).toBe(200);
    const [before, refused, after] = body.recordings;
    expect([before, after]).toEqual([
      { id: expect.any(Number), placed_by: 'file_name' },
      { id: expect.any(Number), placed_by: 'file_name' },
    ]);
    expect(refused).toMatchObject({ error: { code: 'INTERNAL_ERROR' } });
  });

  it.each<[string, object, RegExp]>([
    ['no path', { camera_id: 'x' }, /file_path/],
    ['no camera', { file_path: '/a.mp4' }, /camera_id/],
    ['a zero duration', { camera_id: 'x', file_path: '/a.mp4', duration_seconds: 0 }, /duration/],
    ['a long duration', { camera_id: 'x', file_path: '/a', duration_seconds: 604_801 }, /duration/],
    ['a duration in text', { camera_id: 'x', file_path: '/a', duration_seconds: '5' }, /duration/],
    ['a bad start', { camera_id: 'x', file_path: '/a', started_at: '2026-01-03' }, /started_at/],
    ['an unknown field', { camera_id: 'x', file_path: '/a', placed_by: 'given' }, /placed_by/],
    ['no recording in a batch', { recordings: [] }, /recordings/],
    ['a batch of one bad shape', { recordings: [{ camera_id: 'x' }] }, /file_path/],
    ['a batch of arrays', { recordings: [[]] }, /recordings/],
    ['a batch that is null', { recordings: null }, /recordings/],
    ['both forms at once', { camera_id: 'x', file_path: '/a', recordings: [] }, /camera_id/],
    [
      '1,001 recordings',
      { recordings: Array(1001).fill({ camera_id: 'x', file_path: '/a' }) },
      /recordings/,
    ],
  ])('refuses %s', async (_, body, message) => {
    const answer = await register(body);
    expect([answer.status, answer.body.code]).toEqual([400, 'VALIDATION_FAILED']);
    expect(String(answer.body.message)).toMatch(message);
  });

  it('registers each file of a batch by itself, in the given order, and reports them together', async () => {
    const first = await app.video('batch/20260103T100000Z.mp4');
    const second = await app.video('batch/20260103T110000Z.ts', { container: 'ts' });
    const camera_id = 'batch';
    const recorded = jest.spyOn(app.get(EventClips), 'recorded');
    const { status, body } = await register({
      recordings: [
        { camera_id, file_path: first },
        { camera_id, file_path: app.path('batch/missing.mp4') },
        { camera_id, file_path: '/etc/passwd' },
        { camera_id, file_path: second },
        { camera_id, file_path: first },
        { camera_id, file_path: first, duration_seconds: 5 },
      ],
    });
    expect(status).toBe(200);
    const kept = await app.dataSource
      .getRepository(Recording)
      .find({ where: { cameraId: camera_id }, order: { startedAt: 'ASC' } });
    expect(kept.map(({ filePath }) => filePath)).toEqual([first, second]);
    const [one, two] = kept.map(({ id }) => ({ id, placed_by: 'file_name' }));
    const error = (code: string) => ({ error: { code, message: expect.any(String) } });
    expect(body.recordings).toEqual([
      one,
      error('VIDEO_NOT_FOUND'),
      error('PATH_NOT_ALLOWED'),
      two,
      one,
      one,
    ]);
    expect(
      recorded.mock.calls.map(([given]) => given.map(({ filePath }) => filePath).sort()),
    ).toEqual([[first, first, first, second]]);
  });
});

describe('GET and DELETE /api/recordings', () => {
  const list = async (query: string) => {
    const { body } = await app.call('GET', `/api/recordings?camera_id=list&${query}`);
    return { ids: body.recordings.map(({ id }) => id), cursor: body.next_cursor };
  };
  let ids: number[];

  beforeAll(async () => {
    const file_path = await app.video('list.mp4');
    const { facts } = (await app.dataSource.getRepository(Recording).find({ take: 1 }))[0]!;
    const rows = ['10:00', '10:01', '10:02'].map((time) => ({
      cameraId: 'list',
      filePath: file_path.replace('list', time),
      startedAt: new Date(`2026-01-03T${time}:00Z`),
      endedAt: new Date(`2026-01-03T${time}:59.500Z`),
      placedBy: 'given' as const,
      facts,
    }));
    ids = (await app.dataSource.getRepository(Recording).save(rows)).map(({ id }) => id);
  });

  it('return the newest recording first, in pages', async () => {
    expect(await list('')).toEqual({ ids: ids.toReversed(), cursor: null });
    const { ids: newest, cursor } = await list('limit=2');
    expect(newest).toEqual([ids[2], ids[1]]);
    expect(await list(`limit=2&cursor=${cursor}`)).toEqual({ ids: [ids[0]], cursor: null });
  });

  it('go on after a recording that an earlier version placed in the year 12000', async () => {
    const repository = app.dataSource.getRepository(Recording);
    const row = await repository.findOneByOrFail({ id: ids[0]! });
    const startedAt = new Date('+012000-01-01T00:00:00Z');
    const { cameraId, placedBy, facts } = row;
    const late = { cameraId, placedBy, facts, startedAt, endedAt: startedAt };
    const { id } = await repository.save({ ...late, filePath: '/12000.mp4' });
    const { ids: newest, cursor } = await list('limit=1');
    expect(newest).toEqual([id]);
    expect((await list(`limit=9&cursor=${cursor}`)).ids).toEqual(ids.toReversed());
    await repository.delete({ id });
  });

  it.each([
    ['from=2026-01-03T10:00:59.499Z&to=2026-01-03T10:01:00Z', [0]],
    ['from=2026-01-03T10:00:59.500Z&to=2026-01-03T10:01:00Z', []],
    ['from=2026-01-03T10:00:59.500Z&to=2026-01-03T10:01:00.001Z', [1]],
    ['from=2026-01-03T10:01:30Z&to=2026-01-03T10:01:30Z', [1]],
    ['from=2026-01-03T10:01:00Z', [2, 1]],
    ['to=2026-01-03T10:02:00Z', [1, 0]],
    ['from=2026-01-03T09:00:00Z&to=2026-01-03T11:00:00Z', [2, 1, 0]],
  ])('filter by %s', async (query, expected) => {
    expect((await list(query)).ids).toEqual(expected.map((index) => ids[index]));
  });

  it.each(['limit=0', 'from=x', 'from=2026-01-03T10:00:01Z&to=2026-01-03T10:00:00Z', 'page=2'])(
    'refuses %s',
    async (query) => {
      const { status, body } = await app.call('GET', `/api/recordings?${query}`);
      expect([status, body.code]).toEqual([400, 'VALIDATION_FAILED']);
    },
  );

  it('delete the row and keep the file', async () => {
    const file_path = await app.video('forget.mp4');
    const { body } = await register({ camera_id: 'forget', file_path });
    expect((await app.call('DELETE', `/api/recordings/${body.id}`)).status).toBe(204);
    expect((await stat(file_path)).isFile()).toBe(true);
    const again = await app.call('DELETE', `/api/recordings/${body.id}`);
    expect([again.status, again.body.code]).toEqual([404, 'RECORDING_NOT_FOUND']);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { ErrorBody } from '../../src/common/http/error-body.dto.js';
import type { Wire } from '../../src/common/http/example.js';
import type {
  ExportDto,
  ExportPageDto,
  ExportProgress,
} from '../../src/exports/api/dto/export.dto.js';
import type { Manifest } from '../../src/exports/model/manifest.js';
import { at, RecordedCameras } from '../clips/api/recorded-cameras.js';
import { eventually } from '../support/eventually.js';
import { follow } from '../support/follow-progress.js';
import { gatedFfmpeg } from '../support/gated-ffmpeg.js';
import { startService } from '../support/service.js';

type Body = Wire<ExportDto> & ErrorBody;

const run = promisify(execFile);

describe('An export', () => {
  let recorded: RecordedCameras;
  let folder: string;
  let camera: string;
  let other: string;
  let event: number;

  beforeAll(async () => {
    recorded = await RecordedCameras.start({
      CLIP_PRE_ROLL_SECONDS: '0',
      CLIP_POST_ROLL_SECONDS: '0',
    });
    folder = await mkdtemp(join(tmpdir(), 'event-clips-export-'));
    camera = await recorded.camera([0, 2]);
    other = await recorded.camera([0]);
    const bounds = { started_at: at(1), ended_at: at(3) };
    event = await recorded.service.event({ camera_id: other, ...bounds });
  });
  afterAll(async () => {
    await recorded?.remove();
    if (folder) await rm(folder, { recursive: true });
  });

  const ofCamera = (from: number, to: number, camera_id = camera) => ({
    ...{ camera_id, from: at(from), to: at(to) },
  });
  const request = (body: object) => recorded.service.call<Body>('POST', '/api/exports', body);
  const get = async (id: number) =>
    (await recorded.service.call<Body>('GET', `/api/exports/${id}`)).body;

  /** The export once it has ended. */
  async function ended(id: number): Promise<Body> {
    await eventually(async () => (await get(id)).status !== 'pending');
    return get(id);
  }

  async function made(body: object): Promise<Body> {
    const { status, body: queued, headers } = await request(body);
    expect({ status, body: queued }).toMatchObject({ status: 202, body: { status: 'pending' } });
    expect(headers.get('location')).toBe(`/api/exports/${queued.id}`);
    return ended(queued.id);
  }

  /** Unpacks it, and returns the folder. */
  async function unpacked({ id, download_url }: Body): Promise<string> {
    const into = join(folder, String(id));
    await writeFile(`${into}.zip`, await recorded.service.download(download_url!));
    await run('python3', ['-m', 'zipfile', '-t', `${into}.zip`]);
    await run('python3', ['-m', 'zipfile', '-e', `${into}.zip`, into]);
    return into;
  }

  const soon = () => ({
    from: new Date(Date.now() - 1_000).toISOString(),
    to: new Date(Date.now() + 60_000).toISOString(),
  });

  const files = async () => readdir(recorded.home.clips('exports'));

  it('has the clips of events and cameras, a manifest of each, and their hashes', async () => {
    const items = [{ event_id: event }, ofCamera(1, 11)];
    const body = await made({ name: 'Case 12: yard', items });
    expect(body).toMatchObject({
      ...{
        status: 'completed',
        progress: 100,
        message: null,
        protected: false,
        requested_by: null,
      },
      items: [
        {
          event_id: event,
          status: 'completed',
          file: `clips/001_${other}_2026-01-03T10-00-01Z.mp4`,
        },
        { from: at(1), to: at(11), file: `clips/002_${camera}_2026-01-03T10-00-01Z.mp4` },
      ],
    });
    const zip = await recorded.service.call('HEAD', body.download_url!);
    expect(zip.headers.get('etag')).toBe(`"${body.sha256!}"`);
    expect(zip.headers.get('content-length')).toBe(String(body.file_size_bytes));
    expect(zip.headers.get('content-type')).toBe('application/zip');
    expect(zip.headers.get('content-disposition')).toContain('Case 12 yard.zip');

    const into = await unpacked(body);
    const sums = await run('sha256sum', ['--strict', '-c', 'SHA256SUMS'], { cwd: into });
    expect(sums.stdout.match(/: OK$/gm)).toHaveLength(10);
    expect(sums.stdout).toContain('manifest.json: OK');
    const manifest = JSON.parse(await readFile(join(into, 'manifest.json'), 'utf8')) as Manifest;
    expect(manifest).toMatchObject({
      ...{ format: 'event-clips-export', format_version: 1, failed: [] },
      export: { id: body.id, name: 'Case 12: yard', all_or_nothing: false, time: 'subtitles' },
      clips: [
        { event_id: event, camera_id: other, starts_at: at(1), ends_at: at(3), gaps: [] },
        {
          ...{ event_id: null, camera_id: camera, requested_starts_at: at(1) },
          ...{ requested_ends_at: at(11), method: 'smart', frames: 90 },
          gaps: [{ starts_at: at(4), ends_at: at(8) }],
          sources: [{ kind: 'recording' }, { kind: 'recording' }],
        },
      ],
    });
    for (const { file, sha256, file_size_bytes } of manifest.clips) {
      const bytes = await readFile(join(into, file));
      expect(bytes.length).toBe(file_size_bytes);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    }
    // The clips are those that calls get.
    const clip = await recorded.ask(
      `/api/cameras/${camera}/clip.mp4?from=${at(1)}&to=${at(11)}`,
      {},
      'HEAD',
    );
    expect(clip.headers.get('etag')).toBe(`"${manifest.clips[1]!.sha256}"`);
  });

  it('is sent in ranges', async () => {
    const { download_url } = await made({ items: [ofCamera(1, 2)] });
    const response = await recorded.ask(download_url!, { range: 'bytes=0-3' });
    expect(response.status).toBe(206);
    expect(response.body).toBe('PK\x03\x04');
  });

  it('reports items that fail, and has the others', async () => {
    const body = await made({ items: [ofCamera(1, 2), ofCamera(100, 101)] });
    expect(body).toMatchObject({
      ...{ status: 'completed', message: expect.stringContaining('1 of 2 items') },
      items: [
        { status: 'completed', error_code: null },
        { status: 'failed', error_code: 'NO_FOOTAGE', file: null, message: expect.any(String) },
      ],
    });
    const into = await unpacked(body);
    const manifest = JSON.parse(await readFile(join(into, 'manifest.json'), 'utf8')) as Manifest;
    expect(manifest).toMatchObject({
      clips: [{ position: 0 }],
      failed: [{ position: 1, error_code: 'NO_FOOTAGE', camera_id: camera }],
    });
  });

  it.each([
    // The last one is looked at once another one is made.
    ['with `all_or_nothing`', [1, 1, 1, 1, 100], true],
    ['where all of its items do', [100], false],
  ])('fails with an item %s, and leaves no file', async (_, starts, all_or_nothing) => {
    const items = starts.map((from) => ofCamera(from, from + 1));
    const body = await made({ items, all_or_nothing });
    expect(body).toMatchObject({
      ...{ status: 'failed', error_code: 'NO_FOOTAGE', download_url: null },
      message: expect.stringMatching(/^items\.\d: The camera has no recording/),
    });
    expect(await files()).not.toContain(`${body.id}.zip`);
    const file = await recorded.ask(`/api/media/exports/${body.id}.zip`);
    expect(file).toMatchObject({ status: 409, body: { code: 'EXPORT_NOT_READY' } });
  });

  it('is listed, the newest first, in pages', async () => {
    const list = async (query: string) =>
      (await recorded.service.call<Wire<ExportPageDto>>('GET', `/api/exports?${query}`)).body;
    const all = await list('');
    const ids = all.exports.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(2);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    const first = await list('limit=2');
    const rest = await list(`limit=200&cursor=${first.next_cursor!}`);
    expect([...first.exports, ...rest.exports].map(({ id }) => id)).toEqual(ids);
    expect(rest.next_cursor).toBeNull();
  });

  it('shows its progress until it has ended', async () => {
    const { body } = await request({ items: [ofCamera(0.5, 2)] });
    const url = `${recorded.service.origin}/api/exports/${body.id}/progress`;
    const { states, ended: end } = await follow<Wire<ExportProgress>>(url);
    await end;
    expect(states.at(-1)).toEqual({ status: 'completed', progress: 100, message: null });
    const progress = states.map((state) => state.progress);
    expect(progress).toEqual([...progress].sort((x, y) => x - y));
  });

  it('is removed with its file, unless it is protected', async () => {
    const { id, expires_at } = await made({ items: [ofCamera(1, 2)] });
    const call = (method: string, body?: object) =>
      recorded.service.call<Body>(method, `/api/exports/${id}`, body);
    expect(Date.parse(expires_at!) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    expect((await call('PATCH', { protected: true })).body).toMatchObject({
      ...{ protected: true, expires_at: null },
    });
    expect(await call('DELETE')).toMatchObject({ status: 409, body: { code: 'EXPORT_PROTECTED' } });
    await call('PATCH', { protected: false });
    expect(await files()).toContain(`${id}.zip`);
    expect(await call('DELETE')).toMatchObject({ status: 204 });
    expect(await files()).not.toContain(`${id}.zip`);
    expect(await call('GET')).toMatchObject({ status: 404, body: { code: 'EXPORT_NOT_FOUND' } });
    expect(await recorded.ask(`/api/media/exports/${id}.zip`)).toMatchObject({ status: 404 });
  });

  it.each<[string, (good: object) => unknown, number, string]>([
    ['without items', () => [], 400, 'items'],
    ['of too many items', (good) => Array.from({ length: 101 }, () => good), 400, 'items'],
    ['of an item that names nothing', () => [{}], 400, 'camera_id'],
    ['of an item that is null', () => [{ event_id: null }], 400, 'camera_id'],
    ['of an item without an end', () => [{ camera_id: 'x', from: at(0) }], 400, 'to'],
    ['of both an event and a camera', (good) => [{ ...good, event_id: 1 }], 400, 'event_id'],
    ['of an event and a time', () => [{ event_id: 1, from: at(0), to: at(1) }], 400, 'from'],
    ['of an item that ends first', (good) => [good, ofCamera(2, 1)], 400, 'to'],
    ['of more than an hour', (good) => [good, ofCamera(0, 3601)], 400, 'items.1: to lies'],
    ['of the future', (good) => [good, { ...good, ...soon() }], 400, 'items.1: to must not lie'],
    ['of an unknown camera', (good) => [good, ofCamera(0, 1, 'nowhere')], 404, 'items.1: '],
    ['of an unknown event', (good) => [good, { event_id: 999 }], 404, 'items.1: '],
  ])('%s is refused, with the item', async (_, itemsOf, status, named) => {
    const before = await recorded.service.call('GET', '/api/exports?limit=1');
    const answer = await request({ items: itemsOf(ofCamera(0, 1)) });
    expect(answer.status).toBe(status);
    expect(String(answer.body.message)).toContain(named);
    expect((await recorded.service.call('GET', '/api/exports?limit=1')).body).toEqual(before.body);
  });

  it.each(['burned', ''])('with the time of day as %j is refused', async (time) => {
    const { status, body } = await request({ items: [ofCamera(0, 1)], time });
    expect({ status, message: String(body.message) }).toEqual({
      ...{ status: 400, message: expect.stringContaining('time must be one of') },
    });
  });

  it('that cannot fit on the disk is refused before it starts', async () => {
    await recorded.restart({ CLIPS_MIN_FREE_BYTES: String(Number.MAX_SAFE_INTEGER) });
    const { status, body } = await request({ items: [ofCamera(0, 1)] });
    expect({ status, body }).toMatchObject({ status: 507, body: { code: 'EXPORT_TOO_LARGE' } });
  });

  it('gets another job where its own is gone', async () => {
    await recorded.restart({ ROLE: 'api' });
    const { body } = await request({ items: [ofCamera(0, 1)] });
    const database = new pg.Client(recorded.home.settings['DATABASE_URL']);
    await database.connect();
    const { rowCount } = await database.query(
      `DELETE FROM event_clips_jobs.job WHERE name = 'exports'`,
    );
    await database.end();
    expect(rowCount).toBe(1);
    await recorded.restart();
    expect(await ended(body.id)).toMatchObject({ status: 'completed' });
    expect((await recorded.service.logged()).join('\n')).toContain(
      '1 pending exports had no job and got a new one',
    );
  });

  it('continues after its worker was killed, and can be cancelled', async () => {
    const gate = await gatedFfmpeg(join(folder, 'gate'));
    await recorded.restart(gate.settings);
    await gate.shut();
    // A head that has to be encoded, so that FFmpeg waits at the gate.
    const { body } = await request({ items: [ofCamera(1.5, 3), ofCamera(1, 2)] });
    const cancelled = (await request({ items: [ofCamera(1.7, 3)] })).body;
    await gate.started(1);
    await recorded.service.call('DELETE', `/api/exports/${cancelled.id}`);
    await recorded.service.kill();
    await gate.open();
    recorded.service = await startService(recorded.home, gate.settings);
    expect(await ended(body.id)).toMatchObject({ status: 'completed', message: null });
    expect(await recorded.ask(`/api/exports/${cancelled.id}`)).toMatchObject({ status: 404 });
    await recorded.home.settled();
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CameraClipResponse } from '../../../src/clips/api/dto/camera-clip.dto.js';
import type { ErrorBody } from '../../../src/common/http/error-body.dto.js';
import type { Wire } from '../../../src/common/http/example.js';
import type { FileProgress } from '../../../src/media/serving/file-progress.dto.js';
import { runCommand } from '../../support/command.js';
import { numbers, readClip } from '../../support/read-clip.js';
import { at, clipUrl, FPS, RecordedCameras, SECONDS } from './recorded-cameras.js';

type Body = Omit<Wire<CameraClipResponse>, 'message' | 'status'> &
  Omit<FileProgress, 'message' | 'status'> &
  ErrorBody;

describe('A clip of a camera by time alone', () => {
  let recorded: RecordedCameras;

  beforeAll(async () => {
    recorded = await RecordedCameras.start();
  });
  afterAll(() => recorded?.remove());

  const camera = (...parts: number[]) => recorded.camera(parts);
  const ask = (url: string, headers?: Record<string, string>, method?: string) =>
    recorded.ask<Body>(url, headers, method);
  const files = () => recorded.files();

  it.each<[string, number, number, string, number, number, number]>([
    ['inside one recording', 1, 3, '', 15, 44, 0],
    ['over the border of two', 2, 6, '', 30, 89, 0],
    ['with bounds between frames, over two borders', 3.03, 9.01, '', 46, 135, 0],
    ['of which the beginning is missing', -2, 1, '', 0, 14, 1],
  ])('shows exactly the interval: %s', async (_, from, to, rest, first, last, gaps) => {
    const id = await camera(0, 1, 2);
    const url = clipUrl(id, from, to, rest);
    const { status, headers } = await ask(url, {}, 'HEAD');
    expect(status).toBe(200);
    expect(headers.get('x-clip-starts-at')).toBe(at(first / FPS));
    expect(headers.get('x-clip-ends-at')).toBe(at(Math.min(to, (last + 1) / FPS)));
    expect(headers.get('x-clip-gap-count')).toBe(String(gaps));
    const clip = await readClip(recorded.service, url);
    expect(clip.numbers).toEqual(numbers(first, last));
    expect(headers.get('etag')).toBe(`"${clip.sha256}"`);
  });

  it('is described with all its gaps', async () => {
    const id = await camera(0, 2);
    const { status, body } = await ask(clipUrl(id, 1, 11, '', 'json'));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ camera_id: id, status: 'completed', message: null, method: 'smart' },
      ...{ requested_starts_at: at(1), requested_ends_at: at(11) },
      ...{ starts_at: at(1), ends_at: at(11), gaps: [{ starts_at: at(4), ends_at: at(8) }] },
      ...{ video_codec: 'h264', frames: 90 },
    });
    const clip = await readClip(recorded.service, body.clip_url);
    expect(clip.numbers).toEqual([...numbers(15, 59), ...numbers(120, 164)]);
    expect(clip).toMatchObject({ sha256: body.sha256, bytes: body.file_size_bytes });
  });

  it('is made once for equal requests, and not for others', async () => {
    const id = await camera(0);
    const before = (await files()).length;
    const url = clipUrl(id, 1, 2);
    const answers = await Promise.all([ask(url), ask(url), ask(url, {}, 'HEAD'), ask(url)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map(({ headers }) => headers.get('etag'))).size).toBe(1);
    // The defaults, written out.
    await ask(clipUrl(id, 1, 2, '&cut=smart&video_codec=h264', 'json'));
    expect((await files()).length).toBe(before + 1);
    await ask(clipUrl(id, 1, 2, '&cut=transcode'));
    expect((await files()).length).toBe(before + 2);
  });

  it.each(['mp4', 'json'])('is not waited for unasked as %s', async (kind) => {
    const id = await camera(0);
    const url = clipUrl(id, 0, 3.5, '', kind);
    const { status, body, headers } = await ask(url, { prefer: 'respond-async' });
    expect({ status, body }).toMatchObject({
      ...{ status: 202, body: { status: 'pending', message: 'The clip is being made.' } },
    });
    expect(headers.get('retry-after')).toBe('2');
    expect(await ask(url, { prefer: 'wait=60' })).toMatchObject({ status: 200 });
  });

  it('is sent like every file: in ranges, with a tag and a name', async () => {
    const url = clipUrl(await camera(0), 1, 2);
    const whole = await ask(url);
    expect(whole.headers.get('content-type')).toMatch(/^video\/mp4; codecs="avc1/);
    const etag = whole.headers.get('etag')!;
    const part = await ask(url, { range: 'bytes=4-7', 'if-range': etag });
    expect(part).toMatchObject({ status: 206, body: 'ftyp' });
    expect(part.headers.get('x-clip-gap-count')).toBe('0');
    expect(await ask(url, { range: 'bytes=99999999-' })).toMatchObject({ status: 416 });
    expect(await ask(url, { 'if-none-match': etag })).toMatchObject({ status: 304 });
    const saved = await ask(`${url}&download=1`);
    expect(saved.headers.get('content-disposition')).toMatch(/yard-\d+ 2026-01-03.*\.mp4/);
  });

  it('is made again once new footage of its interval is registered', async () => {
    const id = await camera(0, 2);
    const url = clipUrl(id, 3, 9);
    const first = await ask(url, {}, 'HEAD');
    expect(first.headers.get('x-clip-gap-count')).toBe('1');
    const before = await files();
    // Of another time: nothing changes.
    await recorded.record(id, 3);
    expect((await ask(url, {}, 'HEAD')).headers.get('etag')).toBe(first.headers.get('etag'));
    await recorded.record(id, 1);
    const second = await ask(url, {}, 'HEAD');
    expect(second.headers.get('x-clip-gap-count')).toBe('0');
    expect((await readClip(recorded.service, url)).numbers).toEqual(numbers(45, 134));
    // The first file is gone.
    expect((await files()).length).toBe(before.length);
  });

  it('of which there is no footage is 404, until there is some', async () => {
    const id = await camera(0);
    const url = clipUrl(id, 5, 6);
    const { status, body } = await ask(url);
    expect({ status, body }).toMatchObject({ status: 404, body: { code: 'NO_FOOTAGE' } });
    expect(body.message).toContain('The camera has no recording from 2026-01-03T10:00:05.000Z');
    await recorded.record(id, 1);
    expect(await ask(url)).toMatchObject({ status: 200 });
  });

  it('of a camera that has only events is 404', async () => {
    await recorded.service.event({ camera_id: 'lonely', started_at: at(0) });
    const answer = await ask(clipUrl('lonely', 0, 1));
    expect(answer).toMatchObject({ status: 404, body: { code: 'NO_FOOTAGE' } });
  });

  it('that is still to be recorded is waited for', async () => {
    const id = await camera(0);
    const now = Date.now();
    const iso = (seconds: number) => new Date(now + seconds * 1000).toISOString();
    const url = `/api/cameras/${id}/clip.mp4?from=${iso(-2)}&to=${iso(-1)}`;
    const { status, body } = await ask(url);
    expect({ status, body }).toMatchObject({
      ...{ status: 202, body: { message: expect.stringMatching(/^Waiting for footage until/) } },
    });
    const file_path = await recorded.home.video(`${id}-late.mp4`, { seconds: SECONDS });
    await recorded.service.recording({ camera_id: id, file_path, started_at: iso(-3) });
    expect(await ask(url, { prefer: 'wait=60' })).toMatchObject({ status: 200 });
  });

  it.each([
    ['without bounds', '', 'from'],
    ['without an end', `from=${at(0)}`, 'to'],
    ['with a time without a zone', `from=2026-01-03T10:00:00&to=${at(9)}`, 'from'],
    ['with a number', `from=${at(0)}&to=1767434400`, 'to'],
    ['with two beginnings', `from=${at(0)}&from=${at(1)}&to=${at(2)}`, 'from'],
    ['that ends where it starts', `from=${at(1)}&to=${at(1)}`, 'to'],
    ['that ends before it starts', `from=${at(1)}&to=${at(0)}`, 'to'],
    ['longer than an hour', `from=${at(0)}&to=${at(3600.001)}`, 'to'],
    ['in the far future', 'from=2099-01-03T10:00:00Z&to=2099-01-03T10:00:05Z', 'from'],
    ['with another cut', `from=${at(0)}&to=${at(1)}&cut=rough`, 'cut'],
    ['with another codec', `from=${at(0)}&to=${at(1)}&video_codec=av1`, 'video_codec'],
    ['with an unknown parameter', `from=${at(0)}&to=${at(1)}&speed=2`, 'speed'],
  ])('%s is refused', async (_, query, named) => {
    for (const kind of ['mp4', 'json']) {
      const { status, body } = await ask(`/api/cameras/front/clip.${kind}?${query}`);
      expect(status).toBe(400);
      expect(String(body.message)).toMatch(new RegExp(`\\b${named}\\b`));
    }
  });

  it('of an unknown camera is 404', async () => {
    const answer = await ask(clipUrl('nowhere', 0, 1));
    expect(answer).toMatchObject({ status: 404, body: { code: 'CAMERA_NOT_FOUND' } });
  });

  describe('that `event-clips cut --camera` saves', () => {
    const folder = () => recorded.home.data('saved');
    beforeAll(() => mkdir(folder(), { recursive: true }));

    const cut = (id: string, output: string, ...more: string[]) =>
      runCommand(
        recorded.home.settings,
        ...['cut', '--camera', id, '--from', at(1), '--to', at(9), '-o', output, ...more],
      );

    it('is the file that calls get, and never replaces another one', async () => {
      const id = await camera(0, 2);
      const output = join(folder(), 'a.mp4');
      const { code, stdout, stderr } = await cut(id, output, '--json');
      expect([code, stderr]).toEqual([0, expect.stringMatching(/^(The clip is being made.*\n)*$/)]);
      const bytes = await readFile(output);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect(JSON.parse(stdout)).toMatchObject({
        ...{ file: output, camera_id: id, starts_at: at(1), ends_at: at(9), sha256 },
        ...{ gaps: [{ starts_at: at(4), ends_at: at(8) }], file_size_bytes: bytes.length },
      });
      const { headers } = await ask(clipUrl(id, 1, 9), {}, 'HEAD');
      expect(headers.get('etag')).toBe(`"${sha256}"`);
      expect(await cut(id, output)).toMatchObject({
        ...{ code: 1, stdout: '', stderr: expect.stringContaining('exists already') },
      });
      const people = await cut(id, join(folder(), 'b.mp4'));
      expect(people.stdout.split('\n')).toEqual(
        expect.arrayContaining(['smart', `${at(1)} to ${at(9)}`, `gap: ${at(4)} to ${at(8)}`]),
      );
      // Nothing temporary is left.
      expect((await readdir(folder())).sort()).toEqual(['a.mp4', 'b.mp4']);
    });

    it('is refused with the reason', async () => {
      const output = join(folder(), 'none.mp4');
      expect(await cut('nowhere', output)).toMatchObject({
        ...{ code: 1, stdout: '', stderr: expect.stringContaining('Check its id.') },
      });
      expect(await cut('front', output, '--to', at(0))).toMatchObject({
        ...{ code: 1, stderr: '--to must be later than --from.\n' },
      });
      expect(await cut('front', output, '--at', '1')).toMatchObject({
        ...{ code: 1, stderr: expect.stringContaining('--at') },
      });
      expect(await cut('front', join(folder(), 'none', 'a.mp4'))).toMatchObject({
        ...{ code: 1, stderr: expect.stringContaining('is no folder') },
      });
    });
  });
});

describe('A clip of a camera by time alone, with other settings,', () => {
  let recorded: RecordedCameras;
  let [avc, hevc] = ['', ''];

  beforeAll(async () => {
    recorded = await RecordedCameras.start();
    avc = await recorded.camera([0, 2]);
    hevc = await recorded.camera([0], { codec: 'libx265', bFrames: 0 });
  });
  afterAll(() => recorded?.remove());

  it('keeps HEVC with `video_codec=original`', async () => {
    const described = (rest: string) =>
      recorded.ask<Body>(clipUrl(hevc, 1, 3, rest, 'json')).then(({ body }) => body);
    const kept = await described('&video_codec=original');
    expect(kept).toMatchObject({ video_codec: 'hevc', method: 'smart' });
    expect((await readClip(recorded.service, kept.clip_url)).numbers).toEqual(numbers(15, 44));
    expect(await described('')).toMatchObject({ video_codec: 'h264' });
  });

  it('is refused over a gap with `CLIP_GAPS=fail`', async () => {
    await recorded.restart({ CLIP_GAPS: 'fail' });
    const { status, body } = await recorded.ask<Body>(clipUrl(avc, 3, 9));
    expect({ status, body }).toMatchObject({
      ...{ status: 404, body: { code: 'NO_FOOTAGE', message: expect.stringContaining(at(4)) } },
    });
    expect(await recorded.ask(clipUrl(avc, 1, 3))).toMatchObject({ status: 200 });
  });

  it('is refused while the queue is full, except for one that waits in it', async () => {
    const key = { authorization: 'Bearer 0123456789abcdef', prefer: 'respond-async' };
    const other = { ...key, authorization: 'Bearer fedcba9876543210' };
    // No worker takes the jobs.
    await recorded.restart({
      ...{ ROLE: 'api', CLIP_QUEUE_LIMIT: '2' },
      API_KEYS: 'nvr:read:0123456789abcdef,phone:read:fedcba9876543210',
    });
    const started = await recorded.ask(clipUrl(avc, 0, 1), key);
    expect(started).toMatchObject({ status: 202 });
    expect(await recorded.ask(clipUrl(avc, 0, 1.5), key)).toMatchObject({
      ...{ status: 429, body: { code: 'KEY_QUEUE_FULL' } },
    });
    expect(await recorded.ask(clipUrl(avc, 0, 2), other)).toMatchObject({ status: 202 });
    expect(await recorded.ask(clipUrl(avc, 0, 2.5), other)).toMatchObject({
      ...{ status: 429, body: { code: 'QUEUE_FULL' } },
    });
    expect(await recorded.ask(clipUrl(avc, 0, 1), other)).toMatchObject({ status: 202 });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import type { CameraClipResponse } from '../../../src/clips/api/dto/camera-clip.dto.js';
import type { ErrorBody } from '../../../src/common/http/error-body.dto.js';
import type { Wire } from '../../../src/common/http/example.js';
import type { FileProgress } from '../../../src/media/serving/file-progress.dto.js';
import { createHome, type Home } from '../../support/home.js';
import { numbers, readClip } from '../../support/read-clip.js';
import { type Service, startService } from '../../support/service.js';

/** Each recording is four seconds at 15 frames a second, whose numbers continue. */
const FPS = 15;
const SECONDS = 4;
const STARTED = Date.parse('2026-01-03T10:00:00Z');
const at = (seconds: number) => new Date(STARTED + Math.round(seconds * 1000)).toISOString();

type Body = Omit<Wire<CameraClipResponse>, 'message' | 'status'> &
  Omit<FileProgress, 'message' | 'status'> &
  ErrorBody;

describe('A clip of a camera by time alone', () => {
  let home: Home;
  let service: Service;
  let cameras = 0;

  beforeAll(async () => {
    home = await createHome();
    service = await startService(home);
  });
  afterAll(async () => {
    await service?.stop();
    await home?.remove();
  });

  /** Registers the n-th four seconds of a camera. */
  async function record(camera_id: string, n: number) {
    const options = { seconds: SECONDS, startNumber: n * SECONDS * FPS };
    const file_path = await home.video(`${camera_id}-${n}.mp4`, options);
    await service.recording({ camera_id, file_path, started_at: at(n * SECONDS) });
  }

  async function camera(...parts: number[]): Promise<string> {
    const id = `yard-${cameras++}`;
    for (const n of parts) await record(id, n);
    return id;
  }

  const urlOf = (id: string, from: number, to: number, rest = '', kind = 'mp4') =>
    `/api/cameras/${id}/clip.${kind}?from=${at(from)}&to=${at(to)}${rest}`;
  const ask = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
    service.call<Body>(method, url, undefined, headers);
  const files = () => readdir(home.clips('intervals'));

  it.each<[string, number, number, string, number, number, number]>([
    ['inside one recording', 1, 3, '', 15, 44, 0],
    ['over the border of two', 2, 6, '', 30, 89, 0],
    ['with bounds between frames, over two borders', 3.03, 9.01, '', 46, 135, 0],
    ['of which the beginning is missing', -2, 1, '', 0, 14, 1],
  ])('shows exactly the interval: %s', async (_, from, to, rest, first, last, gaps) => {
    const id = await camera(0, 1, 2);
    const url = urlOf(id, from, to, rest);
    const { status, headers } = await ask(url, {}, 'HEAD');
    expect(status).toBe(200);
    expect(headers.get('x-clip-starts-at')).toBe(at(first / FPS));
    expect(headers.get('x-clip-ends-at')).toBe(at(Math.min(to, (last + 1) / FPS)));
    expect(headers.get('x-clip-gap-count')).toBe(String(gaps));
    const clip = await readClip(service, url);
    expect(clip.numbers).toEqual(numbers(first, last));
    expect(headers.get('etag')).toBe(`"${clip.sha256}"`);
  });

  it('is described with all its gaps', async () => {
    const id = await camera(0, 2);
    const { status, body } = await ask(urlOf(id, 1, 11, '', 'json'));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ camera_id: id, status: 'completed', message: null, method: 'smart' },
      ...{ requested_starts_at: at(1), requested_ends_at: at(11) },
      ...{ starts_at: at(1), ends_at: at(11), gaps: [{ starts_at: at(4), ends_at: at(8) }] },
      ...{ video_codec: 'h264', frames: 90 },
    });
    const clip = await readClip(service, body.clip_url);
    expect(clip.numbers).toEqual([...numbers(15, 59), ...numbers(120, 164)]);
    expect(clip).toMatchObject({ sha256: body.sha256, bytes: body.file_size_bytes });
  });

  it('is made once for equal requests, and not for others', async () => {
    const id = await camera(0);
    const before = (await files()).length;
    const url = urlOf(id, 1, 2);
    const answers = await Promise.all([ask(url), ask(url), ask(url, {}, 'HEAD'), ask(url)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map(({ headers }) => headers.get('etag'))).size).toBe(1);
    // The defaults, written out.
    await ask(urlOf(id, 1, 2, '&cut=smart&video_codec=h264', 'json'));
    expect((await files()).length).toBe(before + 1);
    await ask(urlOf(id, 1, 2, '&cut=transcode'));
    expect((await files()).length).toBe(before + 2);
  });

  it.each(['mp4', 'json'])('is not waited for unasked as %s', async (kind) => {
    const id = await camera(0);
    const url = urlOf(id, 0, 3.5, '', kind);
    const { status, body, headers } = await ask(url, { prefer: 'respond-async' });
    expect({ status, body }).toMatchObject({
      ...{ status: 202, body: { status: 'pending', message: 'The clip is being made.' } },
    });
    expect(headers.get('retry-after')).toBe('2');
    expect(await ask(url, { prefer: 'wait=60' })).toMatchObject({ status: 200 });
  });

  it('is sent like every file: in ranges, with a tag and a name', async () => {
    const url = urlOf(await camera(0), 1, 2);
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
    const url = urlOf(id, 3, 9);
    const first = await ask(url, {}, 'HEAD');
    expect(first.headers.get('x-clip-gap-count')).toBe('1');
    const before = await files();
    // Of another time: nothing changes.
    await record(id, 3);
    expect((await ask(url, {}, 'HEAD')).headers.get('etag')).toBe(first.headers.get('etag'));
    await record(id, 1);
    const second = await ask(url, {}, 'HEAD');
    expect(second.headers.get('x-clip-gap-count')).toBe('0');
    expect((await readClip(service, url)).numbers).toEqual(numbers(45, 134));
    // The first file is gone.
    expect((await files()).length).toBe(before.length);
  });

  it('of which there is no footage is 404, until there is some', async () => {
    const id = await camera(0);
    const url = urlOf(id, 5, 6);
    const { status, body } = await ask(url);
    expect({ status, body }).toMatchObject({ status: 404, body: { code: 'NO_FOOTAGE' } });
    expect(body.message).toContain('The camera has no recording from 2026-01-03T10:00:05.000Z');
    await record(id, 1);
    expect(await ask(url)).toMatchObject({ status: 200 });
  });

  it('of a camera that has only events is 404', async () => {
    await service.event({ camera_id: 'lonely', started_at: at(0) });
    const answer = await ask(urlOf('lonely', 0, 1));
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
    const file_path = await home.video(`${id}-late.mp4`, { seconds: SECONDS });
    await service.recording({ camera_id: id, file_path, started_at: iso(-3) });
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
    const answer = await ask(urlOf('nowhere', 0, 1));
    expect(answer).toMatchObject({ status: 404, body: { code: 'CAMERA_NOT_FOUND' } });
  });
});

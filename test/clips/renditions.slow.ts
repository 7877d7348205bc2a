import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdir, rm, writeFile } from 'node:fs/promises';
import type { ErrorBody } from '../../src/common/http/error-body.dto.js';
import type { FileProgress } from '../../src/media/serving/file-progress.dto.js';
import { eventually } from '../support/eventually.js';
import type { FootageOptions } from '../support/footage.js';
import { type GatedFfmpeg, gatedFfmpeg } from '../support/gated-ffmpeg.js';
import { createHome, type Home } from '../support/home.js';
import { readClip } from '../support/read-clip.js';
import { type Service, startService } from '../support/service.js';
import { streamOf } from './stream-of.js';

const STARTED = '2026-01-03T10:00:00.000Z';
const HEVC: FootageOptions = { seconds: 4, codec: 'libx265', bFrames: 2, audio: 'aac-48k' };
const WAIT = { prefer: 'wait=60' };

describe('The rendition of a clip', () => {
  let home: Home;
  let gate: GatedFfmpeg;
  let service: Service;
  let cameras = 0;

  beforeAll(async () => {
    home = await createHome();
    gate = await gatedFfmpeg(home.data('gate'));
    service = await startService(home, { CLIP_VIDEO_CODEC: 'original', ...gate.settings });
  });
  afterAll(async () => {
    await gate?.open();
    await service?.stop();
    await home?.remove();
  });

  /** An event with a clip, and the address of its rendition. */
  async function withClip(options = HEVC, body: object = {}): Promise<{ id: number; url: string }> {
    const camera_id = `yard-${cameras++}`;
    const file_path = await home.video(`${camera_id}.mp4`, options);
    await service.recording({ camera_id, file_path, started_at: STARTED });
    const id = await service.event({ camera_id, started_at: STARTED });
    const window = { start_offset_seconds: 1, end_offset_seconds: 3 };
    expect(await service.generate(id, { ...window, ...body })).toMatchObject({ status: 201 });
    return { id, url: `/api/media/clips/${id}_clip.mp4?rendition=h264` };
  }

  const ask = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
    service.call<FileProgress & ErrorBody>(method, url, undefined, headers);

  const renditions = async () =>
    (await readdir(home.clips(''))).filter((name) => name.endsWith('_h264.mp4'));

  it.each<[string, FootageOptions]>([
    ['Main, with B-frames and sound', HEVC],
    ['Main 10', { ...HEVC, extra: ['-pix_fmt', 'yuv420p10le'], audio: null }],
    ['with open GOPs and uneven times', { ...HEVC, openGop: true, vfr: true }],
  ])('of HEVC %s has the same frames at the same times', async (_, options) => {
    const { id, url } = await withClip(options);
    const info = await service.info(id);
    expect(info).toMatchObject({ video_codec: 'hevc', rendition_urls: { h264: url } });
    expect(await ask(url, WAIT)).toMatchObject({ status: 200 });
    const [original, made] = [
      await streamOf(service, info.clip_url!),
      await streamOf(service, url),
    ];
    expect(made).toMatchObject({ codec: 'h264', pixelFormat: 'yuv420p', isFast: true });
    expect(made.audio).toEqual(original.audio);
    expect(made.times).toHaveLength(original.times.length);
    // Times pass through MPEG-TS, whose ticks are of 90 kHz.
    made.times.forEach((time, n) => expect(time).toBeCloseTo(original.times[n]!, 4));
    const [before, after] = [await readClip(service, info.clip_url!), await readClip(service, url)];
    expect(after.numbers).toEqual(before.numbers);
    expect([after.width, after.height]).toEqual([before.width, before.height]);
  });

  it('is made once for all requests, of which none waits for it unasked', async () => {
    const { url } = await withClip();
    await gate.shut();
    const before = (await gate.runs()).length;
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask(url)));
    for (const { status, body, headers } of answers) {
      expect({ status, body }).toMatchObject({ status: 202, body: { status: 'pending' } });
      expect(headers.get('retry-after')).toBe('2');
      expect(headers.get('cache-control')).toBe('private, no-cache');
    }
    await gate.started(before + 1);
    expect(await ask(url, {}, 'HEAD')).toMatchObject({ status: 202, body: null });
    const waiting = ask(url, WAIT);
    await gate.open();
    expect(await waiting).toMatchObject({ status: 200 });
    expect((await gate.runs()).length).toBe(before + 1);
  });

  it('is sent like a clip, with its own type and tag', async () => {
    const { id, url } = await withClip();
    const whole = await ask(url, WAIT);
    expect(whole.headers.get('content-type')).toMatch(/^video\/mp4; codecs="avc1\.[^"]+, mp4a/);
    const etag = whole.headers.get('etag')!;
    const clip = await ask(`/api/media/clips/${id}_clip.mp4`);
    expect(etag).not.toBe(clip.headers.get('etag'));
    expect(await ask(url, { 'if-none-match': etag })).toMatchObject({ status: 304 });
    const part = await ask(url, { range: 'bytes=4-7', 'if-range': etag });
    expect(part).toMatchObject({ status: 206, body: 'ftyp' });
    const saved = await ask(`${url}&download=1`);
    expect(saved.headers.get('content-disposition')).toContain('.mp4');
    expect(await ask(url, {}, 'HEAD')).toMatchObject({ status: 200, body: null });
  });

  it('is the clip itself where that is H.264', async () => {
    const { id, url } = await withClip({ seconds: 4 });
    const { video_codec, rendition_urls } = await service.info(id);
    expect(video_codec).toBe('h264');
    expect(rendition_urls).not.toHaveProperty('h264');
    const [clip, asked] = [await ask(`/api/media/clips/${id}_clip.mp4`), await ask(url)];
    expect(asked.status).toBe(200);
    expect(asked.headers.get('etag')).toBe(clip.headers.get('etag'));
  });

  it.each([
    ['of another name', 'mp4', 'rendition=h265', 400, 'UNKNOWN_RENDITION'],
    ['of two names', 'mp4', 'rendition=h264&rendition=h264', 400, 'UNKNOWN_RENDITION'],
    ['of an empty name', 'mp4', 'rendition=', 400, 'UNKNOWN_RENDITION'],
    ['of a GIF', 'gif', 'rendition=h264', 400, 'NO_RENDITION_OF_GIF'],
    ['of no clip', 'mp4', 'rendition=h264', 404, 'CLIP_NOT_FOUND'],
  ])('%s is refused', async (_, format, query, status, code) => {
    const url = `/api/media/clips/99999_clip.${format}?${query}`;
    expect(await ask(url)).toMatchObject({ status, body: { code } });
  });

  it('is replaced with its clip, and removed with it', async () => {
    const { id, url } = await withClip();
    const first = (await ask(url, WAIT)).headers.get('etag');
    const window = { start_offset_seconds: 1, end_offset_seconds: 2, force: true };
    expect(await service.generate(id, window)).toMatchObject({ status: 201 });
    await eventually(async () => !(await renditions()).includes(`${id}_h264.mp4`));
    const second = await ask(url, WAIT);
    expect(second.status).toBe(200);
    expect(second.headers.get('etag')).not.toBe(first);
    expect(await service.call('DELETE', `/api/events/${id}/clip`)).toMatchObject({ status: 204 });
    expect(await renditions()).not.toContain(`${id}_h264.mp4`);
    expect(await ask(url)).toMatchObject({ status: 404, body: { code: 'CLIP_NOT_FOUND' } });
  });

  it('of a clip that is replaced meanwhile is not published', async () => {
    const { id, url } = await withClip();
    await gate.shut();
    const before = (await gate.runs()).length;
    expect(await ask(url)).toMatchObject({ status: 202 });
    await gate.started(before + 1);
    const waiting = ask(url, WAIT);
    const keyframe = { start_offset_seconds: 0, end_offset_seconds: 2, force: true };
    expect(await service.generate(id, keyframe)).toMatchObject({ status: 201 });
    expect(await waiting).toMatchObject({ status: 410, body: { code: 'CLIP_REPLACED' } });
    await gate.open();
    await home.settled(id);
    expect(await renditions()).not.toContain(`${id}_h264.mp4`);
    const { frames } = await service.info(id);
    await ask(url, WAIT);
    expect((await streamOf(service, url)).times).toHaveLength(frames!);
  });

  it.each([
    ['is missing', (path: string) => rm(path)],
    ['was overwritten', (path: string) => writeFile(path, 'something else')],
  ])('whose file %s is made again', async (_, harm) => {
    const { id, url } = await withClip();
    const first = await ask(url, WAIT);
    await harm(home.clips(`${id}_h264.mp4`));
    expect(await ask(url)).toMatchObject({ status: 202 });
    const second = await ask(url, WAIT);
    expect(second.headers.get('content-length')).toBe(first.headers.get('content-length'));
  });

  it('that fails says why, and is tried again later', async () => {
    const { id, url } = await withClip();
    await writeFile(home.clips(`${id}_clip.mp4`), 'no video');
    const failed = await ask(url, WAIT);
    expect(failed).toMatchObject({ status: 503, body: { code: 'UNREADABLE_SOURCE' } });
    const seconds = Number(failed.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(30);
    expect(await ask(url)).toMatchObject({ status: 503, body: { code: 'UNREADABLE_SOURCE' } });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import type { ErrorBody } from '../../../src/common/http/error-body.dto.js';
import type { FootageOptions } from '../../support/footage.js';
import { createHome, type Home } from '../../support/home.js';
import { readClip } from '../../support/read-clip.js';
import { type Service, startService } from '../../support/service.js';

const FPS = 15;
const SECONDS = 4;
const STARTED = Date.parse('2026-01-03T10:00:00Z');
const at = (seconds: number) => new Date(STARTED + Math.round(seconds * 1000)).toISOString();

describe('A frame of a camera', () => {
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

  /** A camera with four seconds of footage, a gap of four seconds, and four more. */
  async function camera(options: FootageOptions = {}): Promise<string> {
    const camera_id = `lane-${cameras++}`;
    for (const n of [0, 2]) {
      const startNumber = n * SECONDS * (options.fps ?? FPS);
      const name = `${camera_id}-${n}.${options.container ?? 'mp4'}`;
      const file_path = await home.video(name, { ...options, seconds: SECONDS, startNumber });
      await service.recording({ camera_id, file_path, started_at: at(n * SECONDS) });
    }
    return camera_id;
  }

  const urlOf = (id: string, instant: string, rest = '') =>
    `/api/cameras/${id}/frame.jpg?at=${instant}${rest}`;
  const ask = (url: string, method = 'GET') => service.call<ErrorBody>(method, url);

  it.each<[string, FootageOptions]>([
    ['H.264', {}],
    ['H.264 with B-frames', { bFrames: 2 }],
    ['HEVC in MPEG-TS', { codec: 'libx265', container: 'ts' }],
    ['MPEG-4 in Matroska', { codec: 'mpeg4', container: 'mkv' }],
    ['one frame a second', { fps: 1, gopSeconds: 2 }],
  ])('is the one that is displayed at the instant: %s', async (_, options) => {
    const id = await camera(options);
    const { fps = FPS } = options;
    const shown = async (seconds: number) =>
      (await readClip(service, urlOf(id, at(seconds)))).numbers;
    for (const seconds of [1.5 / fps, SECONDS - 0.5 / fps, 2 * SECONDS + 1]) {
      expect([seconds, await shown(seconds)]).toEqual([seconds, [Math.floor(seconds * fps)]]);
    }
  });

  it('is as large as recorded, or as wide as requested, and never enlarged', async () => {
    const id = await camera();
    const widthOf = async (rest: string) => (await readClip(service, urlOf(id, at(1), rest))).width;
    expect(await widthOf('')).toBe(320);
    expect(await widthOf('&max_width=160')).toBe(160);
    expect(await widthOf('&max_width=4000')).toBe(320);
  });

  it('is sent with its type and length, of which nothing is kept', async () => {
    const url = urlOf(await camera(), at(1));
    const { status, headers, body } = await ask(url, 'HEAD');
    expect({ status, body: body }).toEqual({ status: 200, body: null });
    expect(headers.get('content-type')).toBe('image/jpeg');
    expect(headers.get('cache-control')).toBe('private, max-age=60');
    const length = (await service.download(url)).length;
    expect(headers.get('content-length')).toBe(String(length));
    expect(await readdir(home.clips('.tmp'))).toEqual([]);
  });

  it.each([
    ['before the first recording', -1],
    ['in a gap', 6],
    ['after the last recording', 13],
  ])('does not exist %s', async (_, seconds) => {
    const { status, body } = await ask(urlOf(await camera(), at(seconds)));
    expect({ status, body }).toMatchObject({ status: 404, body: { code: 'NO_FOOTAGE' } });
  });

  it('does not exist of an unknown camera', async () => {
    const { status, body } = await ask(urlOf('nowhere', at(0)));
    expect({ status, body }).toMatchObject({
      ...{ status: 404, body: { code: 'CAMERA_NOT_FOUND' } },
    });
  });

  it.each([
    ['without an instant', 'frame.jpg', 'at'],
    ['at no instant', 'frame.jpg?at=noon', 'at'],
    ['of no width', `frame.jpg?at=${at(0)}&max_width=0`, 'max_width'],
    ['of a width that is no number', `frame.jpg?at=${at(0)}&max_width=wide`, 'max_width'],
    ['of a huge width', `frame.jpg?at=${at(0)}&max_width=8193`, 'max_width'],
  ])('is refused %s, with the field', async (_, rest, field) => {
    const { status, body } = await ask(`/api/cameras/front/${rest}`);
    expect({ status, body }).toMatchObject({
      ...{ status: 400, body: { code: 'VALIDATION_FAILED' } },
    });
    expect(JSON.stringify(body)).toContain(field);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import type { ErrorBody } from '../../../src/common/http/error-body.dto.js';
import type { FootageOptions } from '../../support/footage.js';
import { readClip } from '../../support/read-clip.js';
import { at, FPS, RecordedCameras, SECONDS } from './recorded-cameras.js';

describe('A frame of a camera', () => {
  let recorded: RecordedCameras;

  beforeAll(async () => {
    recorded = await RecordedCameras.start();
  });
  afterAll(() => recorded?.remove());

  /** A camera with four seconds of footage, a gap of four seconds, and four more. */
  const camera = (options: FootageOptions = {}) => recorded.camera([0, 2], options);
  const urlOf = (id: string, instant: string, rest = '') =>
    `/api/cameras/${id}/frame.jpg?at=${instant}${rest}`;
  const ask = (url: string, method = 'GET') => recorded.ask<ErrorBody>(url, {}, method);

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
      (await readClip(recorded.service, urlOf(id, at(seconds)))).numbers;
    for (const seconds of [1.5 / fps, SECONDS - 0.5 / fps, 2 * SECONDS + 1]) {
      expect([seconds, await shown(seconds)]).toEqual([seconds, [Math.floor(seconds * fps)]]);
    }
  });

  it('is that of another recording where the first one cannot be decoded', async () => {
    const id = await recorded.camera([]);
    const paths: string[] = [];
    for (const startNumber of [0, 200]) {
      const name = `${id}-from-${startNumber}.mp4`;
      paths.push(await recorded.home.video(name, { seconds: SECONDS, startNumber }));
      await recorded.service.recording({ camera_id: id, file_path: paths.at(-1)!, started_at: at(0) }); // prettier-ignore
    }
    const shown = async () => (await readClip(recorded.service, urlOf(id, at(1.01)))).numbers;
    const [number] = await shown();
    const isFirst = number === FPS;
    await damageMedia(paths[isFirst ? 0 : 1]!);
    expect(await shown()).toEqual([isFirst ? 200 + FPS : FPS]);
  });

  it('is as large as recorded, or as wide as requested, and never enlarged', async () => {
    const id = await camera();
    const widthOf = async (rest: string) =>
      (await readClip(recorded.service, urlOf(id, at(1), rest))).width;
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
    const length = (await recorded.service.download(url)).length;
    expect(headers.get('content-length')).toBe(String(length));
    expect(await readdir(recorded.home.clips('.tmp'))).toEqual([]);
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

/** Overwrites the packets of an MP4; what describes them stays. */
async function damageMedia(path: string): Promise<void> {
  const { atime, mtime } = await stat(path);
  const bytes = await readFile(path);
  const start = bytes.indexOf('mdat') + 4;
  bytes.fill(0xff, start, start + bytes.readUInt32BE(start - 8) - 8);
  await writeFile(path, bytes);
  await utimes(path, atime, mtime);
}

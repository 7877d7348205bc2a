import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdir, rm, writeFile } from 'node:fs/promises';
import type { CameraClipResponse } from '../../../src/clips/api/dto/camera-clip.dto.js';
import type { ErrorBody } from '../../../src/common/http/error-body.dto.js';
import type { Wire } from '../../../src/common/http/example.js';
import type { FileProgress } from '../../../src/media/serving/file-progress.dto.js';
import { gatedFfmpeg } from '../../support/gated-ffmpeg.js';
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

describe('A clip of a camera by time alone, made again,', () => {
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

  it.each([
    ['is missing', (path: string) => rm(path)],
    ['was overwritten', (path: string) => writeFile(path, 'something else')],
  ])('whose file %s is made again', async (_, harm) => {
    const url = urlOf(await camera(0), 1, 2);
    const before = new Set(await files());
    const first = await ask(url);
    const made = (await files()).filter((name) => !before.has(name));
    expect(made).toHaveLength(1);
    await harm(home.clips(`intervals/${made[0]!}`));
    expect((await ask(url)).headers.get('content-length')).toBe(
      first.headers.get('content-length'),
    );
  });

  it('of footage that cannot be read says why, and is tried again once there is other footage', async () => {
    const id = await camera(0);
    await writeFile(home.media(`${id}-0.mp4`), 'no video');
    const url = urlOf(id, 1, 2);
    const failed = await ask(url);
    expect([404, 503]).toContain(failed.status);
    const file_path = await home.video(`${id}-again.mp4`, { seconds: SECONDS });
    await service.recording({ camera_id: id, file_path, started_at: at(0) });
    expect(await ask(url)).toMatchObject({ status: 200 });
  });

  it('shows exactly the interval where it is encoded', async () => {
    const url = urlOf(await camera(0, 1), 3, 5, '&cut=transcode');
    expect((await readClip(service, url)).numbers).toEqual(numbers(45, 74));
  });

  it('continues after its worker was killed, and leaves nothing behind', async () => {
    const gate = await gatedFfmpeg(home.data('gate'));
    const settings = { ...gate.settings };
    const id = await camera(0);
    await service.stop();
    service = await startService(home, settings);
    await gate.shut();
    const before = new Set(await files());
    const url = urlOf(id, 1.01, 2, '&cut=transcode');
    const runs = (await gate.runs()).length;
    expect(await ask(url, { prefer: 'respond-async' })).toMatchObject({ status: 202 });
    await gate.started(runs + 1);
    await service.kill();
    await gate.open();
    service = await startService(home, settings);
    expect(await ask(url, { prefer: 'wait=90' })).toMatchObject({ status: 200 });
    expect((await files()).filter((name) => !before.has(name))).toHaveLength(1);
    await home.settled();
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rm, writeFile } from 'node:fs/promises';
import type { CameraClipResponse } from '../../../src/clips/api/dto/camera-clip.dto.js';
import type { ErrorBody } from '../../../src/common/http/error-body.dto.js';
import type { Wire } from '../../../src/common/http/example.js';
import type { FileProgress } from '../../../src/media/serving/file-progress.dto.js';
import { gatedFfmpeg } from '../../support/gated-ffmpeg.js';
import { numbers, readClip } from '../../support/read-clip.js';
import { startService } from '../../support/service.js';
import { at, clipUrl, RecordedCameras, SECONDS } from './recorded-cameras.js';

type Body = Omit<Wire<CameraClipResponse>, 'message' | 'status'> &
  Omit<FileProgress, 'message' | 'status'> &
  ErrorBody;

describe('A clip of a camera by time alone, made again,', () => {
  let recorded: RecordedCameras;

  beforeAll(async () => {
    recorded = await RecordedCameras.start();
  });
  afterAll(() => recorded?.remove());

  const camera = (...parts: number[]) => recorded.camera(parts);
  const ask = (url: string, headers?: Record<string, string>, method?: string) =>
    recorded.ask<Body>(url, headers, method);
  const files = () => recorded.files();

  it.each([
    ['is missing', (path: string) => rm(path)],
    ['was overwritten', (path: string) => writeFile(path, 'something else')],
  ])('whose file %s is made again', async (_, harm) => {
    const url = clipUrl(await camera(0), 1, 2);
    const before = new Set(await files());
    const first = await ask(url);
    const made = (await files()).filter((name) => !before.has(name));
    expect(made).toHaveLength(1);
    await harm(recorded.home.clips(`intervals/${made[0]!}`));
    expect((await ask(url)).headers.get('content-length')).toBe(
      first.headers.get('content-length'),
    );
  });

  it('of footage that cannot be read says why, and is tried again once there is other footage', async () => {
    const id = await camera(0);
    await writeFile(recorded.home.media(`${id}-0.mp4`), 'no video');
    const url = clipUrl(id, 1, 2);
    const failed = await ask(url);
    expect([404, 503]).toContain(failed.status);
    const file_path = await recorded.home.video(`${id}-again.mp4`, { seconds: SECONDS });
    await recorded.service.recording({ camera_id: id, file_path, started_at: at(0) });
    expect(await ask(url)).toMatchObject({ status: 200 });
  });

  it('shows exactly the interval where it is encoded', async () => {
    const url = clipUrl(await camera(0, 1), 3, 5, '&cut=transcode');
    expect((await readClip(recorded.service, url)).numbers).toEqual(numbers(45, 74));
  });

  it('continues after its worker was killed, and leaves nothing behind', async () => {
    const gate = await gatedFfmpeg(recorded.home.data('gate'));
    const settings = { ...gate.settings };
    const id = await camera(0);
    await recorded.restart(settings);
    await gate.shut();
    const before = new Set(await files());
    const url = clipUrl(id, 1.01, 2, '&cut=transcode');
    const runs = (await gate.runs()).length;
    expect(await ask(url, { prefer: 'respond-async' })).toMatchObject({ status: 202 });
    await gate.started(runs + 1);
    await recorded.service.kill();
    await gate.open();
    recorded.service = await startService(recorded.home, settings);
    expect(await ask(url, { prefer: 'wait=90' })).toMatchObject({ status: 200 });
    expect((await files()).filter((name) => !before.has(name))).toHaveLength(1);
    await recorded.home.settled();
  });
});

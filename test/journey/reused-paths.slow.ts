import { expect, it } from '@jest/globals';
import { rename, utimes } from 'node:fs/promises';
import type { CleanupResult } from '../../src/cleanup/dto/cleanup-result.dto.js';
import type { Wire } from '../../src/common/http/example.js';
import type { RecordingDto } from '../../src/events/recordings/dto/recording.dto.js';
import { eventually } from '../support/eventually.js';
import { pictureSource } from '../support/footage/picture.js';
import { runFfmpeg } from '../support/footage/run-ffmpeg.js';
import { numbers, readClip } from '../support/read-clip.js';
import type { Service } from '../support/service.js';
import { journey, PATIENT } from './installation.js';

const STARTED = Date.parse('2026-01-03T10:00:00Z');
const at = (seconds: number) => new Date(STARTED + seconds * 1000).toISOString();
const WINDOW = { start_offset_seconds: 0, end_offset_seconds: 2 };
const MINUTE_MS = 60_000;

/** A recorder that writes each minute to the same path, and a camera whose newest picture has one name. */
journey('A camera that uses its paths again', (here) => {
  let service: Service;
  let first = 0;
  let second = 0;
  let pictured = 0;
  let minute = 0;

  /** Puts the next minute's file in place, which shows frames from this number on. */
  async function record(
    startNumber: number,
    modifiedAtMs = Date.now() - 60 * MINUTE_MS,
  ): Promise<string> {
    const fresh = await here().video('data/media/.latest.mp4', { seconds: 6, startNumber });
    const modifiedAt = new Date(modifiedAtMs + minute++ * MINUTE_MS);
    await utimes(fresh, modifiedAt, modifiedAt);
    await rename(fresh, here().path('data/media/latest.mp4'));
    return here().path('data/media/latest.mp4');
  }

  async function picture(number: number): Promise<string> {
    const [fresh, path] = ['.latest.png', 'latest.png'].map((name) =>
      here().path('data/media', name),
    );
    const source = pictureSource({ seconds: 1, fps: 1, size: '320x180', startNumber: number });
    await runFfmpeg(['-f', 'lavfi', '-i', source, '-frames:v', '1', '-update', '1', '-y', fresh!]);
    await rename(fresh!, path!);
    return path!;
  }

  const register = (file_path: string, started_at: string) =>
    service.call<Wire<RecordingDto>>('POST', '/api/recordings', {
      ...{ camera_id: 'ring', file_path, started_at },
    });
  const eventAt = (seconds: number, fields: object = {}) =>
    service.event({
      camera_id: 'ring',
      started_at: at(seconds),
      ended_at: at(seconds + 1),
      ...fields,
    });
  const shown = async (id: number) =>
    (await readClip(service, `/api/media/clips/${id}_clip.mp4`)).numbers;

  it('gets a clip of what its path holds', async () => {
    service = await here().start();
    const path = await record(0);
    expect((await register(path, at(0))).status).toBe(201);
    first = await eventAt(1);
    expect((await service.generate(first, WINDOW, PATIENT)).status).toBe(201);
    expect(await shown(first)).toEqual(numbers(15, 44));
    pictured = await eventAt(2, {
      ...{ camera_id: 'yard', detections: [{ file_path: await picture(1), detected_at: at(2) }] },
    });
    expect((await service.generate(pictured, WINDOW, PATIENT)).status).toBe(201);
  });

  it('never gets one of what the path holds later, and its message says why', async () => {
    const path = await record(1000);
    await picture(2);
    const late = await eventAt(2);
    for (const [id, code, name] of [
      [late, 'VIDEO_NOT_FOUND', 'latest.mp4'],
      [first, 'VIDEO_NOT_FOUND', 'latest.mp4'],
      [pictured, 'NO_VALID_IMAGES', 'latest.png'],
    ] as const) {
      const { body } = await service.generate(id, { ...WINDOW, force: true }, PATIENT);
      expect(body).toMatchObject({
        ...{ status: 'failed', error_code: code },
        message: expect.stringContaining(`${name} was replaced since it was registered`),
      });
    }
    // The clips of what the paths held before are kept.
    for (const id of [first, pictured]) {
      expect(await service.info(id)).toMatchObject({ clip_available: true, stale: false });
    }
    expect(await shown(first)).toEqual(numbers(15, 44));
    expect(await shown(pictured)).toEqual([1]);

    const again = await register(path, at(60));
    expect([again.status, again.body.started_at]).toEqual([201, at(60)]);
    second = await eventAt(61);
    expect((await service.generate(second, WINDOW, PATIENT)).status).toBe(201);
    expect(await shown(second)).toEqual(numbers(1015, 1044));
    expect((await service.info(first)).stale).toBe(false);
  });

  it('is examined while its file is open', async () => {
    // In the future, so that it does not count as closed.
    const path = await record(2000, Date.now() + 60 * MINUTE_MS);
    expect((await register(path, at(120))).status).toBe(201);
    await record(3000);
    const isLogged = () =>
      service.log.some(
        (line) => line.includes('hold other files now') && line.includes('latest.mp4'),
      );
    await eventually(isLogged, 60_000);
    expect((await register(path, at(180))).status).toBe(201);
  });

  it('is counted by verify, and its rows go with the next cleanup', async () => {
    const verify = async () => {
      const { code, stdout } = await here().run('verify', '--recordings');
      return [code, stdout.trim().split('\n').at(-1)];
    };
    const counts = (replaced: number) =>
      `4 recordings: 0 corrected, ${replaced} replaced, 0 missing or unreadable.`;
    expect(await verify()).toEqual([2, counts(3)]);
    await record(4000);
    expect(await verify()).toEqual([2, counts(4)]);
    const { body } = await service.call<CleanupResult>('POST', '/api/cleanup/run', {});
    expect(body.reasons.missing.recordings).toBe(4);
  });

  it('is imported as often as its path is used', async () => {
    const run = async () =>
      (await here().run('import', 'data/media', '--camera', 'ring', '--layout', 'name')).stdout;
    expect(await run()).toContain('added 1, updated 0, replaced 0, known 0');
    expect(await run()).toContain('added 0, updated 0, replaced 0, known 1');
    await record(5000);
    // It is new where the service noticed the replacement before the import did.
    expect(await run()).toMatch(
      /added (0, updated 0, replaced 1|1, updated 0, replaced 0), known 0/,
    );
    expect(service.log.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
  });
});

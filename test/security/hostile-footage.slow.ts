import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { footage } from '../support/footage.js';
import { runFfmpeg } from '../support/footage/run-ffmpeg.js';
import { createHome, type Home } from '../support/home.js';
import { type Service, startService } from '../support/service.js';
import { SCRIPTS } from './hostile-files.js';

const OPS = fileURLToPath(new URL('../../dist/ops.js', import.meta.url));
const STARTED = '2026-01-03T10:00:00Z';
const WINDOW = { start_offset_seconds: 0, end_offset_seconds: 2 };
const LONG_AGO = new Date('2020-01-01T00:00:00Z');

let home: Home;
let service: Service;

beforeAll(async () => {
  home = await createHome();
  service = await startService(home, {
    CLIP_TIMEOUT_SECONDS: '20',
    FFMPEG_MAX_MEMORY_BYTES: '800000000',
  });
});
afterAll(async () => {
  await service?.stop();
  await home.remove();
});

const eventOf = (file_path: string) =>
  service.event({ started_at: STARTED, video: { file_path, started_at: STARTED } });

const generate = async (id: number, body: object = {}) =>
  (await service.generate(id, { ...WINDOW, force: true, ...body }, { prefer: 'wait=60' })).body;

describe('A script disguised as footage', () => {
  /** Its access time shows whether a process has opened it. */
  let canary: string;
  let listener: Server;
  let visits: number;
  let address: string;

  beforeAll(async () => {
    canary = join(dirname(home.media('')), 'outside', 'canary.mp4');
    await mkdir(dirname(canary));
    await writeFile(canary, await readFile(await footage({ seconds: 3 })));
    listener = createServer((socket) => {
      visits++;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(listener, 'listening');
    address = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/canary.ts`;
  });
  afterAll(() => void listener.close());
  beforeEach(async () => {
    visits = 0;
    await utimes(canary, LONG_AGO, new Date());
  });
  afterEach(async () => {
    expect(visits).toBe(0);
    expect((await stat(canary)).atime).toEqual(LONG_AGO);
  });

  it('is detected if it reaches its target', async () => {
    await readFile(canary);
    expect((await stat(canary)).atime).not.toEqual(LONG_AGO);
    await utimes(canary, LONG_AGO, new Date());
  });

  describe.each(Object.keys(SCRIPTS))('%s', (kind) => {
    const script = async (name: string, target: string) => {
      const path = home.media(name);
      await writeFile(path, SCRIPTS[kind]!(target));
      return path;
    };
    /** AVI with subtitles is a real recording, but has no picture that can be shown. */
    const isVideo = kind.startsWith('AVI');

    it('is accepted neither as video, with any cut, nor as a recording', async () => {
      const id = await eventOf(home.media('camera.mp4'));
      for (const [target, cut] of [
        [canary, 'smart'],
        [`file:${canary}`, 'transcode'],
        [address, 'smart'],
        [address, 'transcode'],
        ['/dev/zero', 'smart'],
      ] as const) {
        const file_path = await script('camera.mp4', target);
        const recording = { camera_id: 'front', file_path };
        const { status, body } = await service.call('POST', '/api/recordings', recording);
        if (!isVideo) expect([status, body.code]).toEqual([400, 'UNREADABLE_SOURCE']);
        expect((await generate(id, { cut })).status).toBe('failed');
      }
    });

    it('is not accepted as a still frame', async () => {
      for (const [name, target] of [
        ['frame.jpg', address],
        ['frame.png', canary],
      ] as const) {
        const detections = [{ file_path: await script(name, target), detected_at: STARTED }];
        const id = await service.event({ started_at: STARTED, detections });
        const answer = await generate(id);
        expect(answer).toMatchObject({ status: 'failed', error_code: 'NO_VALID_IMAGES' });
      }
    });
  });

  it.each(['concat script', 'AVI with a playlist for subtitles'])(
    'is not cut by the command either: %s',
    async (kind) => {
      for (const target of [canary, address]) {
        const [input, output] = [home.media('by-hand.avi'), home.media('by-hand_clip.mp4')];
        await writeFile(input, SCRIPTS[kind]!(target));
        const args = [OPS, 'cut', input, '--start', '0', '--end', '1', '-o', output];
        await expect(promisify(execFile)(process.execPath, args)).rejects.toMatchObject({
          code: 1,
        });
        await expect(stat(output)).rejects.toThrow('ENOENT');
      }
    },
  );
});

describe('A decompression bomb', () => {
  afterEach(async () => {
    // No process or file is left, and the service still works.
    await home.settled();
    expect((await service.call('GET', '/health/ready')).status).toBe(200);
  });

  it('of pixels is not decoded', async () => {
    const path = home.media('pixels.mov');
    const source = ['-f', 'lavfi', '-i', 'color=s=9000x9000:r=1:d=1', '-c:v', 'mjpeg'];
    await runFfmpeg(['-v', 'error', ...source, '-threads', '1', '-y', path]);
    const answer = await generate(await eventOf(path));
    expect(answer).toMatchObject({
      status: 'failed',
      error_code: expect.stringMatching(/^(UNREADABLE_SOURCE|FFMPEG_FAILED)$/),
    });
  });

  it('of streams gives a clip of one picture and one sound', async () => {
    const path = home.media('streams.mkv');
    const maps = Array.from({ length: 20 }, () => ['-map', '0']).flat();
    const source = await footage({ seconds: 4, audio: 'aac-16k' });
    await runFfmpeg(['-v', 'error', '-i', source, ...maps, '-c', 'copy', '-y', path]);
    const id = await eventOf(path);
    expect(await generate(id)).toMatchObject({ status: 'completed' });
    expect(await service.info(id)).toMatchObject({ frames: 30 });
  });

  /** Boxes whose numbers determine other numbers, all set to the largest value. */
  it.each(['stts', 'stsc', 'stsz', 'stco', 'stss', 'ctts', 'mvhd', 'tkhd', 'mdhd', 'elst', 'avcC'])(
    'of numbers in %s is survived',
    async (type) => {
      const bytes = await readFile(await footage({ seconds: 4, bFrames: 2 }));
      const at = bytes.indexOf(type, 0, 'latin1');
      expect(at).toBeGreaterThan(0);
      const size = bytes.readUInt32BE(at - 4);
      for (const [value, cut] of [
        [0xff, 'smart'],
        [0x7f, 'transcode'],
      ] as const) {
        const path = home.media(`numbers-${type}-${value}.mp4`);
        const spoilt = Buffer.from(bytes).fill(value, at + 8, at - 4 + size);
        await writeFile(path, spoilt);
        const answer = await generate(await eventOf(path), { cut });
        expect(['completed', 'failed']).toContain(answer.status);
        await rm(path);
      }
    },
    90_000,
  );
});

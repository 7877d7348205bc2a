import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import type { RecordingDto } from '../../../src/events/recordings/dto/recording.dto.js';
import type { Wire } from '../../../src/common/http/example.js';
import { footage, type FootageOptions } from '../../support/footage.js';
import { davHeader, davOf } from '../../support/footage/dav.js';
import { unitsOf } from '../../support/footage/elementary.js';
import { hikvisionHeader, programStreamOf } from '../../support/footage/program-stream.js';
import { runFfmpeg } from '../../support/footage/run-ffmpeg.js';
import { createHome, type Home } from '../../support/home.js';
import { numbers, readClip } from '../../support/read-clip.js';
import { type Service, startService } from '../../support/service.js';
import { smallFfmpeg } from '../../support/small-ffmpeg.js';

const STARTED = Date.parse('2026-01-03T10:00:00Z');
const at = (seconds: number) => new Date(STARTED + Math.round(seconds * 1000)).toISOString();
const SECONDS = 12;
const FPS = 15;
const CUTS = ['smart', 'keyframe', 'transcode'] as const;
const SOUND_WITHIN_SECONDS = 0.045;

const LONG: FootageOptions = { seconds: SECONDS };
const LOUD: FootageOptions = { ...LONG, audio: 'pcm_mulaw' };
const DAV = { startedAt: STARTED, width: 320, height: 180, fps: FPS };
/** Its header does not say how many frames it has a second. */
const WITHOUT_RATE = [
  ...['-c:v', 'libx265', '-preset', 'ultrafast'],
  ...['-x265-params', 'log-level=error:bframes=2:vui-timing-info=0'],
];

interface Container {
  readonly name: string;
  readonly make: (path: string) => Promise<unknown>;
  readonly isSilent?: boolean;
  /** Where it is not that of the footage. */
  readonly fps?: number;
}

const units = async (options: FootageOptions, container: FootageOptions['container'] = 'mov') =>
  unitsOf(await footage({ ...options, container }), { fps: FPS, hasSound: Boolean(options.audio) });

const remux = (options: FootageOptions, ...args: string[]) => {
  return async (path: string) => runFfmpeg(['-i', await footage(options), ...args, '-y', path]);
};

const CONTAINERS: readonly Container[] = [
  {
    name: 'hikvision.mp4',
    make: async (path) =>
      writeFile(path, Buffer.concat([hikvisionHeader(), programStreamOf(await units(LOUD))])),
  },
  {
    name: 'junk.mpg',
    make: async (path) =>
      writeFile(
        path,
        Buffer.concat([Buffer.alloc(1500, 'a5'), programStreamOf(await units(LONG))]),
      ),
    isSilent: true,
  },
  { name: 'dahua.dav', make: async (path) => writeFile(path, davOf(await units(LOUD), DAV)) },
  {
    name: 'header.dav',
    make: async (path) =>
      writeFile(path, Buffer.concat([davHeader(), davOf(await units(LOUD), DAV)])),
  },
  {
    name: 'short-gops.dav',
    make: async (path) => writeFile(path, davOf(await units({ ...LONG, gopSeconds: 0.4 }), DAV)),
    isSilent: true,
  },
  {
    name: 'raw.h264',
    make: remux({ ...LONG, bFrames: 2 }, '-c', 'copy', '-f', 'h264'),
    isSilent: true,
  },
  {
    name: 'raw.hevc',
    make: remux({ ...LONG, codec: 'libx265' }, '-c', 'copy', '-f', 'hevc'),
    isSilent: true,
  },
  {
    name: 'without-rate.265',
    make: remux(LONG, ...WITHOUT_RATE, '-f', 'hevc'),
    isSilent: true,
    fps: 25,
  },
  {
    name: 'b-frames.asf',
    make: remux({ ...LONG, bFrames: 2, audio: 'aac-48k' }, '-c', 'copy', '-f', 'asf'),
  },
  {
    name: 'windows-media.wmv',
    make: remux(
      { ...LOUD, container: 'mov' },
      '-c:v',
      'wmv2',
      '-q:v',
      '3',
      '-c:a',
      'wmav2',
      '-ar',
      '44100',
      '-f',
      'asf',
    ),
  },
  {
    name: 'b-frames.avi',
    make: remux({ ...LONG, bFrames: 2 }, '-c', 'copy', '-f', 'avi'),
    isSilent: true,
  },
];

/** Seconds of the footage. */
const WINDOWS: readonly (readonly [from: number, to: number])[] = [
  [3.5, 6.5],
  [0, 1],
  [4, 6],
  [6, 13],
];

describe('Footage of a recorder', () => {
  let home: Home;
  let service: Service;

  beforeAll(async () => {
    home = await createHome();
    service = await startService(home, {
      ...smallFfmpeg,
      CLIP_PRE_ROLL_SECONDS: '0',
      CLIP_POST_ROLL_SECONDS: '0',
    });
  });
  afterAll(async () => {
    await service?.stop();
    await home?.remove();
  });

  async function register({ name, make }: Container) {
    const file_path = home.media(name);
    await make(file_path);
    const recording = { camera_id: name, file_path, started_at: at(0) };
    const { status, body } = await service.call<Wire<RecordingDto>>(
      'POST',
      '/api/recordings',
      recording,
    );
    expect({ status, body }).toMatchObject({ status: 201 });
    return (Date.parse(body.ended_at) - STARTED) / 1000;
  }

  it.each(CONTAINERS)('in $name lasts as long as its pictures', async (container) => {
    const seconds = (SECONDS * FPS) / (container.fps ?? FPS);
    // The clocks of some count milliseconds.
    expect(Math.abs((await register(container)) - seconds)).toBeLessThan(0.003);
  });

  const cases = CONTAINERS.flatMap((container) =>
    CUTS.map((cut) => ({ container, name: container.name, cut })),
  );
  it.each(cases)(
    'in $name gives the clips that were requested ($cut)',
    async ({ container, cut }) => {
      const camera_id = `${container.name} by ${cut}`;
      const file_path = home.media(`${cut} ${container.name}`);
      await container.make(file_path);
      await service.recording({ camera_id, file_path, started_at: at(0) });
      const fps = container.fps ?? FPS;
      const end = (SECONDS * FPS) / fps;
      for (const [from, to] of WINDOWS) {
        const id = await service.event({ camera_id, started_at: at(from), ended_at: at(to) });
        const answer = await service.generate(id, { cut });
        expect(answer).toMatchObject({ status: 201 });
        const info = await service.info(id);
        const soundAt = container.isSilent ? {} : { soundAt: (t: number) => from + t };
        const clip = await readClip(service, info.clip_url ?? '', soundAt);
        const first = Math.ceil(from * fps);
        expect(clip.numbers).toEqual(numbers(first, Math.ceil(Math.min(to, end) * fps) - 1));
        expect(info.gaps).toEqual(
          to > end ? [{ starts_at: expect.any(String), ends_at: at(to) }] : [],
        );
        expect(clip.audioCodec === null).toBe(container.isSilent === true);
        expect(clip.sound.length > 0).toBe(!container.isSilent);
        for (const { late, likeness } of clip.sound) {
          expect(likeness).toBeGreaterThan(0.8);
          expect(Math.abs(late)).toBeLessThan(SOUND_WITHIN_SECONDS);
        }
      }
    },
  );

  it('does not let FFmpeg look for another format behind a known beginning', async () => {
    const file_path = home.media('hostile.mp4');
    const pack = programStreamOf(await units(LONG)).subarray(0, 64);
    const playlist = Buffer.from('#EXTM3U\n#EXTINF:9,\nfile:///etc/passwd\n');
    await writeFile(file_path, Buffer.concat([hikvisionHeader(), pack, playlist]));
    const recording = { camera_id: 'hostile', file_path, started_at: at(0) };
    const { status, body } = await service.call('POST', '/api/recordings', recording);
    expect([status, body.code]).toEqual([400, 'UNREADABLE_SOURCE']);
  });
});

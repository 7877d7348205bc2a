import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FootageOptions } from '../../support/footage.js';
import { createHome, type Home } from '../../support/home.js';
import { numbers, readClip } from '../../support/read-clip.js';
import { type Service, startService } from '../../support/service.js';

const STARTED = Date.parse('2026-01-03T10:00:00Z');
const SECONDS = 12;
const FPS = 15;
const HEVC: FootageOptions = { seconds: SECONDS, codec: 'libx265', bFrames: 2 };
const at = (seconds: number) => new Date(STARTED + seconds * 1000).toISOString();

describe('A clip that keeps HEVC', () => {
  let home: Home;
  let service: Service;
  let cameras = 0;

  beforeAll(async () => {
    home = await createHome();
    service = await startService(home, { CLIP_VIDEO_CODEC: 'original' });
  });
  afterAll(async () => {
    await service?.stop();
    await home.remove();
  });

  /** An event, 3.4 s after the first of the recordings began, of which each begins where the one before ends. */
  async function eventOn(...recordings: FootageOptions[]): Promise<number> {
    const camera_id = `yard-${cameras++}`;
    for (const [index, options] of recordings.entries()) {
      const name = `${camera_id}-${index}.${options.container ?? 'mp4'}`;
      const file_path = await home.video(name, options);
      const started_at = at(index * SECONDS);
      const { status } = await service.call('POST', '/api/recordings', {
        ...{ camera_id, file_path, started_at },
      });
      expect(status).toBe(201);
    }
    return service.event({ camera_id, started_at: at(3.4) });
  }

  async function clipOf(id: number, body: object) {
    expect(await service.generate(id, body)).toMatchObject({
      ...{ status: 201, body: { status: 'completed' } },
    });
    const info = await service.info(id);
    return { info, clip: await readClip(service, info.clip_url!) };
  }

  it.each([
    ['smart', 'mp4', 'smart'],
    ['smart', 'ts', 'smart'],
    ['smart', 'mkv', 'smart'],
    ['transcode', 'mp4', 'transcode'],
  ] as const)('is exact with cut %s from %s', async (cut, container, method) => {
    const id = await eventOn({ ...HEVC, container });
    const window = { start_offset_seconds: 1, end_offset_seconds: 4 };
    const { info, clip } = await clipOf(id, { ...window, cut });
    expect(info).toMatchObject({
      ...{ method, video_codec: 'hevc', codecs: expect.stringMatching(/^hvc1\.1\.6\.L\d+/) },
      ...{ starts_at: at(4.4), gaps: [], message: null },
    });
    // B-frames at the end may need one or two more.
    expect(clip.numbers).toEqual(numbers(4.4 * FPS, 4.4 * FPS + clip.frames - 1));
    expect(clip.frames).toBeGreaterThanOrEqual(3 * FPS);
    expect(clip.frames).toBeLessThanOrEqual(3 * FPS + 2);
  });

  it('is joined from two recordings', async () => {
    const { info, clip } = await clipOf(await eventOn(HEVC, HEVC), {
      ...{ start_offset_seconds: 7, end_offset_seconds: 10 },
    });
    expect(info).toMatchObject({ method: 'smart', video_codec: 'hevc', gaps: [] });
    const shown = clip.numbers.slice(0, 45);
    const [first, last] = [10.4 * FPS, SECONDS * FPS];
    expect(shown).toEqual([...numbers(first, last - 1), ...numbers(0, 44 - (last - first))]);
  });

  it('is H.264 where one of its recordings is, and says so', async () => {
    const id = await eventOn(HEVC, { seconds: SECONDS });
    const { info, clip } = await clipOf(id, { start_offset_seconds: 7, end_offset_seconds: 10 });
    expect(info).toMatchObject({
      ...{ method: 'transcode', video_codec: 'h264' },
      message: expect.stringContaining('not all of its recordings are HEVC'),
    });
    expect(clip.numbers[0]).toBe(10.4 * FPS);
  });
});

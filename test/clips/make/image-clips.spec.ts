import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { pictureSource } from '../../support/footage/picture.js';
import { runFfmpeg } from '../../support/footage/run-ffmpeg.js';
import { createHome, type Home } from '../../support/home.js';
import { slice } from '../../support/matrix.js';
import { type Service, startService } from '../../support/service.js';
import { readClip } from '../../support/read-clip.js';

const STARTED = Date.parse('2026-01-03T10:00:00Z');
const at = (seconds: number) => new Date(STARTED + seconds * 1000).toISOString();

describe('A clip of still frames', () => {
  let home: Home;
  let service: Service;

  beforeAll(async () => {
    home = await createHome();
    await mkdir(home.media('stills'));
    for (const [extension, codec, size] of [
      ['jpg', 'mjpeg', '320x180'],
      ['png', 'png', '320x180'],
      ['webp', 'libwebp', '640x360'],
    ] as const) {
      const source = pictureSource({ seconds: 10, fps: 1, size, startNumber: 0 });
      const numbered = ['-f', 'image2', '-start_number', '0', still('%d', extension)];
      await runFfmpeg(['-f', 'lavfi', '-i', source, '-c:v', codec, '-q:v', '2', ...numbered]);
    }
    await writeFile(still('empty'), '');
    await writeFile(still('text'), 'This is no picture.');
    await writeFile(still('torn'), Buffer.from('ffd8ffe000104a46494600', 'hex'));
    service = await startService(home);
  });

  afterAll(async () => {
    await service?.stop();
    await home.remove();
  });

  /** A still whose picture shows this number, or a file that is no picture. */
  const still = (name: number | string, extension = 'jpg') =>
    home.media(`stills/${name}.${extension}`);

  /** An event from 10:00:00 to 10:00:10 with stills, each taken that many seconds after its start. */
  const eventOf = (...stills: (readonly [path: string, seconds: number])[]) =>
    service.event({
      started_at: at(0),
      ended_at: at(10),
      detections: stills.map(([file_path, seconds]) => ({ file_path, detected_at: at(seconds) })),
    });

  async function clipOf(eventId: number, body: object = {}) {
    const { status, body: answer } = await service.generate(eventId, body);
    expect([status, answer.status]).toEqual([201, 'completed']);
    const info = await service.info(eventId);
    const clip = await readClip(service, info.clip_url ?? '');
    expect(info).toMatchObject({
      method: 'images',
      frames: clip.frames,
      width: clip.width,
      height: clip.height,
      sha256: clip.sha256,
      file_size_bytes: clip.bytes,
      gaps: [],
    });
    expect(info.duration_seconds).toBeCloseTo(clip.durationSeconds, 2);
    return { info, clip, message: answer.message };
  }

  const exists = (name: string) =>
    access(home.clips(name)).then(
      () => true,
      () => false,
    );

  it('shows them in the order of their time, two a second', async () => {
    const id = await eventOf([still(3), 6], [still(1), 2], [still(4), 8], [still(2), 4]);
    const { info, clip } = await clipOf(id);
    expect(clip.numbers).toEqual([1, 2, 3, 4]);
    expect(clip.durationSeconds).toBeCloseTo(2, 3);
    expect(info).toMatchObject({ format: 'mp4', starts_at: at(2), ends_at: at(8), message: null });
  });

  it('shows those of the interval, also one at its very end', async () => {
    const id = await eventOf([still(1), 1], [still(2), 2], [still(3), 3], [still(4), 4]);
    const { clip } = await clipOf(id, { start_offset_seconds: 2, end_offset_seconds: 4 });
    expect(clip.numbers).toEqual([2, 3, 4]);
  });

  it.each(slice([60, 1, 5], 3))('shows %d a second if requested', async (fps) => {
    const id = await eventOf([still(1), 1], [still(2), 2], [still(3), 3]);
    const { clip } = await clipOf(id, { fps });
    expect(clip.numbers).toEqual([1, 2, 3]);
    expect(clip.durationSeconds).toBeCloseTo(3 / fps, 2);
  });

  it('shows a single still', async () => {
    const { clip } = await clipOf(await eventOf([still(7), 3]));
    expect(clip.numbers).toEqual([7]);
  });

  it('shows JPEG, PNG and WebP of different sizes', async () => {
    const id = await eventOf([still(1), 1], [still(2, 'png'), 2], [still(3, 'webp'), 3]);
    const { clip } = await clipOf(id);
    expect(clip.numbers).toEqual([1, 2, 3]);
    expect([clip.width, clip.height]).toEqual([320, 180]);
  });

  it('leaves out files that are no pictures, and says so', async () => {
    const bad = (['empty', 'text', 'torn', 'missing'] as const).map(
      (name, index) => [still(name), 2 + index] as const,
    );
    const { clip, info, message } = await clipOf(
      await eventOf([still(1), 1], ...bad, [still(9), 9]),
    );
    expect(clip.numbers).toEqual([1, 9]);
    for (const sentence of [message, info.message]) {
      expect(sentence).toContain('1 of 6 still frames are missing.');
      expect(sentence).toContain(
        '3 of 5 still frames could not be read. empty.jpg is empty, text.jpg is neither JPEG, PNG nor WebP, torn.jpg is damaged.',
      );
      expect(sentence).not.toContain(home.media(''));
    }
  });

  it.each<[string, string[]]>([
    ['all are missing', ['missing']],
    ['none is a picture', ['text', 'torn', 'empty']],
  ])('fails if %s', async (_, names) => {
    const id = await eventOf(...names.map((name, index) => [still(name), index] as const));
    const { status, body } = await service.generate(id);
    expect([status, body.status, body.error_code]).toEqual([200, 'failed', 'NO_VALID_IMAGES']);
    expect(body.message).not.toContain(home.media(''));
    await home.settled(id);
  });

  it('fails if none is inside the interval', async () => {
    const id = await eventOf([still(1), 1]);
    const offsets = { start_offset_seconds: 5, end_offset_seconds: 8 };
    const { status, body } = await service.generate(id, offsets);
    expect([status, body.error_code]).toEqual([200, 'NO_VALID_IMAGES']);
    expect(body.message).toBe(
      `No still frame of the event was taken from ${at(5)} to ${at(8)}. Request another interval, or add detections.`,
    );
  });

  it('is a GIF if requested, which replaces the MP4, and the other way round', async () => {
    const id = await eventOf([still(1), 1], [still(2), 2], [still(3), 3]);
    const [mp4, gif] = [`${id}_clip.mp4`, `${id}_clip.gif`];
    await clipOf(id);
    expect([await exists(mp4), await exists(gif)]).toEqual([true, false]);

    const made = await clipOf(id, { output_format: 'gif', force: true });
    expect(made.clip.numbers).toEqual([1, 2, 3]);
    expect(made.clip.durationSeconds).toBeCloseTo(1.5, 2);
    expect(made.info).toMatchObject({ format: 'gif', clip_url: `/api/media/clips/${gif}` });
    expect([await exists(mp4), await exists(gif)]).toEqual([false, true]);
    expect((await service.call('GET', `/api/media/clips/${mp4}`)).status).toBe(404);

    await clipOf(id, { force: true });
    expect([await exists(mp4), await exists(gif)]).toEqual([true, false]);
  });

  it('is made if images are requested, although there is video', async () => {
    const video = await home.video('video.mp4');
    const id = await service.event({
      started_at: at(0),
      video: { file_path: video, started_at: at(-1) },
      detections: [{ file_path: still(5), detected_at: at(1) }],
    });
    expect((await clipOf(id, { source: 'images' })).clip.numbers).toEqual([5]);
  });

  it('is made if the video fails, and says why', async () => {
    const id = await service.event({
      started_at: at(0),
      video: { file_path: home.media('missing.mp4'), started_at: at(0) },
      detections: [{ file_path: still(5), detected_at: at(1) }],
    });
    const { clip, info } = await clipOf(id);
    expect(clip.numbers).toEqual([5]);
    expect(info.message).toMatch(/^There is no such file/);
  });

  it('is not made if only video is requested', async () => {
    const id = await eventOf([still(1), 1]);
    const { status, body } = await service.generate(id, { source: 'video' });
    expect([status, body.code]).toEqual([400, 'NO_CLIP_SOURCE']);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHome, type Home } from '../../support/home.js';
import { type Service, startService } from '../../support/service.js';

const STARTED = '2026-01-03T10:00:00Z';
const WINDOW = { start_offset_seconds: 1, end_offset_seconds: 3 };

describe('The codec of a clip', () => {
  let home: Home;
  let service: Service;

  beforeAll(async () => {
    home = await createHome();
    service = await startService(home);
  });
  afterAll(async () => {
    await service?.stop();
    await home.remove();
  });

  const eventOn = (file_path: string, camera_id = 'front') =>
    service.event({ camera_id, started_at: STARTED, video: { file_path, started_at: STARTED } });

  it('is in its answers, and in the media type of the file', async () => {
    const id = await eventOn(await home.video('avc.mp4', { seconds: 4, audio: 'aac-48k' }));
    const { status, body } = await service.generate(id, WINDOW);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      video_codec: 'h264',
      codecs: expect.stringMatching(/^avc1\.64[\dA-F]{4}, mp4a\.40\.2$/),
    });
    const { codecs, video_codec, clip_url } = await service.info(id);
    expect({ codecs, video_codec }).toEqual({ codecs: body.codecs, video_codec: 'h264' });
    for (const method of ['GET', 'HEAD']) {
      const headers = { range: 'bytes=0-9' };
      const answer = await fetch(service.origin + clip_url!, { method, headers });
      await answer.body?.cancel();
      expect(answer.headers.get('content-type')).toBe(`video/mp4; codecs="${codecs}"`);
    }
    // Its packets were copied, so it has the original codec too.
    for (const video_codec of ['original', 'h264', null]) {
      expect((await service.generate(id, { video_codec })).status).toBe(200);
    }
  });

  it('is not there in a GIF', async () => {
    const id = await eventOn(await home.video('short.mp4', { seconds: 4 }));
    const { body } = await service.generate(id, { ...WINDOW, output_format: 'gif' });
    expect(body).toMatchObject({ status: 'completed', video_codec: null, codecs: null });
  });

  it('is H.264 for HEVC by default, which is reported once for a camera', async () => {
    const path = await home.video('hevc.mp4', { seconds: 4, codec: 'libx265' });
    const ids = [await eventOn(path, 'yard'), await eventOn(path, 'yard')];
    for (const id of ids) {
      const { status, body } = await service.generate(id, WINDOW);
      expect([status, body.video_codec, body.message]).toEqual([
        ...[201, 'h264', 'Clip generated successfully'],
      ]);
    }
    const reports = (await service.logged()).filter((line) => line.includes('CLIP_VIDEO_CODEC'));
    expect(reports).toEqual([expect.stringContaining('"camera_id":"yard"')]);
    // A call that chooses the original gets a clip that is made for it, once.
    const answers = [];
    for (const video_codec of [null, 'h264', 'original', 'original']) {
      answers.push((await service.generate(ids[0]!, { ...WINDOW, video_codec })).status);
    }
    expect(answers).toEqual([200, 200, 201, 200]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/open-database.js';
import { gatedFfmpeg, type GatedFfmpeg } from '../support/gated-ffmpeg.js';
import { eventually } from '../support/eventually.js';
import { createHome, type Home } from '../support/home.js';
import { type Service, startService } from '../support/service.js';

const STARTED = '2026-01-03T10:00:00.000Z';
const WINDOW = { start_offset_seconds: 1, end_offset_seconds: 3, cut: 'transcode' };

describe('While the database is gone', () => {
  let home: Home;
  let database: Database;
  let ffmpeg: GatedFfmpeg;
  let service: Service;
  let madeId: number;
  let interruptedId: number;

  const up = async () => void (database = await openDatabase({ dataDirectory: home.data('own') }));
  const eventOf = async (name: string) => {
    const video = { file_path: await home.video(name), started_at: STARTED };
    return service.event({ started_at: STARTED, video });
  };

  beforeAll(async () => {
    home = await createHome('embedded');
    await up();
    ffmpeg = await gatedFfmpeg(home.data('ffmpeg'));
    service = await startService(home, { ...ffmpeg.settings, DATABASE_URL: database.url });
    madeId = await eventOf('made.mp4');
    await service.generate(madeId, WINDOW);

    await ffmpeg.shut();
    interruptedId = await eventOf('interrupted.mp4');
    await service.generate(interruptedId, WINDOW, { prefer: 'respond-async' });
    await ffmpeg.started(2);
    await database.close();
  });

  afterAll(async () => {
    await ffmpeg.open();
    await service.stop();
    await database.close();
    await home.remove();
  });

  it('the service says so, serves existing clips, and catches up when it is back', async () => {
    const asked = [
      await service.call('GET', '/api/events'),
      await service.call('GET', `/api/events/${madeId}/clip`),
      await service.call('POST', `/api/events/${madeId}/clip/generate`, WINDOW),
      await service.call('DELETE', `/api/events/${madeId}`),
      await service.call('POST', '/api/events', { camera_id: 'front', started_at: STARTED }),
    ];
    for (const { status, body, headers } of asked) {
      expect(body).toEqual({
        statusCode: 503,
        error: 'Service Unavailable',
        code: 'DATABASE_UNAVAILABLE',
        message: expect.any(String),
      });
      expect([status, headers.get('retry-after')]).toEqual([503, '5']);
    }
    expect((await service.call('GET', '/health/live')).status).toBe(200);
    expect((await service.call('GET', '/health/ready')).status).toBe(503);
    const clip = `/api/media/clips/${madeId}_clip.mp4`;
    expect((await service.download(clip)).length).toBeGreaterThan(1000);
    expect((await service.download(`${clip}?download=1`)).length).toBeGreaterThan(1000);

    // The running clip is done now, and cannot be recorded.
    await ffmpeg.open();
    await home.settled();

    await up();
    await eventually(async () => (await service.call('GET', '/health/ready')).status === 200);
    expect(await service.info(madeId)).toMatchObject({ clip_available: true });
    await eventually(async () => (await service.info(interruptedId)).status === 'completed');
    expect(await service.info(interruptedId)).toMatchObject({ clip_available: true, frames: 30 });
    await home.settled();
    const id = await eventOf('afterwards.mp4');
    expect((await service.generate(id, WINDOW)).status).toBe(201);
  });
});

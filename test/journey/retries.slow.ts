import { expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import type { DetectionsDto } from '../../src/events/events/dto/detections.dto.js';
import type { EventDto } from '../../src/events/events/dto/event.dto.js';
import { pictureSource } from '../support/footage/picture.js';
import { runFfmpeg } from '../support/footage/run-ffmpeg.js';
import type { Service } from '../support/service.js';
import { journey, PATIENT } from './installation.js';

const STARTED = Date.parse('2026-01-03T10:30:00Z');
const at = (seconds: number) => new Date(STARTED + seconds * 1000).toISOString();

journey('A client that sends each request twice', (here) => {
  let service: Service;
  let id = 0;

  /** Sends a request twice, as after an answer that was lost, and returns both answers. */
  async function twice<T>(method: string, path: string, body?: object, headers = {}) {
    const first = await service.call<T>(method, path, body, headers);
    return [first, await service.call<T>(method, path, body, headers)] as const;
  }

  const clips = async () =>
    (await readdir(here().path('data/clips'))).filter((name) => /^\d/.test(name));

  it('has one recording', async () => {
    service = await here().start();
    const file_path = await here().video('data/media/front/2026-01-03_10-30-00.mp4', {
      seconds: 20,
    });
    const recording = { camera_id: 'front', file_path };
    const [first, again] = await twice('POST', '/api/recordings', recording);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
  });

  it('has one event for each camera, with each still once', async () => {
    const still = here().path('data/media/still.jpg');
    await runFfmpeg([
      '-f',
      'lavfi',
      '-i',
      pictureSource({ seconds: 1, fps: 1, size: '320x180', startNumber: 0 }),
      '-frames:v',
      '1',
      still,
    ]);
    const event = { external_id: 'nvr-1', started_at: at(5), ended_at: at(8) };
    const detections = [{ file_path: still, detected_at: at(6) }];
    const of = (camera_id: string) =>
      twice<EventDto>('POST', '/api/events', { camera_id, ...event, detections });
    const [front, yard] = [await of('front'), await of('yard')];
    for (const [first, again] of [front, yard]) {
      expect([first.status, again.status]).toEqual([201, 200]);
      expect(again.body.id).toBe(first.body.id);
    }
    expect(yard[0].body.id).not.toBe(front[0].body.id);
    id = front[0].body.id;

    const added = await twice<DetectionsDto>('POST', `/api/events/${id}/detections`, {
      detections: [...detections, { file_path: still, detected_at: at(7) }],
    });
    expect(added[1].body).toEqual(added[0].body);
    const images = { source: 'images', fps: 1 };
    expect(await service.generate(yard[0].body.id, images, PATIENT)).toMatchObject({ status: 201 });
    expect(await service.info(yard[0].body.id)).toMatchObject({ frames: 1 });
  });

  it('has one clip, protects it once, and removes it once', async () => {
    const [first, again] = await twice('POST', `/api/events/${id}/clip/generate`, {}, PATIENT);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(await clips()).toHaveLength(2);

    // Drawn after the clip is made, and then in the answers.
    await service.withPoster(id);
    const clip = `/api/events/${id}/clip`;
    const states = await twice('PATCH', clip, { protected: true, reason: 'evidence' });
    expect(states[1]).toMatchObject({ status: 200, body: states[0].body });
    await twice('PATCH', clip, { protected: false });
    const removals = await twice('DELETE', clip);
    expect(removals.map(({ status }) => status)).toEqual([204, 404]);
    expect(await clips()).toHaveLength(1);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deviation } from '../support/contract.js';
import { createHome, type Home } from '../support/home.js';
import { type Service, startService } from '../support/service.js';

const STARTED = '2026-01-03T10:00:00Z';

describe('Answers', () => {
  let home: Home;
  let service: Service;

  beforeAll(async () => {
    home = await createHome();
    service = await startService(home, { CLIP_PRE_ROLL_SECONDS: '0', CLIP_POST_ROLL_SECONDS: '1' });
  });
  afterAll(async () => {
    await service?.stop();
    await home.remove();
  });

  it('are as the contract says, on every route', async () => {
    const file_path = await home.video('plain.mp4', { seconds: 3 });
    const event = {
      ...{ camera_id: 'front', started_at: STARTED, ended_at: STARTED, label: 'person' },
      ...{ external_id: 'a', video: { file_path, started_at: STARTED } },
    };
    const detections = [{ file_path: home.media('1.jpg'), detected_at: STARTED }];
    const recording = { camera_id: 'front', file_path };
    const missing = { camera_id: 'front', file_path: home.media('missing.mp4') };
    const lone = { camera_id: 'lone', started_at: STARTED };
    const calls: [number, string, string, unknown?][] = [
      [201, 'POST', '/api/events', event],
      [201, 'POST', '/api/events', lone],
      [200, 'POST', '/api/events', event],
      [400, 'POST', '/api/events', {}],
      [200, 'GET', '/api/events?limit=1'],
      [400, 'GET', '/api/events?cursor=x'],
      [200, 'GET', '/api/events/1'],
      [404, 'GET', '/api/events/99'],
      [200, 'PATCH', '/api/events/1', { summary: 'At the door.' }],
      [201, 'POST', '/api/events/1/detections', { detections }],
      [200, 'GET', '/api/cameras'],
      [201, 'POST', '/api/recordings', recording],
      [200, 'POST', '/api/recordings', recording],
      [200, 'POST', '/api/recordings', { recordings: [recording, missing] }],
      [200, 'GET', '/api/recordings'],
      [200, 'GET', '/api/events/1/clip'],
      [404, 'GET', '/api/events/1/clip.mp4'],
      [404, 'PATCH', '/api/events/1/clip', { protected: true }],
      [201, 'POST', '/api/events/1/clip/generate', {}],
      [200, 'POST', '/api/events/1/clip/generate', {}],
      [400, 'POST', '/api/events/2/clip/generate', {}],
      [200, 'GET', '/api/events/1/clip'],
      [200, 'GET', '/api/events/1'],
      [200, 'GET', '/api/events'],
      [200, 'POST', '/api/events/1/clip/share', {}],
      [200, 'PATCH', '/api/events/1/clip', { protected: true, reason: 'case 12' }],
      [409, 'DELETE', '/api/events/1/clip'],
      [200, 'POST', '/api/cleanup/run', { dry_run: true }],
      [200, 'POST', '/api/cleanup/run', {}],
      [200, 'GET', '/api/cleanup'],
      [200, 'PATCH', '/api/events/1/clip', { protected: false }],
      [204, 'DELETE', '/api/events/1/clip'],
      [204, 'DELETE', '/api/recordings/1'],
      [204, 'DELETE', '/api/events/1'],
      [200, 'GET', '/health/live'],
      [200, 'GET', '/health/ready'],
    ];
    const deviations: unknown[] = [];
    for (const [status, method, path, body] of calls) {
      const answer = await service.call(method, path, body, { prefer: 'wait=60' });
      if (answer.status !== status) deviations.push([method, path, answer.status, answer.body]);
      deviations.push(deviation(method, path, answer));
    }
    expect(deviations.filter((each) => each !== null)).toEqual([]);
  });
});

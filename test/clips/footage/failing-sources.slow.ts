import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHome, type Home } from '../../support/home.js';
import { Workshop } from '../../support/processes.js';
import { type Service, startService } from '../../support/service.js';

const STARTED = Date.parse('2026-01-03T10:00:00Z');
const at = (seconds: number) => new Date(STARTED + seconds * 1000).toISOString();
/** FFmpeg reads the recording itself instead of packets from the service. */
const WINDOW = { start_offset_seconds: 1, end_offset_seconds: 4, cut: 'transcode' };

let home: Home;
let workshop: Workshop;
let service: Service;

beforeAll(async () => {
  home = await createHome();
  workshop = await Workshop.open();
  const ffmpeg = await workshop.script(
    'ffmpeg',
    'case "$*" in *fails*) exit 1 ;; *hangs*) sleep 1000 ;; *) exec ffmpeg "$@" ;; esac',
  );
  service = await startService(home, { FFMPEG_PATH: ffmpeg, CLIP_TIMEOUT_SECONDS: '40' });
});

afterAll(async () => {
  await service?.stop();
  await workshop.close();
  await home.remove();
});

describe('A recording on which FFmpeg', () => {
  it.each(['fails', 'hangs'])(
    '%s is left out, and the next that covers the interval is used',
    async (what) => {
      // The first one would be used alone, as the other lies inside of it.
      const files = [
        [await home.video(`${what}.mp4`, { seconds: 8 }), 0],
        [await home.video(`after-${what.slice(0, 2)}.mp4`, { seconds: 7 }), 0.5],
      ] as const;
      for (const [file_path, seconds] of files) {
        const recording = { camera_id: what, file_path, started_at: at(seconds) };
        expect((await service.call('POST', '/api/recordings', recording)).status).toBe(201);
      }
      const id = await service.event({ camera_id: what, started_at: at(0) });
      const answer = await service.generate(id, WINDOW, { prefer: 'wait=300' });
      expect(answer).toMatchObject({ status: 201, body: { status: 'completed' } });
      expect(answer.body.message).toContain(` ${what}.mp4 is not shown: `);
    },
  );
});

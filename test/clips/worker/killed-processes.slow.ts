import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ErrorBody } from '../../../src/common/http/error-body.dto.js';
import type { RecordingPageDto } from '../../../src/events/recordings/dto/recording.dto.js';
import { eventually } from '../../support/eventually.js';
import { at, ENCODED, filmed, filmedEvent, takeStills } from '../../support/footage/camera.js';
import { gatedFfmpeg, type GatedFfmpeg } from '../../support/gated-ffmpeg.js';
import { createHome, type Home } from '../../support/home.js';
import { killedProgram, type KilledProgram } from '../../support/killed-program.js';
import { descendantsOf } from '../../support/processes.js';
import { type Service, startService } from '../../support/service.js';

/** Begins between two keyframes, so that its head is encoded. */
const SMART = { start_offset_seconds: 0, end_offset_seconds: 5 };

describe('An FFmpeg or ffprobe that the system kills', () => {
  let home: Home;
  let ffmpeg: KilledProgram;
  let ffprobe: KilledProgram;
  let service: Service;
  let film: string;

  beforeAll(async () => {
    home = await createHome();
    ffmpeg = await killedProgram(home.data('killed'), 'ffmpeg');
    ffprobe = await killedProgram(home.data('killed'), 'ffprobe');
    service = await startService(home, { FFMPEG_PATH: ffmpeg.path, FFPROBE_PATH: ffprobe.path });
    film = await home.video('gops.mp4', { seconds: 12, gopSeconds: 4 });
  });
  afterAll(async () => {
    await service?.stop();
    await home?.remove();
  });

  const retriesOf = async (id: number) =>
    (await service.logged()).filter(
      (line) => line.includes(`"event_id":${id}`) && line.includes('Clip will be tried again'),
    ).length;

  it.each([
    ['encodes', 'libx264', 1],
    ['encodes, three times', 'libx264', 3],
    ['verifies a head, which is no reason to encode the whole clip', '-noautorotate', 1],
  ])('while it %s, is followed by another attempt', async (_, having, runs) => {
    const id = await filmedEvent(service, film);
    await ffmpeg.kill(runs, having);
    expect(await service.generate(id, SMART)).toMatchObject({ status: 201 });
    expect(await service.info(id)).toMatchObject({ method: 'smart' });
    expect(await retriesOf(id)).toBe(runs);
  });

  it('for the fourth time is reported as such, and not as a fault of the footage', async () => {
    const id = await filmedEvent(service, film);
    await ffmpeg.kill(4, 'libx264');
    expect(await service.generate(id, SMART)).toMatchObject({
      status: 200,
      body: {
        status: 'failed',
        error_code: 'PROCESS_KILLED',
        message: expect.stringMatching(/memory limits.*dmesg/) as unknown,
      },
    });
    expect(await retriesOf(id)).toBe(3);
    expect(await service.generate(id, SMART)).toMatchObject({ status: 201 });
  });

  it('leaves the still frames of an event as valid as they were', async () => {
    const stills = await takeStills(home, 3);
    const detections = stills.map((file_path, n) => ({ file_path, detected_at: at(5 + n) }));
    const id = await service.event({ started_at: at(5), camera_id: 'stills', detections });
    await ffmpeg.kill(1, 'concat');
    expect(await service.generate(id)).toMatchObject({ status: 201 });
    expect(await retriesOf(id)).toBe(1);
  });

  it('while a recording is registered, is a temporary error, and nothing is stored', async () => {
    const path = await home.video('old-codec.mkv', {
      seconds: 2,
      container: 'mkv',
      codec: 'mpeg4',
    });
    const recording = { camera_id: 'old', file_path: path, started_at: at(0) };
    await ffprobe.kill(2, path);
    const refused = await service.call('POST', '/api/recordings', recording);
    expect(refused).toMatchObject({ status: 503, body: { code: 'PROCESS_KILLED' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    type Outcomes = { recordings: { error?: ErrorBody }[] };
    const batch = { recordings: [recording] };
    const { body } = await service.call<Outcomes>('POST', '/api/recordings', batch);
    expect(body.recordings).toMatchObject([{ error: { code: 'PROCESS_KILLED' } }]);
    const list = () => service.call<RecordingPageDto>('GET', '/api/recordings?camera_id=old');
    expect((await list()).body.recordings).toEqual([]);
    expect(await service.call('POST', '/api/recordings', recording)).toMatchObject({ status: 201 });
    expect((await list()).body.recordings).toHaveLength(1);
  });
});

describe('A fork server that the system kills', () => {
  let home: Home;
  let ffmpeg: GatedFfmpeg;
  let service: Service;

  beforeAll(async () => {
    home = await createHome();
    ffmpeg = await gatedFfmpeg(home.data('ffmpeg'));
    service = await startService(home, ffmpeg.settings);
  });
  afterAll(async () => {
    await ffmpeg?.open();
    await service?.stop();
    await home?.remove();
  });

  it('is started again, and the clip is made', async () => {
    const id = await filmedEvent(service, await filmed(home));
    await ffmpeg.shut();
    const answer = service.generate(id, ENCODED);
    const encoder = await ffmpeg.started(1);
    const forkServer = (await parentsOf(service.pid)).get(encoder)!;
    expect(forkServer).not.toBe(service.pid);
    process.kill(forkServer, 'SIGKILL');
    await eventually(async () => (await ffmpeg.runs()).length === 2);
    await ffmpeg.open();
    expect(await answer).toMatchObject({ status: 201 });
  });
});

/** The parents of all descendants of a process. */
async function parentsOf(pid: number): Promise<Map<number, number>> {
  const parents = new Map<number, number>();
  for (const child of await descendantsOf(pid)) {
    for (const grandchild of await descendantsOf(child)) parents.set(grandchild, child);
  }
  return parents;
}

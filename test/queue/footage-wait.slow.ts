import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { numbers, readClip } from '../e2e/read-clip.js';
import { createHome, type Home } from '../support/home.js';
import { eventually } from '../support/eventually.js';
import { type Service, startService } from '../support/service.js';
import { takeStills } from './camera.js';

const GRACE_SECONDS = 8;
const OFFSETS = { start_offset_seconds: -1, end_offset_seconds: 1 };
const iso = (at: number) => new Date(at).toISOString();

describe('Footage that is not registered yet', () => {
  let home: Home;
  let service: Service;
  let film: string;
  let test = 0;

  beforeAll(async () => {
    home = await createHome();
    film = await home.video('film.mp4', { seconds: 6 });
    service = await startService(home, { CLIP_FOOTAGE_GRACE_SECONDS: String(GRACE_SECONDS) });
  });
  afterAll(async () => {
    await service?.stop();
    await home.remove();
  });

  beforeEach(() => void test++);

  /** A camera of this test alone, also when the test is repeated. */
  const camera = (name: string) => `${name}-${test}`;

  /** A camera that has recorded before, and an event of it that started at this instant. */
  async function eventAt(name: string, at: number): Promise<number> {
    const camera_id = camera(name);
    await service.recording({ camera_id, file_path: film, started_at: iso(at - 60_000) });
    return service.event({ camera_id, started_at: iso(at) });
  }

  /** Registers six more seconds of the camera's footage. */
  async function registerMore(name: string, startsAt: number): Promise<void> {
    const camera_id = camera(name);
    const file_path = await home.video(`${camera_id}-${startsAt}.mp4`, { seconds: 6 });
    await service.recording({ camera_id, file_path, started_at: iso(startsAt) });
  }

  const completed = (id: number) => async () => (await service.info(id)).status === 'completed';

  it('is waited for, and the clip is made as soon as it is registered', async () => {
    // Late enough that the clip is not made by the end of the grace period or by a regular check.
    const then = Date.now() + 20_000;
    const id = await eventAt('late', then);
    const message = `Waiting for footage until ${iso(then + 1000 + GRACE_SECONDS * 1000)}.`;
    const pending = { status: 202, body: { status: 'pending', message } };
    expect(await service.generate(id, OFFSETS)).toMatchObject(pending);
    expect(await service.info(id)).toMatchObject({ status: 'pending', progress: 0, message });
    expect(await service.generate(id, { ...OFFSETS, force: true })).toMatchObject(pending);
    await registerMore('late', then - 3000);
    await eventually(completed(id), 10_000);
    const clip = await readClip(service, `/api/media/clips/${id}_clip.mp4`);
    expect(clip.numbers).toEqual(numbers(30, 59));
    expect((await service.info(id)).message).toBeNull();
  });

  it('is waited for until the grace period ends, and the clip is made of what there is', async () => {
    const now = Date.now() - (GRACE_SECONDS - 2) * 1000;
    const id = await eventAt('partly', now);
    await registerMore('partly', now - 6000);
    expect(await service.generate(id, OFFSETS)).toMatchObject({ status: 202 });
    await eventually(completed(id));
    expect(Date.now()).toBeGreaterThan(now + 1000 + GRACE_SECONDS * 1000);
    const { gaps, ends_at } = await service.info(id);
    expect(gaps).toEqual([{ starts_at: iso(now), ends_at: iso(now + 1000) }]);
    expect(ends_at).toBe(iso(now));
  });

  it('may come after the request failed, and another request makes the clip', async () => {
    const longAgo = Date.now() - 3_600_000;
    const id = await eventAt('missed', longAgo);
    expect(await service.generate(id, OFFSETS)).toMatchObject({
      status: 200,
      body: { status: 'failed', error_code: 'WINDOW_OUTSIDE_FOOTAGE' },
    });
    await registerMore('missed', longAgo - 2000);
    expect(await service.generate(id, OFFSETS)).toMatchObject({ status: 201 });
  });

  it('is not waited for where the event has its own video', async () => {
    const now = Date.now();
    await eventAt('own', now);
    const video = { file_path: film, started_at: iso(now - 3000) };
    const id = await service.event({ camera_id: camera('own'), started_at: iso(now), video });
    expect(await service.generate(id, OFFSETS)).toMatchObject({ status: 201 });
  });

  it('is not waited for where the camera never recorded: the clip shows still frames', async () => {
    const now = Date.now();
    const [file_path] = await takeStills(home, 1);
    const detections = [{ file_path, detected_at: iso(now) }];
    const id = await service.event({
      camera_id: camera('stills'),
      started_at: iso(now),
      detections,
    });
    expect(await service.generate(id, OFFSETS)).toMatchObject({ status: 201 });
    expect(await service.info(id)).toMatchObject({ method: 'images' });
  });

  it('is not waited for where the camera never recorded and there are no still frames', async () => {
    const id = await service.event({ camera_id: camera('nothing'), started_at: iso(Date.now()) });
    expect(await service.generate(id, OFFSETS)).toMatchObject({
      status: 400,
      body: { code: 'NO_CLIP_SOURCE' },
    });
    expect(await service.info(id)).toMatchObject({ status: 'none' });
  });

  it('is not waited for after the request is cancelled', async () => {
    const id = await eventAt('cancelled', Date.now());
    expect(await service.generate(id, OFFSETS)).toMatchObject({ status: 202 });
    expect((await service.call('DELETE', `/api/events/${id}/clip`)).status).toBe(204);
    expect(await service.info(id)).toMatchObject({ status: 'none' });
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createHome, type Home } from '../../support/home.js';
import { eventually } from '../../support/eventually.js';
import { type Service, startService } from '../../support/service.js';
import { at, filmed, filmedEvent, madeIn } from '../../support/footage/camera.js';
import { gatedFfmpeg, type GatedFfmpeg } from '../../support/gated-ffmpeg.js';

describe('Automatic clips', () => {
  let home: Home;
  let ffmpeg: GatedFfmpeg;
  let service: Service;
  let film: string;

  beforeAll(async () => {
    home = await createHome();
    film = await filmed(home);
    ffmpeg = await gatedFfmpeg(home.data('ffmpeg'));
    service = await startService(home, {
      ...ffmpeg.settings,
      CLIP_AUTO_GENERATE: 'true',
      CLIP_CONCURRENCY: '1',
      CLIP_CUT: 'transcode',
      CLIP_PRE_ROLL_SECONDS: '1',
      CLIP_POST_ROLL_SECONDS: '1',
    });
  });
  afterEach(() => ffmpeg.open());
  afterAll(async () => {
    await service?.stop();
    await home.remove();
  });

  const completed = (id: number) => async () => (await service.info(id)).status === 'completed';
  const ended = { ended_at: at(6) };

  it('are made once an event has ended, and not before', async () => {
    const id = await filmedEvent(service, film);
    expect(await service.info(id)).toMatchObject({ status: 'none' });
    await service.call('PATCH', `/api/events/${id}`, ended);
    expect((await service.info(id)).status).not.toBe('none');
    await eventually(completed(id));
    expect(await service.info(id)).toMatchObject({
      requested_starts_at: at(4),
      requested_ends_at: at(7),
    });
  });

  it('are made once, however often the event is sent', async () => {
    const event = { ...ended, external_id: 'nvr-1' };
    const id = await filmedEvent(service, film, event);
    const again = await service.call<{ id: number }>('POST', '/api/events', {
      camera_id: 'front',
      started_at: at(5),
      ...event,
    });
    expect(again).toMatchObject({ status: 200, body: { id } });
    await eventually(completed(id));
    const made = () => madeIn(service.log).filter((each) => each === id).length;
    await eventually(() => made() > 0);
    expect(made()).toBe(1);
  });

  it('are made after clips that a caller waits for', async () => {
    await ffmpeg.shut();
    const before = (await ffmpeg.runs()).length;
    const first = await filmedEvent(service, film, ended);
    await ffmpeg.started(before + 1);
    const automatic = [
      await filmedEvent(service, film, ended),
      await filmedEvent(service, film, ended),
      await filmedEvent(service, film, ended),
    ];
    const requested = await filmedEvent(service, film);
    const answers = [requested, automatic[2]!].map((id) =>
      service.generate(id, {}, { prefer: 'wait=90' }),
    );
    await eventually(async () => (await service.info(requested)).status === 'pending');
    await ffmpeg.open();
    for (const { status } of await Promise.all(answers)) expect(status).toBe(201);
    await eventually(completed(automatic[1]!));
    await eventually(() => madeIn(service.log).includes(automatic[1]!));
    const order = madeIn(service.log).slice(-5);
    expect(order[0]).toBe(first);
    expect(order.slice(1, 3).sort()).toEqual([requested, automatic[2]].sort());
    expect(order.slice(3)).toEqual([automatic[0], automatic[1]]);
  });

  it('are made of footage that is registered long after the event', async () => {
    const camera_id = 'late';
    const old = await home.video('old.mp4', { seconds: 2 });
    await service.recording({ camera_id, file_path: old, started_at: at(-600) });
    const id = await service.event({ camera_id, started_at: at(5), ended_at: at(6) });
    await eventually(async () => (await service.info(id)).error_code === 'WINDOW_OUTSIDE_FOOTAGE');
    await service.recording({ camera_id, file_path: film, started_at: at(0) });
    await eventually(completed(id));
  });
});

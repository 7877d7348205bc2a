import { expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { madeIn } from '../support/footage/camera.js';
import type { Service } from '../support/service.js';
import { journey } from './installation.js';

const STARTED = Date.parse('2026-01-03T10:30:00Z');
const at = (seconds: number) => new Date(STARTED + seconds * 1000).toISOString();

interface Listed {
  events: { id: number; clip: { status: string; clip_url: string | null } }[];
}

/** The promises of README.md about automatic clips. */
journey('A default install with automatic clips', (here) => {
  let service: Service;
  let id: number;

  const madeTimes = async () => madeIn(await service.logged()).filter((each) => each === id).length;
  const record = async (name: string, from: number, seconds: number) => {
    const file_path = await here().video(`data/media/${name}.mp4`, { seconds });
    await service.recording({ file_path, started_at: at(from) });
  };
  const end = (seconds: number) =>
    service.call('PATCH', `/api/events/${id}`, { ended_at: at(seconds) });
  const listed = async () => (await service.call<Listed>('GET', '/api/events')).body.events[0]!;
  /** Waits until the clip was made that often, and nothing more is to be done. */
  const settled = async (times: number) => {
    await eventually(async () => (await madeTimes()) >= times);
    await service.withPoster(id);
    await eventually(async () => (await listed()).clip.status === 'completed');
    expect(await madeTimes()).toBe(times);
  };

  it('makes a clip of an event that has ended, of the footage that there is', async () => {
    service = await here().start({ CLIP_AUTO_GENERATE: 'true' });
    await record('first', 0, 10);
    id = await service.event({ started_at: at(6), ended_at: at(7) });
    await settled(1);
    expect(await service.info(id)).toMatchObject({
      ...{ requested_starts_at: at(1), requested_ends_at: at(12), ends_at: at(10) },
      gaps: [{ starts_at: at(10), ends_at: at(12) }],
    });
  });

  it('completes it when a segment comes that it waited for in vain', async () => {
    await record('second', 10, 12);
    await settled(2);
    const complete = { ends_at: at(12), gaps: [], stale: false };
    expect(await service.info(id)).toMatchObject(complete);
  });

  it('makes one further clip of an event that is extended ten times', async () => {
    const { clip_url } = (await listed()).clip;
    for (let seconds = 8; seconds <= 17; seconds++) await end(seconds);
    expect((await listed()).clip).toMatchObject({ status: 'pending', clip_url });
    await settled(3);
    expect(await service.info(id)).toMatchObject({
      ...{ requested_ends_at: at(22), ends_at: at(22), gaps: [], stale: false },
    });
  });

  it('makes none of what is sent again, or changes nothing', async () => {
    await end(17);
    await service.call('PATCH', `/api/events/${id}`, { label: 'person' });
    const file_path = here().path('data/media/second.mp4');
    const again = { camera_id: 'front', file_path, started_at: at(10) };
    expect((await service.call('POST', '/api/recordings', again)).status).toBe(200);
    expect((await listed()).clip.status).toBe('completed');
    expect(await madeTimes()).toBe(3);
  });

  it('makes the clip of a change after a restart', async () => {
    await end(15);
    await service.stop();
    service = await here().start({ CLIP_AUTO_GENERATE: 'true' });
    expect((await listed()).clip.status).toBe('pending');
    await settled(1);
    expect(await service.info(id)).toMatchObject({ ends_at: at(20), stale: false });
  });
});

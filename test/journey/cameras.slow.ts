import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { utimes } from 'node:fs/promises';
import type { CameraSettingsDto } from '../../src/events/cameras/dto/camera-settings.dto.js';
import type { CoverageDto } from '../../src/events/cameras/dto/coverage.dto.js';
import type { RecordingDto } from '../../src/events/recordings/dto/recording.dto.js';
import type { Wire } from '../../src/common/http/example.js';
import { eventually } from '../support/eventually.js';
import { parseMetrics } from '../support/prometheus.js';
import { type Receiver, startReceiver } from '../support/receiver.js';
import type { Service } from '../support/service.js';
import { journey, PATIENT } from './installation.js';
import { printed } from './printed.js';

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();

/** What docs/cameras.md promises, with the default settings. */
journey('The cameras of a default install', (here) => {
  let service: Service;
  let receiver: Receiver;

  beforeAll(async () => {
    receiver = await startReceiver();
    service = await here().start({ WEBHOOK_URL: receiver.url, PUBLIC_URL: 'https://nvr.example' });
  });
  afterAll(() => receiver?.close());

  const camera = async (id: string) =>
    (await service.call<Wire<CameraSettingsDto>>('GET', `/api/cameras/${id}`)).body;
  const coverage = async (path: string) =>
    (await service.call<Wire<CoverageDto>>('GET', `/api/cameras/${path}`)).body;

  it('sets a camera by the printed command', async () => {
    expect((await service.call('GET', '/api/cameras/front-door')).status).toBe(404);
    const [put = ''] = printed('docs/cameras.md', 'Set a camera');
    const said = JSON.parse(await here().shell(put)) as CameraSettingsDto;
    expect(said).toMatchObject({ camera_id: 'front-door', time_zone: 'Europe/Berlin' });
    expect(await camera('front-door')).toEqual(said);
  });

  it('places a recording by the zone, the clock and the pattern of its camera', async () => {
    const file_path = await here().video('data/media/03-07-2026_10-30-07.mp4', { seconds: 4 });
    const written = new Date('2026-08-01T00:00:00Z');
    await utimes(file_path, written, written);
    const register = async (camera_id: string) =>
      (await service.call<Wire<RecordingDto>>('POST', '/api/recordings', { camera_id, file_path }))
        .body;
    expect(await register('front-door')).toMatchObject({
      ...{ placed_by: 'file_name', started_at: '2026-07-03T08:30:00.000Z' },
    });
    expect(await register('other')).toMatchObject({ placed_by: 'modified' });
  });

  it('names a download in the zone of the camera, and places the video of an event', async () => {
    const file_path = here().path('data/media/03-07-2026_10-30-07.mp4');
    const started_at = '2026-07-03T08:30:01Z';
    const id = await service.event({ camera_id: 'front-door', started_at, video: { file_path } });
    const window = { start_offset_seconds: 0, end_offset_seconds: 1 };
    const { status, body } = await service.generate(id, window, PATIENT);
    expect(status).toBe(201);
    const url = `${service.origin}${body.clip_url}?download=1`;
    const { headers } = await fetch(url, { method: 'HEAD' });
    expect(headers.get('content-disposition')).toContain('front-door 2026-07-03 10-30-01');
  });

  it('shows what was recorded, and the gaps', async () => {
    const day = 'front-door/coverage?from=2026-07-03T08:00:00Z&to=2026-07-03T09:00:00Z';
    expect(await coverage(day)).toMatchObject({
      recorded: [{ starts_at: '2026-07-03T08:30:00.000Z', ends_at: '2026-07-03T08:30:04.000Z' }],
      gaps: [
        { starts_at: '2026-07-03T08:00:00.000Z', ends_at: '2026-07-03T08:30:00.000Z' },
        { starts_at: '2026-07-03T08:30:04.000Z', ends_at: '2026-07-03T09:00:00.000Z' },
      ],
      ...{ recorded_seconds: 4, gap_seconds: 3596, continues_at: null },
    });
  });

  it('keeps events by their label, and previews it', async () => {
    const aged = async (days: number, label: string | null, camera_id = 'front-door') => {
      const id = await service.event({ camera_id, started_at: ago(days), label });
      await here().query('UPDATE events SET registered_at = started_at WHERE id = $1', [id]);
      return id;
    };
    const ids = [await aged(20, null), await aged(20, 'person'), await aged(100, 'person')];
    const other = await aged(20, null, 'other');
    const { stdout } = await here().run('cleanup', '--dry-run');
    expect(stdout).toMatch(/^Camera front-door \(14 days, person 90 days\): 2 events, \d recordings\.$/m); // prettier-ignore
    await service.call('POST', '/api/cleanup/run', {});
    const isThere = async (id: number) =>
      (await service.call('GET', `/api/events/${id}`)).status === 200;
    expect(await Promise.all([...ids, other].map(isThere))).toEqual([false, true, false, true]);
  });

  it('reports a camera that is silent once, and shows it', async () => {
    await service.call('PUT', '/api/cameras/other', { name: 'Other', quiet_after_seconds: 60 });
    const about = (id: string) =>
      receiver.received.filter(({ message }) => message.data['camera_id'] === id);
    await eventually(() => about('other').length > 0, 90_000);
    expect(about('other')[0]!.message).toMatchObject({
      type: 'camera.silent',
      data: {
        ...{ name: 'Other', quiet_after_seconds: 60 },
        camera_url: 'https://nvr.example/api/cameras/other',
        silent_since: (await camera('other')).silent_since,
      },
    });
    const metrics = parseMetrics(await (await fetch(`${service.origin}/metrics`)).text());
    const silent = metrics.get('event_clips_camera_silent')!;
    expect(silent.find(({ labels }) => labels['camera'] === 'other')?.value).toBe(1);

    // A restart does not report it again, but the next recording is reported.
    await service.stop();
    service = await here().start({ WEBHOOK_URL: receiver.url, PUBLIC_URL: 'https://nvr.example' });
    const file_path = await here().video('data/media/now.mp4', { seconds: 4 });
    const started_at = new Date(Date.now() - 5000).toISOString();
    await service.recording({ camera_id: 'other', file_path, started_at });
    await eventually(() => about('other').length > 1, 90_000);
    const types = about('other').map(({ message }) => message.type);
    expect(types.slice(0, 2)).toEqual(['camera.silent', 'camera.recording']);
  });
});

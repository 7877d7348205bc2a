import { beforeAll, expect, it } from '@jest/globals';
import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import type { AuditPageDto } from '../../src/audit/dto/audit.dto.js';
import type { Wire } from '../../src/common/http/example.js';
import type { EventDto } from '../../src/events/events/dto/event.dto.js';
import type { RecordingDto } from '../../src/events/recordings/dto/recording.dto.js';
import type { ExportDto } from '../../src/exports/api/dto/export.dto.js';
import { eventually } from '../support/eventually.js';
import { readClip, numbers } from '../support/read-clip.js';
import { followProgress } from '../support/follow-progress.js';
import { pictureSource } from '../support/footage/picture.js';
import { runFfmpeg } from '../support/footage/run-ffmpeg.js';
import type { Service } from '../support/service.js';
import { journey, PATIENT } from './installation.js';

const STARTED = Date.parse('2026-01-03T10:30:00Z');
const at = (seconds: number) => new Date(STARTED + seconds * 1000).toISOString();
/** The frames per second of the footage. */
const FPS = 15;

/** The promises of the README about footage and the calls of the API, in its order. */
journey('The API of a default install', (here) => {
  let service: Service;
  let video: string;
  let filmed = 0;
  let pictured = 0;

  beforeAll(async () => {
    video = await here().video('data/media/door/2026-01-03_10-30-00.mp4', { seconds: 40 });
    service = await here().start();
  });

  const clipsIn = async (folder = 'data/clips') =>
    (await readdir(here().path(folder))).filter((name) => /^\d/.test(name)).sort();

  it('registers an event once', async () => {
    const event = {
      camera_id: 'front',
      external_id: 'nvr-1',
      started_at: at(20),
      ended_at: at(30),
    };
    const its = { video: { file_path: video, started_at: at(0) }, label: 'person' };
    const first = await service.call<EventDto>('POST', '/api/events', { ...event, ...its });
    const again = await service.call<EventDto>('POST', '/api/events', { ...event, ...its });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    filmed = first.body.id;
  });

  it('places recordings by the given start, their names, or their files', async () => {
    const written = new Date('2026-01-05T12:00:40Z');
    const tagged = ['-metadata', 'creation_time=2026-01-04T12:00:00Z'];
    const bare = await here().video('data/media/bare.mp4', { seconds: 40 });
    await utimes(bare, written, written);
    const stamped = await here().video('data/media/stamped.mp4', { seconds: 3, extra: tagged });
    const placed = async (recording: object) =>
      (await service.call<RecordingDto>('POST', '/api/recordings', recording)).body;
    const door = { camera_id: 'door', file_path: video };
    expect([
      await placed({ ...door, camera_id: 'given', started_at: '2026-01-06T00:00:00+01:00' }),
      await placed(door),
      await placed({ camera_id: 'stamped', file_path: stamped }),
      await placed({ camera_id: 'bare', file_path: bare }),
    ]).toMatchObject([
      { placed_by: 'given', started_at: '2026-01-05T23:00:00.000Z' },
      { placed_by: 'file_name', started_at: at(0), ended_at: at(40) },
      { placed_by: 'creation_time', started_at: '2026-01-04T12:00:00.000Z' },
      { placed_by: 'modified', started_at: '2026-01-05T12:00:00.000Z' },
    ]);
  });

  it('accepts still frames with the event, and later', async () => {
    await mkdir(here().path('data/media/stills'));
    const stills = here().path('data/media/stills/%d.jpg');
    const source = pictureSource({ seconds: 6, fps: 1, size: '320x180', startNumber: 0 });
    await runFfmpeg(['-f', 'lavfi', '-i', source, '-q:v', '2', '-start_number', '0', stills]);
    const still = (second: number) => ({
      file_path: stills.replace('%d', String(second)),
      detected_at: at(second),
    });
    pictured = await service.event({ started_at: at(0), detections: [0, 1, 2].map(still) });
    const more = { detections: [3, 4, 5].map(still) };
    const added = await service.call('POST', `/api/events/${pictured}/detections`, more);
    expect(added.status).toBe(201);
  });

  it.each([
    ['smart', 15 * FPS, 35 * FPS - 1],
    // From the previous keyframe; there is one every two seconds.
    ['keyframe', 14 * FPS, 35 * FPS - 1],
    ['transcode', 15 * FPS, 35 * FPS - 1],
  ] as const)('makes the clip of a video with cut %s', async (cut, first, last) => {
    const { status } = await service.generate(filmed, { cut, force: true }, PATIENT);
    const info = await service.info(filmed);
    expect([status, info.method]).toEqual([201, cut === 'keyframe' ? 'copy' : cut]);
    const clip = await readClip(service, info.clip_url!);
    expect(clip.numbers).toEqual(numbers(first, last));
    expect([clip.sha256, clip.bytes]).toEqual([info.sha256, info.file_size_bytes]);
  });

  it('makes the clip of an event whose camera has recordings', async () => {
    const id = await service.event({ camera_id: 'door', started_at: at(38), ended_at: at(39) });
    expect((await service.generate(id, {}, PATIENT)).status).toBe(201);
    expect(await service.info(id)).toMatchObject({
      ...{ starts_at: at(33), ends_at: at(40), gaps: [{ starts_at: at(40), ends_at: at(44) }] },
    });
    const outside = await service.event({ camera_id: 'door', started_at: at(4000) });
    expect((await service.generate(outside, {}, PATIENT)).body.error_code).toBe(
      'WINDOW_OUTSIDE_FOOTAGE',
    );
  });

  it('makes a clip of a camera by time alone, once', async () => {
    const query = `from=${at(15)}&to=${at(34)}`;
    const { status, body } = await service.call<{ clip_url: string; sha256: string }>(
      ...(['GET', `/api/cameras/door/clip.json?${query}`, undefined, PATIENT] as const),
    );
    expect({ status, body }).toMatchObject({ status: 200, body: { gaps: [], method: 'smart' } });
    const clip = await readClip(service, `/api/cameras/door/clip.mp4?${query}`);
    expect(clip.numbers).toEqual(numbers(15 * FPS, 34 * FPS - 1));
    expect(clip.sha256).toBe(body.sha256);
    expect(await readdir(here().path('data/clips/intervals'))).toHaveLength(1);
    const none = await service.call(
      'GET',
      `/api/cameras/door/clip.mp4?from=${at(60)}&to=${at(70)}`,
    );
    expect(none).toMatchObject({ status: 404, body: { code: 'NO_FOOTAGE' } });
  });

  it('sends the frame that a camera shows at an instant', async () => {
    const { numbers } = await readClip(service, `/api/cameras/door/frame.jpg?at=${at(33.95)}`);
    expect(numbers).toEqual([Math.floor(33.95 * FPS)]);
  });

  it('exports clips of an event and of a camera as one file', async () => {
    const items = [{ event_id: filmed }, { camera_id: 'door', from: at(15), to: at(34) }];
    const { status, body } = await service.call<Wire<ExportDto>>('POST', '/api/exports', { items });
    expect(status).toBe(202);
    const state = async () =>
      (await service.call<Wire<ExportDto>>('GET', `/api/exports/${body.id}`)).body;
    await eventually(async () => (await state()).status !== 'pending');
    const { status: outcome, download_url } = await state();
    expect(outcome).toBe('completed');
    await writeFile(here().path('export.zip'), await service.download(download_url!));
    const unpack = 'python3 -m zipfile -t export.zip && python3 -m zipfile -e export.zip export';
    await here().shell(`${unpack} && cd export && sha256sum --strict -c SHA256SUMS`);
    const clips = await readdir(here().path('export/clips'));
    expect(clips.map((name) => name.slice(0, 9)).sort()).toEqual(['001_front', '002_door_']);
  });

  it('exports by command, and checks the file with the key of the installation', async () => {
    const { code, stdout: pem } = await here().run('key');
    expect(code).toBe(0);
    await writeFile(here().path('installation.pem'), pem);
    const verify = (file: string, key: string) => here().run('verify-export', file, '--key', key);
    expect(await verify('export.zip', 'installation.pem')).toMatchObject({ code: 0 });

    expect((await here().run('key', 'rotate')).code).toBe(0);
    const items = ['--event', String(filmed), '--camera', 'door', '--from', at(15), '--to', at(34)];
    expect((await here().run('export', ...items, '-o', 'case.zip')).code).toBe(0);
    expect(await verify('case.zip', 'installation.pem')).toMatchObject({
      ...{ code: 1, stdout: expect.stringContaining('by another key than the given one') },
    });
    const { stdout: keys } = await here().run('key', 'list');
    expect(keys).toContain(pem.slice(pem.indexOf('-----')));
    await writeFile(here().path('all.pem'), keys);
    const { stdout: listed } = await here().run('key', 'list', '--json');
    expect(JSON.parse(listed)).toMatchObject({
      keys: [{ retired_at: null }, { retired_at: expect.any(String) }],
    });
    for (const file of ['export.zip', 'case.zip']) {
      expect((await verify(file, 'all.pem')).code).toBe(0);
    }
  });

  it.each(['mp4', 'gif'] as const)('makes a clip of still frames as %s', async (format) => {
    const body = { output_format: format, fps: 4, force: true };
    expect((await service.generate(pictured, body, PATIENT)).status).toBe(201);
    const info = await service.info(pictured);
    expect(info).toMatchObject({ format, method: 'images', frames: 6 });
    const clip = await readClip(service, info.clip_url!);
    expect(clip.numbers).toEqual(numbers(0, 5));
    expect(clip.durationSeconds).toBeCloseTo(1.5, 1);
    expect(await clipsIn()).toContain(`${pictured}_clip.${format}`);
    expect((await clipsIn()).filter((name) => name.startsWith(`${pictured}_`))).toHaveLength(1);
  });

  it('answers 200 if there is a clip, and 202 if the caller does not wait', async () => {
    expect((await service.generate(filmed, {}, PATIENT)).status).toBe(200);
    const async = { prefer: 'respond-async' };
    expect((await service.generate(filmed, { force: true }, async)).status).toBe(202);
    const progress = await followProgress(service.origin, filmed);
    await progress.ended;
    expect(progress.states.at(-1)).toMatchObject({ status: 'completed', progress: 100 });
  });

  it('serves the file with ranges, validators and a readable name', async () => {
    const url = `${service.origin}/api/media/clips/${filmed}_clip.mp4`;
    const whole = Buffer.from(await (await fetch(url)).arrayBuffer());
    const part = await fetch(url, { headers: { range: 'bytes=100-199' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([
      ...[206, `bytes 100-199/${whole.length}`],
    ]);
    expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(100, 200))).toBe(true);
    const etag = part.headers.get('etag')!;
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await fetch(url, { headers: { range: 'bytes=99999999-' } })).status).toBe(416);
    const { headers } = await fetch(`${url}?download=1`, { method: 'HEAD' });
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="?front 2026-01-03/);
  });

  it('serves posters', async () => {
    const { poster_url } = await service.withPoster(filmed);
    const poster = await fetch(service.origin + poster_url);
    expect([poster.status, poster.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(await clipsIn('data/clips/posters')).toContain(`${filmed}.jpg`);
  });

  it('redirects to the clip, and makes a link for a person', async () => {
    const led = await fetch(`${service.origin}/api/events/${filmed}/clip.mp4`);
    expect([led.status, led.url]).toEqual([
      ...[200, `${service.origin}/api/media/clips/${filmed}_clip.mp4`],
    ]);
    await led.body?.cancel();
    const share = { ttl_seconds: 60 };
    const shared = await service.call<{ clip_url: string }>(
      'POST',
      `/api/events/${filmed}/clip/share`,
      share,
    );
    expect((await service.download(shared.body.clip_url)).length).toBeGreaterThan(0);
  });

  it('lists events, recordings and cameras', async () => {
    const events = async (query: string) =>
      (await service.call<{ events: EventDto[] }>('GET', `/api/events?${query}`)).body.events;
    expect((await events('camera_id=front&has_clip=true')).map(({ id }) => id)).toEqual([
      ...[filmed, pictured],
    ]);
    const made = 'camera_id=front&clip_status=completed&protected=false';
    expect((await events(made)).map(({ id }) => id)).toEqual([filmed, pictured]);
    const from = `from=${at(30)}&to=${at(60)}`;
    expect((await events(from)).map(({ camera_id }) => camera_id)).toEqual(['door']);
    const { body } = await service.call<{ recordings: RecordingDto[] }>(
      ...(['GET', '/api/recordings?camera_id=door'] as const),
    );
    expect(body.recordings).toHaveLength(1);
    const cameras = await service.call<{ cameras: object[] }>('GET', '/api/cameras');
    expect(cameras.body.cameras).toHaveLength(2);
  });

  it('changes an event', async () => {
    const path = `/api/events/${pictured}`;
    const changed = await service.call('PATCH', path, { label: 'car', ended_at: at(5) });
    expect(changed.body).toMatchObject({ label: 'car', ended_at: at(5) });
  });

  it('cancels a request that waits for its footage', async () => {
    const now = Date.now();
    const started_at = new Date(now - 60_000).toISOString();
    await service.recording({ camera_id: 'growing', file_path: video, started_at });
    const event = { camera_id: 'growing', started_at: new Date(now).toISOString() };
    const id = await service.event(event);
    const waiting = await service.generate(id, {}, { prefer: 'respond-async' });
    expect([waiting.status, waiting.body.status]).toEqual([202, 'pending']);
    const progress = await followProgress(service.origin, id);
    const path = `/api/events/${id}/clip?pending_only=true`;
    expect((await service.call('DELETE', path)).status).toBe(204);
    await progress.ended;
    expect((await service.info(id)).status).toBe('none');
    expect((await service.call('DELETE', path)).body.code).toBe('NOTHING_PENDING');
  });

  it('protects a clip until the protection is lifted', async () => {
    const path = `/api/events/${filmed}`;
    await service.call('PATCH', `${path}/clip`, { protected: true, reason: 'case 12' });
    expect((await service.call('DELETE', path)).body.code).toBe('CLIP_PROTECTED');
    expect((await service.call('DELETE', `${path}/clip`)).body.code).toBe('CLIP_PROTECTED');
    expect((await service.generate(filmed, { force: true })).body.code).toBe('CLIP_PROTECTED');
    await service.call('PATCH', `${path}/clip`, { protected: false });
  });

  it('removes clips with their posters, events and recordings, but never footage', async () => {
    await service.withPoster(pictured);
    expect((await service.call('DELETE', `/api/events/${pictured}/clip`)).status).toBe(204);
    expect((await service.call('DELETE', `/api/events/${filmed}`)).status).toBe(204);
    expect((await service.call('GET', `/api/events/${filmed}`)).status).toBe(404);
    const left = [...(await clipsIn()), ...(await clipsIn('data/clips/posters'))];
    for (const id of [filmed, pictured]) {
      expect(left.filter((name) => name.split(/[_.]/)[0] === String(id))).toEqual([]);
    }
    const { body } = await service.call<{ recordings: RecordingDto[] }>('GET', '/api/recordings');
    expect(body.recordings.length).toBeGreaterThan(0);
    for (const { id } of body.recordings) {
      expect((await service.call('DELETE', `/api/recordings/${id}`)).status).toBe(204);
    }
    expect((await stat(video)).size).toBeGreaterThan(0);
  });

  it('keeps HEVC if asked to, and converts the clip for those who cannot play it', async () => {
    const file_path = await here().video('data/media/hevc.mp4', {
      seconds: 8,
      codec: 'libx265',
      bFrames: 0,
    });
    const id = await service.event({ started_at: at(0), video: { file_path, started_at: at(0) } });
    // There is a keyframe every two seconds.
    const body = { start_offset_seconds: 1, end_offset_seconds: 6, video_codec: 'original' };
    expect((await service.generate(id, body, PATIENT)).status).toBe(201);
    const { clip_url, rendition_urls, ...info } = await service.info(id);
    expect(info).toMatchObject({ method: 'smart', video_codec: 'hevc' });
    const h264 = rendition_urls!.h264!;
    expect(await service.call('GET', h264)).toMatchObject({ status: 202 });
    expect(await service.call('GET', h264, undefined, PATIENT)).toMatchObject({ status: 200 });
    for (const url of [clip_url!, h264]) {
      expect((await readClip(service, url)).numbers).toEqual(numbers(FPS, 6 * FPS - 1));
    }
  });

  it('records who did what', async () => {
    const trail = async (query: string) =>
      (await service.call<Wire<AuditPageDto>>('GET', `/api/audit?limit=200&${query}`)).body;
    // What was only read is listed a moment later.
    await eventually(async () => (await trail('action=clip.viewed')).entries.length > 0);
    const { enabled, entries } = await trail(`event_id=${filmed}`);
    expect(enabled).toBe(true);
    const actions = entries.map(({ action }) => action);
    expect(actions.at(0)).toBe('event.deleted');
    expect(actions).toEqual(
      expect.arrayContaining([
        ...['clip.generated', 'clip.viewed', 'clip.shared', 'clip.protected'],
        ...['clip.unprotected', 'export.requested'],
      ]),
    );
    const who = new Set(entries.map(({ actor, key, address }) => `${actor} ${key} ${address}`));
    // The command `export` has exported it, too.
    expect(who).toEqual(new Set(['anonymous null null', 'command null null']));
    await expect(here().query('DELETE FROM audit_entries')).rejects.toThrow(/append-only/);
  });

  it('refuses footage outside of its folder', async () => {
    const elsewhere = await here().video('elsewhere.mp4', { seconds: 3 });
    const recording = { camera_id: 'front', file_path: elsewhere };
    const refused = await service.call('POST', '/api/recordings', recording);
    expect([refused.status, refused.body.code]).toEqual([400, 'PATH_NOT_ALLOWED']);
  });

  it('describes itself', async () => {
    expect((await service.call('GET', '/api/openapi.json')).status).toBe(200);
    expect((await service.call('GET', '/api/docs')).status).toBe(200);
    expect((await service.call('GET', '/metrics')).body).toContain('event_clips_build_info{');
    expect(service.log.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
  });
});

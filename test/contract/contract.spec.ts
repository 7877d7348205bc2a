import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { access, unlink } from 'node:fs/promises';
import { STATUS_CODES } from 'node:http';
import type { Answer, Info } from '../support/api.js';
import { eventually } from '../support/eventually.js';
import { runFfmpeg } from '../support/footage/run-ffmpeg.js';
import { createHome, type Home } from '../support/home.js';
import { type Service, startService } from '../support/service.js';

const STARTED = '2026-01-03T10:00:00.000Z';
const at = (seconds: number) => new Date(Date.parse(STARTED) + seconds * 1000).toISOString();
const OFFSETS = { start_offset_seconds: 0, end_offset_seconds: 1 };

describe('The contract', () => {
  let home: Home;
  let service: Service;
  let video: string;
  /** Events without and with a clip. */
  let eventId: number;
  let clippedId: number;

  beforeAll(async () => {
    home = await createHome();
    video = await home.video('video.mp4');
    service = await startService(home);
    eventId = await recorded();
    clippedId = await recorded({ camera_id: 'clipped' });
    await service.generate(clippedId, OFFSETS);
  });

  afterAll(async () => {
    await service?.stop();
    await home.remove();
  });

  /** An event with six seconds of video from its start. */
  const recorded = (fields: object = {}) =>
    service.event({
      started_at: STARTED,
      video: { file_path: video, started_at: STARTED },
      ...fields,
    });

  /** Expects exactly the fields of the contract's errors, and nothing about the server's inside. */
  function expectError(answer: Answer<unknown>, status: number, code: string, field = ''): void {
    expect(answer).toMatchObject({ status });
    expect(answer.body).toEqual({
      statusCode: status,
      error: STATUS_CODES[status],
      code,
      message: expect.anything(),
    });
    const { message } = answer.body as { message: string | string[] };
    const sentences = [message].flat();
    expect(sentences.length).toBeGreaterThan(0);
    expect(sentences.join(' ')).toContain(field);
    expect(sentences.join(' ')).not.toMatch(/node_modules|\/tmp\/|SELECT|ffmpeg version/);
  }

  describe('of generate', () => {
    const clipUrl = (id: number) => `/api/media/clips/${id}_clip.mp4`;

    it('answers 201 and the address of the clip', async () => {
      const id = await recorded();
      const { status, headers, body } = await service.generate(id, OFFSETS);
      expect(status).toBe(201);
      expect(headers.get('location')).toBe(clipUrl(id));
      expect(body).toEqual({
        event_id: id,
        status: 'completed',
        clip_url: clipUrl(id),
        rendition_urls: Object.fromEntries(
          ['notify', 'timelapse', 'gif'].map((name) => [name, `${clipUrl(id)}?rendition=${name}`]),
        ),
        generated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        message: 'Clip generated successfully',
        error_code: null,
        video_codec: 'h264',
        codecs: expect.stringMatching(/^avc1\./),
      });
      expect((await service.download(clipUrl(id))).length).toBeGreaterThan(1000);
    });

    it('needs no body', async () => {
      const path = `/api/events/${clippedId}/clip/generate`;
      expect((await service.call('POST', path)).status).toBe(200);
    });

    it('answers 200 if there is a clip of any interval, and makes it again with force', async () => {
      const id = await recorded();
      await service.generate(id, OFFSETS);
      const before = await service.withPoster(id);

      const again = await service.generate(id, { ...OFFSETS, end_offset_seconds: 3 });
      expect(again).toMatchObject({ status: 200, body: { status: 'completed' } });
      expect(again.body.message).toContain(at(0));
      expect(again.body.message).toContain(at(1));
      expect(await service.info(id)).toEqual(before);

      const forced = await service.generate(id, { ...OFFSETS, end_offset_seconds: 3, force: true });
      expect(forced.status).toBe(201);
      expect(await service.info(id)).toMatchObject({ requested_ends_at: at(3), frames: 45 });
    });

    it('makes a stale clip again', async () => {
      const id = await recorded({ ended_at: at(1) });
      await service.generate(id);
      await service.call('PATCH', `/api/events/${id}`, { ended_at: at(2) });
      expect((await service.info(id)).stale).toBe(true);
      expect((await service.generate(id)).status).toBe(201);
      expect(await service.info(id)).toMatchObject({ stale: false, requested_ends_at: at(7) });
    });

    it('answers 202 at once if the caller prefers that', async () => {
      const id = await recorded();
      const { status, headers, body } = await service.generate(id, OFFSETS, {
        prefer: 'respond-async',
      });
      expect([status, headers.get('location')]).toEqual([202, null]);
      expect(body).toMatchObject({
        event_id: id,
        status: 'pending',
        clip_url: null,
        generated_at: null,
      });
      await eventually(async () => (await service.info(id)).status === 'completed');
    });

    it('refuses an event with nothing to make a clip from', async () => {
      const id = await service.event({ started_at: STARTED, camera_id: 'blind' });
      expectError(await service.generate(id), 400, 'NO_CLIP_SOURCE');
    });

    it('refuses a clip of more than an hour', async () => {
      const id = await recorded({ ended_at: at(3600) });
      expectError(await service.generate(id), 400, 'INVALID_CLIP_DURATION', '3610 s');
    });

    it('refuses an offset that makes the clip end before it starts', async () => {
      const answer = await service.generate(eventId, { start_offset_seconds: 60 });
      expectError(answer, 400, 'VALIDATION_FAILED', 'start_offset_seconds');
    });

    it.each<[string, unknown]>([
      ['start_offset_seconds', { start_offset_seconds: -31, end_offset_seconds: 0 }],
      ['start_offset_seconds', { start_offset_seconds: 3601, end_offset_seconds: 3600 }],
      ['start_offset_seconds', { start_offset_seconds: 0.5, end_offset_seconds: 1 }],
      ['start_offset_seconds', { start_offset_seconds: '0', end_offset_seconds: 1 }],
      ['start_offset_seconds', { start_offset_seconds: true, end_offset_seconds: 1 }],
      ['start_offset_seconds', { start_offset_seconds: [0], end_offset_seconds: 1 }],
      ['start_offset_seconds', { start_offset_seconds: {}, end_offset_seconds: 1 }],
      ['start_offset_seconds', '{"start_offset_seconds": -1e999}'],
      ['end_offset_seconds', { end_offset_seconds: 3601 }],
      ['end_offset_seconds', { end_offset_seconds: -31 }],
      ['end_offset_seconds', { end_offset_seconds: 1.0000001 }],
      ['end_offset_seconds', { end_offset_seconds: '' }],
      ['end_offset_seconds', '{"end_offset_seconds": 1e999}'],
      ['end_offset_seconds', { start_offset_seconds: 5, end_offset_seconds: 4 }],
      ['force', { force: 'true' }],
      ['force', { force: 1 }],
      ['fps', { fps: 0 }],
      ['fps', { fps: 61 }],
      ['fps', { fps: 2.5 }],
      ['output_format', { output_format: 'webm' }],
      ['output_format', { output_format: ['mp4'] }],
      ['source', { source: 'camera' }],
      ['cut', { cut: 'copy' }],
      ['video_codec', { video_codec: 'hevc' }],
      ['speed', { speed: 2 }],
      ['__proto__', '{"__proto__": {"force": true}}'],
      ['constructor', '{"constructor": {}}'],
      ['', []],
      ['', [OFFSETS]],
    ])('refuses a bad %s: %j', async (field, body) => {
      expectError(await service.generate(eventId, body), 400, 'VALIDATION_FAILED', field);
    });

    it('treats null like a field that is left out', async () => {
      const offsets = { start_offset_seconds: null, end_offset_seconds: null };
      const others = {
        force: null,
        fps: null,
        output_format: null,
        source: null,
        cut: null,
        video_codec: null,
      };
      expect((await service.generate(clippedId, { ...offsets, ...others })).status).toBe(200);
    });
  });

  describe('of bodies', () => {
    const text = (characters: string) =>
      `{"camera_id": "${characters}", "started_at": "${STARTED}"}`;
    const nested = (levels: number) => `{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`;

    it.each<[string, string, number, string]>([
      ['malformed JSON', '{"camera_id": ', 400, 'BAD_REQUEST'],
      ['JSON that is not an object', '"text"', 400, 'BAD_REQUEST'],
      ['null', 'null', 400, 'BAD_REQUEST'],
      ['JSON 33 levels deep', nested(32), 400, 'VALIDATION_FAILED'],
      ['JSON 20,000 levels deep', nested(20_000), 400, 'VALIDATION_FAILED'],
      ['NUL', text('a\\u0000b'), 400, 'VALIDATION_FAILED'],
      ['an unpaired surrogate', text('a\\ud800b'), 400, 'VALIDATION_FAILED'],
      ['a NUL in a name', '{"a\\u0000b": 1}', 400, 'VALIDATION_FAILED'],
      ['more than 1 MB', text('a'.repeat(1 << 20)), 413, 'BODY_TOO_LARGE'],
    ])('refuses %s', async (_, body, status, code) => {
      expectError(await service.call('POST', '/api/events', body), status, code);
      const path = `/api/events/${eventId}/clip/generate`;
      expectError(await service.call('POST', path, body), status, code);
    });

    it('takes up to 1 MB', async () => {
      const answer = await service.call('POST', '/api/events', text('a'.repeat((1 << 20) - 100)));
      expectError(answer, 400, 'VALIDATION_FAILED', 'camera_id');
    });

    it.each([
      ['an unknown encoding', { 'content-encoding': 'zip' }, 415],
      ['an unknown charset', { 'content-type': 'application/json; charset=klingon' }, 415],
      ['invalid gzip', { 'content-encoding': 'gzip' }, 400],
    ])('refuses %s', async (_, headers, status) => {
      const answer = await service.call('POST', '/api/events', text('front'), headers);
      expect(answer).toMatchObject({ status, body: { statusCode: status } });
    });
  });

  describe('of ids', () => {
    const MALFORMED = ['0', '-1', '+1', '1.0', '1e3', '0x1', '01', 'abc', '%201', '１'];
    const UNKNOWN = ['2147483647', '2147483648', '9223372036854775808'];

    it.each([
      { route: 'GET /api/events/:id' },
      { route: 'PATCH /api/events/:id', body: { label: 'person' } },
      { route: 'DELETE /api/events/:id' },
      { route: 'POST /api/events/:id/detections', body: { detections: [{}] } },
      { route: 'GET /api/events/:id/clip' },
      { route: 'PATCH /api/events/:id/clip', body: { protected: true } },
      { route: 'DELETE /api/events/:id/clip' },
      { route: 'GET /api/events/:id/clip/progress' },
      { route: 'POST /api/events/:id/clip/generate', body: {} },
      { route: 'DELETE /api/recordings/:id', code: 'RECORDING_NOT_FOUND' },
    ])('refuses malformed and unknown ids: $route', async ({ route, body, code }) => {
      const [method = '', path = ''] = route.split(' ');
      const detection = { file_path: video, detected_at: STARTED };
      const sent = body && 'detections' in body ? { detections: [detection] } : body;
      for (const id of MALFORMED) {
        const answer = await service.call(method, path.replace(':id', id), sent);
        expectError(answer, 400, 'INVALID_ID');
      }
      for (const id of UNKNOWN) {
        const answer = await service.call(method, path.replace(':id', id), sent);
        expectError(answer, 404, code ?? 'EVENT_NOT_FOUND');
      }
    });
  });

  describe('of a clip', () => {
    const NOTHING: Partial<Info> = {
      clip_available: false,
      clip_url: null,
      video_codec: null,
      codecs: null,
      duration_seconds: null,
      generated_at: null,
      file_size_bytes: null,
      status: 'none',
      progress: null,
      message: null,
      error_code: null,
      stale: false,
      format: null,
      starts_at: null,
      ends_at: null,
      requested_starts_at: null,
      requested_ends_at: null,
      gaps: null,
      signed_video: null,
      method: null,
      frames: null,
      width: null,
      height: null,
      sha256: null,
      poster_url: null,
      protected: false,
    };

    it('answers before there is one', async () => {
      const id = await recorded();
      expect(await service.info(id)).toMatchObject({ event_id: id, ...NOTHING });
    });

    it('shows it with its event', async () => {
      const [id, clip_url] = [clippedId, `/api/media/clips/${clippedId}_clip.mp4`];
      const clip = { status: 'completed', clip_url };
      expect((await service.call('GET', `/api/events/${id}`)).body).toMatchObject({ id, clip });
      const list = '/api/events?camera_id=clipped&has_clip=true';
      expect((await service.call('GET', list)).body).toMatchObject({ events: [{ id, clip }] });
    });

    it('answers that there is none once its file was removed', async () => {
      const id = await recorded();
      await service.generate(id, OFFSETS);
      await unlink(home.clips(`${id}_clip.mp4`));
      expect(await service.info(id)).toMatchObject(NOTHING);
      expect((await service.generate(id, OFFSETS)).status).toBe(201);
    });

    it('deletes it, once', async () => {
      const id = await recorded();
      await service.generate(id, OFFSETS);
      const { clip_url } = await service.info(id);
      const path = `/api/events/${id}/clip`;
      const deleted = await service.call('DELETE', path);
      expect([deleted.status, deleted.body]).toEqual([204, null]);
      expect(await service.info(id)).toMatchObject(NOTHING);
      expectError(await service.call('GET', clip_url ?? ''), 404, 'CLIP_NOT_FOUND');
      expectError(await service.call('DELETE', path), 404, 'CLIP_NOT_FOUND');
      await expect(access(home.clips(`${id}_clip.mp4`))).rejects.toThrow('ENOENT');
    });

    it('deletes it with its event', async () => {
      const id = await recorded();
      await service.generate(id, OFFSETS);
      expect((await service.call('DELETE', `/api/events/${id}`)).status).toBe(204);
      expectError(await service.call('GET', `/api/events/${id}/clip`), 404, 'EVENT_NOT_FOUND');
      await expect(access(home.clips(`${id}_clip.mp4`))).rejects.toThrow('ENOENT');
    });

    it('keeps it when a pending request is cancelled', async () => {
      const camera_id = 'patient';
      const still = home.media('still.png');
      await runFfmpeg(['-f', 'lavfi', '-i', 'color', '-frames:v', '1', still]);
      await service.recording({ camera_id, file_path: video, started_at: at(0) });
      const now = new Date().toISOString();
      const detections = [{ file_path: still, detected_at: now }];
      const id = await service.event({ camera_id, started_at: now, detections });
      expect((await service.generate(id, { source: 'images' })).status).toBe(201);
      const { sha256 } = await service.info(id);

      // The camera's recording of this moment is not registered yet.
      const waiting = await service.generate(id, { source: 'video', force: true });
      expect(waiting).toMatchObject({ status: 202, body: { status: 'pending' } });
      expect(await service.info(id)).toMatchObject({ status: 'pending', sha256 });

      const path = `/api/events/${id}/clip`;
      const cancel = `${path}?pending_only=true`;
      expect((await service.call('DELETE', path)).status).toBe(204);
      expect(await service.info(id)).toMatchObject({ status: 'completed', sha256 });
      expectError(await service.call('DELETE', cancel), 404, 'NOTHING_PENDING');
      await service.generate(id, { source: 'video', force: true });
      expect((await service.call('DELETE', cancel)).status).toBe(204);
      expect(await service.info(id)).toMatchObject({ status: 'completed', sha256 });
      expect((await service.call('DELETE', path)).status).toBe(204);
      expectError(await service.call('DELETE', path), 404, 'CLIP_NOT_FOUND');
    });
  });

  describe('of the service', () => {
    it.each(['/health/live', '/health/ready'])('answers %s with the status alone', async (path) => {
      const { status, body } = await service.call('GET', path);
      expect([status, body]).toEqual([200, { status: 'ok' }]);
    });

    it.each([
      ['GET', '/api'],
      ['GET', '/api/nothing'],
      ['POST', '/api/nothing'],
      ['PUT', '/api/events'],
      ['DELETE', '/health/live'],
      ['GET', '/api/events/1/clip/generate'],
      ['GET', '/api/media/clips/'],
      ['GET', '/api/media/..%2f..%2fetc%2fpasswd'],
      ['GET', '//etc/passwd'],
    ])('has nothing at %s %s', async (method, path) => {
      expectError(await service.call(method, path), 404, 'NOT_FOUND');
    });

    it.each(['1_clip.mov', '01_clip.mp4', '..%2f1_clip.mp4', '.tmp', 'posters'])(
      'serves no clip by the name %s',
      async (name) => {
        expectError(await service.call('GET', `/api/media/clips/${name}`), 404, 'CLIP_NOT_FOUND');
      },
    );

    it('does not say what it is built with', async () => {
      const { headers } = await service.call('GET', '/api/events');
      expect(headers.get('x-powered-by')).toBeNull();
    });

    it('refuses a malformed address', async () => {
      expectError(await service.call('GET', '/api/events/%E0%A4%A'), 400, 'BAD_REQUEST');
    });

    it('makes no clips if generation is disabled, and serves existing ones', async () => {
      const other = await startService(home, { CLIP_GENERATION_ENABLED: 'false' });
      try {
        const answer = await other.generate(eventId, OFFSETS);
        expectError(answer, 503, 'CLIP_GENERATION_DISABLED');
        expect((await other.generate(clippedId)).status).toBe(200);
        const { clip_url } = await other.info(clippedId);
        expect((await other.download(clip_url ?? '')).length).toBeGreaterThan(1000);
      } finally {
        await other.stop();
      }
    });
  });
});

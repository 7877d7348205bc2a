import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, rename, symlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Answer, Generated, Info } from '../../support/api.js';
import type { FootageOptions } from '../../support/footage.js';
import { runFfmpeg } from '../../support/footage/run-ffmpeg.js';
import { createHome, type Home } from '../../support/home.js';
import { slice } from '../../support/matrix.js';
import { type Service, startService } from '../../support/service.js';
import { numbers, readClip, type ReadClip, type ReadOptions } from '../../support/read-clip.js';

/** The footage is twelve seconds at 15 frames a second: frame n is shown at n / 15 s. */
const SECONDS = 12;
const FPS = 15;
const STARTED = Date.parse('2026-01-03T10:00:00Z');

/** The instant that many seconds into the footage. */
const at = (seconds: number) => new Date(STARTED + Math.round(seconds * 1000)).toISOString();
const frameAt = (frame: number) => at(frame / FPS);

const KINDS: readonly [string, FootageOptions, Partial<ReadClip>?][] = [
  ['B-frames and AAC', { bFrames: 2, audio: 'aac-48k' }, { audioCodec: 'aac' }],
  ['G.711 in Matroska', { container: 'mkv', audio: 'pcm_mulaw' }, { audioCodec: 'aac' }],
  ['G.711 in AVI', { codec: 'mpeg4', container: 'avi', audio: 'pcm_mulaw' }],
  ['PCM in QuickTime', { container: 'mov', audio: 'pcm_s16le' }, { audioCodec: 'aac' }],
  ['an MPEG transport stream', { container: 'ts', audio: 'aac-16k' }],
  ['a transport stream with open GOPs', { container: 'ts', bFrames: 2, openGop: true }],
  ['intra refresh', { intraRefresh: true }],
  ['Flash video', { container: 'flv' }],
  ['a varying frame rate', { vfr: true }],
  ['HEVC', { codec: 'libx265' }],
  ['MJPEG of odd size', { codec: 'mjpeg', container: 'mov', size: '321x181' }],
  ['a fragmented file', { extra: ['-movflags', 'frag_keyframe+empty_moov'] }],
];

describe('A clip of video', () => {
  let home: Home;
  let service: Service;
  let plain: string;

  beforeAll(async () => {
    home = await createHome();
    plain = await home.video('plain.mp4', { seconds: SECONDS });
    service = await startService(home, {
      CLIP_PRE_ROLL_SECONDS: '1',
      CLIP_POST_ROLL_SECONDS: '2',
    });
  });

  afterAll(async () => {
    await service?.stop();
    await home.remove();
  });

  /** Makes the clip of an event, reads it, and checks the answers against the file. */
  async function clipOf(eventId: number, body: object = {}, options: ReadOptions = {}) {
    const answer = await service.generate(eventId, body);
    expect(answer).toMatchObject({ status: 201, body: { status: 'completed' } });
    const info = await service.info(eventId);
    const clip = await readClip(service, info.clip_url ?? '', options);
    expectMatch(answer, info, clip);
    return { answer: answer.body, info, clip };
  }

  function expectMatch(answer: Answer<Generated>, info: Info, clip: ReadClip): void {
    const url = `/api/media/clips/${info.event_id}_clip.mp4`;
    expect(answer.headers.get('location')).toBe(url);
    expect(answer.body).toMatchObject({ clip_url: url, generated_at: info.generated_at });
    expect(info).toMatchObject({
      clip_available: true,
      status: 'completed',
      clip_url: url,
      format: 'mp4',
      error_code: null,
      stale: false,
      frames: clip.frames,
      width: clip.width,
      height: clip.height,
      sha256: clip.sha256,
      file_size_bytes: clip.bytes,
    });
    expect(clip.firstAt).toBe(0);
    expect(info.duration_seconds).toBeCloseTo(clip.durationSeconds, 2);
  }

  const plainEvent = (seconds: number, fields: object = {}) =>
    service.event({
      started_at: at(seconds),
      video: { file_path: plain, started_at: at(0) },
      ...fields,
    });

  const offsets = { start_offset_seconds: -1, end_offset_seconds: 1 };

  describe('shows exactly the interval', () => {
    interface Case {
      /** Seconds into the footage. */
      event: number;
      ended?: number;
      offsets: [start?: number, end?: number];
      frames: [first: number, last: number];
      requested: [from: number, to: number];
      gaps?: [from: number, to: number][];
    }
    it.each<[string, Case]>([
      ['inside the footage', { event: 5, offsets: [-2, 3], frames: [45, 119], requested: [3, 8] }],
      [
        'with bounds between frames',
        { event: 5.03, offsets: [-2, 3], frames: [46, 120], requested: [3.03, 8.03] },
      ],
      [
        'from keyframe to keyframe',
        { event: 4, offsets: [0, 2], frames: [60, 89], requested: [4, 6] },
      ],
      [
        'that starts before the footage',
        { event: 1, offsets: [-3, 2], frames: [0, 44], requested: [-2, 3], gaps: [[-2, 0]] },
      ],
      [
        'that ends after the footage',
        { event: 10, offsets: [0, 5], frames: [150, 179], requested: [10, 15], gaps: [[12, 15]] },
      ],
      [
        'wider than the footage',
        {
          event: 5,
          offsets: [-10, 15],
          frames: [0, 179],
          requested: [-5, 20],
          gaps: [
            [-5, 0],
            [12, 20],
          ],
        },
      ],
      [
        'if empty: the frame that is shown then',
        { event: 5.03, offsets: [1, 1], frames: [90, 90], requested: [6.03, 6.03] },
      ],
      [
        'if empty, at the first frame',
        { event: 0, offsets: [0, 0], frames: [0, 0], requested: [0, 0] },
      ],
      [
        'if empty, within the last frame',
        { event: 11.95, offsets: [0, 0], frames: [179, 179], requested: [11.95, 11.95] },
      ],
      [
        'left out: the event with pre-roll and post-roll',
        { event: 4, ended: 6, offsets: [], frames: [45, 119], requested: [3, 8] },
      ],
      [
        'with its end left out',
        { event: 4, ended: 6, offsets: [-2], frames: [30, 119], requested: [2, 8] },
      ],
    ])('%s', async (_, { event, ended, offsets, frames, requested, gaps = [] }) => {
      const id = await plainEvent(event, ended === undefined ? {} : { ended_at: at(ended) });
      const { info, clip } = await clipOf(id, {
        start_offset_seconds: offsets[0],
        end_offset_seconds: offsets[1],
      });
      expect(clip.numbers).toEqual(numbers(...frames));
      const isEmpty = requested[0] === requested[1];
      expect(info).toMatchObject({
        starts_at: frameAt(frames[0]),
        // The last frame is cut to the end of the interval.
        ends_at: [frameAt(frames[1] + 1), ...(isEmpty ? [] : [at(requested[1])])].sort()[0],
        requested_starts_at: at(requested[0]),
        requested_ends_at: at(requested[1]),
        gaps: gaps.map(([from, to]) => ({ starts_at: at(from), ends_at: at(to) })),
      });
    });

    it.each([
      ['before', -20, -10],
      ['after', 40, 50],
    ])('or fails if the interval is %s the footage', async (_, start, end) => {
      const id = await plainEvent(0);
      const answer = await service.generate(id, {
        start_offset_seconds: start,
        end_offset_seconds: end,
      });
      expect(answer).toMatchObject({
        status: 200,
        body: { status: 'failed', clip_url: null, error_code: 'WINDOW_OUTSIDE_FOOTAGE' },
      });
      const { message } = answer.body;
      for (const instant of [at(0), at(SECONDS), at(start), at(end)]) {
        expect(message).toContain(instant);
      }
      expect(message).toContain('The start of plain.mp4 was given as started_at.');
      expect(message).not.toContain(home.media(''));
      expect(await service.info(id)).toMatchObject({
        clip_available: false,
        status: 'failed',
        error_code: 'WINDOW_OUTSIDE_FOOTAGE',
        message,
      });
    });
  });

  describe('can be made of', () => {
    const SOUND_WITHIN_SECONDS = 0.03;

    it('interlaced footage, of which every frame is shown', async () => {
      const interlaced = ['-vf', 'setfield=tff', '-flags', '+ilme+ildct'];
      const file = await home.video('interlaced.mp4', { seconds: 4, extra: interlaced });
      const video = { file_path: file, started_at: at(0) };
      const id = await service.event({ started_at: at(2), video });
      const body = { start_offset_seconds: -1, end_offset_seconds: 1, cut: 'transcode' };
      expect((await clipOf(id, body)).clip.numbers).toEqual(numbers(15, 44));
    });

    it.each(slice(KINDS, 6))('%s', async (name, options, expected = {}) => {
      const container = options.container ?? 'mp4';
      const file = await home.video(`${name}.${container}`, { seconds: 8, ...options });
      const id = await service.event({
        started_at: at(4),
        video: { file_path: file, started_at: at(0) },
      });
      const { clip } = await clipOf(
        id,
        { start_offset_seconds: -1, end_offset_seconds: 2 },
        options.audio ? { soundAt: (t) => 3 + t } : {},
      );

      // A smart cut may end up to two frames late, if earlier frames depend on them.
      expect(clip.numbers.slice(0, 45)).toEqual(numbers(45, 89));
      expect(clip.numbers.slice(45)).toEqual(numbers(90, 91).slice(0, clip.frames - 45));
      expect([clip.width, clip.height]).toEqual([320, 180]);
      expect(clip).toMatchObject(expected);
      expect(clip.audioCodec === null).toBe(!options.audio);
      // Sound is compared in pieces; a clip whose sound is short would have fewer.
      expect(clip.sound.length > 3).toBe(Boolean(options.audio));
      for (const { late, likeness } of clip.sound) {
        expect(likeness).toBeGreaterThan(0.8);
        expect(Math.abs(late)).toBeLessThan(SOUND_WITHIN_SECONDS);
      }
    });

    it.each([
      ['smart', 'smart', 48],
      ['keyframe', 'copy', 30],
      ['transcode', 'transcode', 48],
    ])('the same footage by %s', async (cut, method, first) => {
      const id = await plainEvent(3.2);
      const body = { start_offset_seconds: 0, end_offset_seconds: 2, cut };
      const { clip, info } = await clipOf(id, body);
      expect(info).toMatchObject({ method, starts_at: frameAt(first) });
      expect(clip.numbers).toEqual(numbers(first, 77));
    });

    it('rotated pictures, and shows them rotated', async () => {
      const turned = home.media('turned.mp4');
      await runFfmpeg(['-i', plain, '-c', 'copy', '-metadata:s:v:0', 'rotate=90', turned]);
      const id = await plainEvent(5, { video: { file_path: turned, started_at: at(0) } });
      const { clip } = await clipOf(id, offsets, { turned: true });
      expect(clip.numbers).toEqual(numbers(60, 89));
      expect([clip.width, clip.height]).toEqual([180, 320]);
    });
  });

  describe('is placed in time by', () => {
    const creationTime = ['-metadata', `creation_time=${at(0)}`];

    it.each<[string, { name: string; extra?: string[]; given?: string }]>([
      ['the start that is given', { name: 'cam_2020-01-01_00-00-00.mp4', given: at(0) }],
      ["the file's name", { name: 'cam_2026-01-03_10-00-00.mp4' }],
      ['its creation time', { name: 'created.mp4', extra: creationTime }],
      ['its modification time', { name: 'changed.mp4' }],
    ])('%s', async (_, { name, extra = [], given = null }) => {
      const changed = new Date(STARTED + SECONDS * 1000);
      const file = await home.video(name, { seconds: SECONDS, extra }, changed);
      const id = await service.event({
        started_at: at(5),
        video: { file_path: file, started_at: given },
      });
      const { clip } = await clipOf(id, { start_offset_seconds: -2, end_offset_seconds: 3 });
      expect(clip.numbers).toEqual(numbers(45, 119));
    });
  });

  describe('is taken from', () => {
    const missing = () => ({ file_path: home.media('nothing.mp4'), started_at: at(0) });

    /** A camera with a recording whose frames are numbered from 1000. */
    async function recorded(camera: string): Promise<void> {
      const file = await home.video(`${camera}.mp4`, { seconds: SECONDS, startNumber: 1000 });
      await service.recording({ camera_id: camera, file_path: file, started_at: at(0) });
    }

    it("the event's own video, even if there is a recording", async () => {
      await recorded('own');
      const id = await plainEvent(5, { camera_id: 'own' });
      const { clip, info } = await clipOf(id, offsets);
      expect(clip.numbers).toEqual(numbers(60, 89));
      expect(info.message).toBeNull();
    });

    it('a recording if the video is missing, and the answer says so', async () => {
      await recorded('missing');
      const id = await service.event({
        camera_id: 'missing',
        started_at: at(5),
        video: missing(),
      });
      const { clip, info, answer } = await clipOf(id, offsets);
      expect(clip.numbers).toEqual(numbers(1060, 1089));
      expect(answer.message).toMatch(/^Clip generated successfully\. There is no such file/);
      expect(info.message).toMatch(/^There is no such file/);
      expect(info.message).not.toContain('nothing.mp4');
    });

    it('the recording of its own camera that covers the interval', async () => {
      await recorded('covered');
      const before = await home.video('before.mp4', { seconds: 3, startNumber: 2000 });
      await service.recording({
        camera_id: 'covered',
        file_path: before,
        started_at: at(-60),
      });
      const id = await service.event({ camera_id: 'covered', started_at: at(5) });
      const { clip } = await clipOf(id, offsets);
      expect(clip.numbers).toEqual(numbers(1060, 1089));
    });

    it('recordings that follow each other, and the gap between them is listed', async () => {
      const camera_id = 'parts';
      for (const [from, startNumber] of [
        [0, 0],
        [4, 60],
        [9, 135],
      ] as const) {
        const part = await home.video(`part ${from}.mp4`, { seconds: 4, startNumber });
        await service.recording({ camera_id, file_path: part, started_at: at(from) });
      }
      const id = await service.event({ camera_id, started_at: at(2), ended_at: at(10) });
      const offsets = { start_offset_seconds: 0, end_offset_seconds: 8 };
      const { clip, info } = await clipOf(id, offsets);
      expect(clip.numbers).toEqual([...numbers(30, 119), ...numbers(135, 149)]);
      expect(info).toMatchObject({
        starts_at: at(2),
        ends_at: at(10),
        gaps: [{ starts_at: at(8), ends_at: at(9) }],
      });
    });

    it.each<[string, (path: string) => Promise<number>]>([
      [
        'recording',
        async (path) => {
          await service.recording({ camera_id: 'moved', file_path: path, started_at: at(0) });
          return service.event({ camera_id: 'moved', started_at: at(5) });
        },
      ],
      [
        "event's own video",
        (path) => plainEvent(5, { video: { file_path: path, started_at: at(0) } }),
      ],
    ])(
      'no %s that a link has led out of the media roots since it was registered',
      async (kind, register) => {
        const path = await home.video(`moved ${kind}.mp4`, { seconds: SECONDS });
        const id = await register(path);
        const outside = home.data(`${kind}.mp4`);
        await mkdir(dirname(outside), { recursive: true });
        await rename(path, outside);
        await symlink(outside, path);
        const { body } = await service.generate(id, offsets);
        expect(body).toMatchObject({ status: 'failed', clip_url: null });
        expect(body.message).not.toContain(outside);
      },
    );

    it('no source if all fail, and the first error is reported', async () => {
      const id = await service.event({ camera_id: 'nowhere', started_at: at(5), video: missing() });
      const { status, body } = await service.generate(id, offsets);
      expect([status, body.status, body.error_code]).toEqual([200, 'failed', 'VIDEO_NOT_FOUND']);
      expect(body.message).not.toContain(home.media(''));
    });
  });
});

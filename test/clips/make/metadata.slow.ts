import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { footage } from '../../support/footage.js';
import { runFfmpeg } from '../../support/footage/run-ffmpeg.js';
import { createHome, type Home } from '../../support/home.js';
import { type Service, startService } from '../../support/service.js';
import { CAPTIONS_MARK, videoWithUserData } from './user-data.js';

const STARTED = '2026-01-03T10:00:00Z';
/** Not at a keyframe, so that `smart` encodes a head and copies the rest. */
const WINDOW = { start_offset_seconds: 1, end_offset_seconds: 5 };
const STREAM_TAGS = ['language', 'handler_name', 'vendor_id', 'encoder', 'creation_time'];
const PLACE = 'N48-11-GARDEN-GATE';

/** What a camera writes about its place and model must not get into clips. */
describe('Metadata of footage', () => {
  let home: Home;
  let service: Service;
  let video: string;

  beforeAll(async () => {
    home = await createHome();
    service = await startService(home, { CLIP_GIF_MAX_SECONDS: '2' });
    video = await taggedVideo();
  });
  afterAll(async () => {
    await service?.stop();
    await home.remove();
  });

  /** Tags of the file and of its streams, chapters, and user data in the video stream. */
  async function taggedVideo(): Promise<string> {
    const path = home.media('tagged.mp4');
    const tags = home.media('tags.txt');
    await writeFile(
      tags,
      `;FFMETADATA1\nmake=${PLACE}\ncom.apple.quicktime.location.ISO6709=+48.1+011.5/${PLACE}\n` +
        `title=${PLACE}\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=3\ntitle=${PLACE}\n`,
    );
    // MPEG-TS has the parameter sets before each keyframe, so the user data is there too.
    const source = await footage({ seconds: 8, container: 'ts', audio: 'aac-48k' });
    const userData = `086f3693-b7b3-4f2c-9653-21492feee5b8+${PLACE}`;
    await runFfmpeg([
      ...['-v', 'error', '-i', source, '-i', tags, '-map', '0', '-map_metadata', '1'],
      ...['-c', 'copy', '-bsf:v', `h264_metadata=sei_user_data=${userData}`],
      ...['-metadata:s:v', `handler_name=${PLACE}`, '-metadata:s:a', `handler_name=${PLACE}`],
      ...['-movflags', 'use_metadata_tags', '-y', path],
    ]);
    // The file, a chapter, two streams, and a keyframe every two seconds.
    expect((await readFile(path, 'latin1')).split(PLACE).length - 1).toBeGreaterThanOrEqual(8);
    return path;
  }

  /** A JPEG with Exif data and a comment, as from phones and cameras. */
  async function taggedStill(index: number): Promise<string> {
    const path = home.media(`tagged-${index}.jpg`);
    await runFfmpeg(['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2', '-frames:v', '1', '-y', path]);
    const segment = (marker: number, text: string) =>
      Buffer.concat([Buffer.from([0xff, marker, 0, text.length + 2]), Buffer.from(text, 'latin1')]);
    const jpeg = await readFile(path);
    const exif = segment(0xe1, `Exif\0\0MM\0*\0\0\0\x08\0\0${PLACE}`);
    const comment = segment(0xfe, PLACE);
    await writeFile(path, Buffer.concat([jpeg.subarray(0, 2), exif, comment, jpeg.subarray(2)]));
    return path;
  }

  async function expectBare(id: number, body: object, method: string): Promise<void> {
    expect((await service.generate(id, { ...WINDOW, ...body })).status).toBe(201);
    const info = await service.withPoster(id);
    expect(info).toMatchObject({ clip_available: true, method });
    for (const url of [info.clip_url, info.poster_url]) {
      expect((await service.download(url ?? '')).includes(PLACE)).toBe(false);
    }
    const clip = home.clips(info.clip_url?.split('/').at(-1) ?? '');
    const show = ['-show_format', '-show_streams', '-show_chapters', '-of', 'json'];
    const { tags, streams, chapters } = await probe([...show, clip]);
    expect(chapters).toEqual([]);
    // Written when the clip is made.
    const allowed = [
      'major_brand',
      'minor_version',
      'compatible_brands',
      'encoder',
      'creation_time',
    ];
    expect(Object.keys(tags).filter((tag) => !allowed.includes(tag))).toEqual([]);
    for (const { codec_type, tags: own = {} } of streams) {
      expect(['video', 'audio']).toContain(codec_type);
      const names = Object.keys(own).filter((tag) => !STREAM_TAGS.includes(tag));
      expect(names).toEqual([]);
      expect(own['handler_name'] ?? '').not.toContain(PLACE);
    }
  }

  it.each([
    ['smart', {}],
    ['copy', { cut: 'keyframe' }],
    ['transcode', { cut: 'transcode' }],
    ['transcode', { output_format: 'gif' }],
  ])('is left out of a clip made by %s with %j', async (method, body) => {
    const id = await service.event({
      started_at: STARTED,
      video: { file_path: video, started_at: STARTED },
    });
    await expectBare(id, body, method);
  });

  it.each([
    ['h264', 'smart', {}],
    ['h264', 'copy', { cut: 'keyframe' }],
    ['h264', 'transcode', { cut: 'transcode' }],
    ['hevc', 'transcode', {}],
    ['mpeg4', 'transcode', {}],
    ['mjpeg', 'transcode', {}],
  ])('in a video stream of %s is left out of a clip made by %s', async (codec, method, body) => {
    const file_path = await videoWithUserData(codec, PLACE, home.media(`${codec}-${method}`));
    const written = await readFile(file_path, 'latin1');
    expect(written.split(PLACE).length - 1).toBeGreaterThanOrEqual(90);
    const id = await service.event({
      started_at: STARTED,
      video: { file_path, started_at: STARTED },
    });
    await expectBare(id, body, method);
    const { clip_url, ends_at } = await service.info(id);
    expect((await service.download(clip_url ?? '')).includes(CAPTIONS_MARK)).toBe(false);
    expect(ends_at).toBe('2026-01-03T10:00:05.000Z');
  });

  it.each(['mp4', 'gif'])('is left out of a clip of still frames as %s', async (output_format) => {
    const detections = await Promise.all(
      [1, 2, 3].map(async (second) => ({
        file_path: await taggedStill(second),
        detected_at: STARTED.replace('00Z', `0${second}Z`),
      })),
    );
    const id = await service.event({ started_at: STARTED, detections });
    await expectBare(id, { output_format }, 'images');
  });
});

interface Probed {
  format: { tags?: Record<string, string> };
  streams: { codec_type: string; tags?: Record<string, string> }[];
  chapters: unknown[];
}

async function probe(args: string[]) {
  const { stdout } = await promisify(execFile)('ffprobe', ['-v', 'error', ...args]);
  const { format, streams, chapters } = JSON.parse(stdout) as Probed;
  return { tags: format.tags ?? {}, streams, chapters };
}

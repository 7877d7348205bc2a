import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import pg from 'pg';
import type { RecordingDto } from '../../../src/events/recordings/dto/recording.dto.js';
import type { Wire } from '../../../src/common/http/example.js';
import { runCommand } from '../../support/command.js';
import { damage } from '../../support/damage.js';
import { eventually } from '../../support/eventually.js';
import type { FootageOptions } from '../../support/footage.js';
import { runFfmpeg } from '../../support/footage/run-ffmpeg.js';
import { createHome, type Home } from '../../support/home.js';
import { numbers, readClip } from '../../support/read-clip.js';
import { type Service, startService } from '../../support/service.js';

const STARTED = Date.parse('2026-01-03T10:00:00Z');
const at = (seconds: number, from = STARTED) => new Date(from + seconds * 1000).toISOString();
const FRAGMENTS = ['-movflags', 'frag_keyframe+empty_moov'];
/** Fragments of a second. */
const GROWING = { seconds: 6, gopSeconds: 1, extra: FRAGMENTS };
const WALL_CLOCK = '1767434400';

let home: Home;
let service: Service;
let database: pg.Client;
let test = 0;
/** A camera of this test alone, also when the test is repeated. */
const camera = () => `camera-${test}`;

beforeAll(async () => {
  home = await createHome();
  database = new pg.Client(home.settings['DATABASE_URL']);
  await database.connect();
  service = await startService(home, { CLIP_FOOTAGE_GRACE_SECONDS: '60' });
});
beforeEach(() => void test++);
afterAll(async () => {
  await service?.stop();
  await database?.end();
  await home.remove();
});

/** Registers a file that starts so many seconds after ten o'clock. */
async function register(file_path: string, seconds: number, from = STARTED): Promise<number> {
  return service.recording({ camera_id: camera(), file_path, started_at: at(seconds, from) });
}

/** Six seconds with the frames of the camera from that second on. */
function recorded(name: string, second: number, options: FootageOptions = {}): Promise<string> {
  return home.video(`${camera()}-${name}`, { seconds: 6, startNumber: second * 15, ...options });
}

/** The extent of the camera's recordings in seconds after ten o'clock, by file name. */
async function extents(): Promise<Record<string, [number, number]>> {
  const { body } = await service.call<{ recordings: Wire<RecordingDto>[] }>(
    'GET',
    `/api/recordings?camera_id=${camera()}`,
  );
  const seconds = (time: string) => (Date.parse(time) - STARTED) / 1000;
  return Object.fromEntries(
    body.recordings.map(({ file_path, started_at, ended_at }) => [
      basename(file_path).replace(`${camera()}-`, ''),
      [seconds(started_at), seconds(ended_at)],
    ]),
  );
}

/** An event of the camera, and the frames of its clip. */
async function clipOf(from: number, to: number, cut = 'smart') {
  const id = await service.event({ camera_id: camera(), started_at: at(from), ended_at: at(to) });
  const offsets = { start_offset_seconds: 0, end_offset_seconds: to - from };
  const { status, body } = await service.generate(id, { ...offsets, cut });
  if (status !== 201) throw new Error(`${status}: ${JSON.stringify(body)}`);
  const clip = await readClip(service, `/api/media/clips/${id}_clip.mp4`);
  return { id, frames: clip.numbers, info: await service.info(id) };
}

/** Copies a file with other timestamps, durations or tracks. */
async function remuxed(input: string, name: string, args: string[], before: string[] = []) {
  const path = home.media(`${camera()}-${name}`);
  await runFfmpeg([...before, '-i', input, ...args, '-c:v', 'copy', '-c:a', 'aac', '-y', path]);
  return path;
}

describe('The extent of a recording', () => {
  const lastClaims = (seconds: number) => [
    '-bsf:v',
    `setts=duration='if(eq(N,89),${seconds}/TB,DURATION)'`,
  ];
  const sound = ['-f', 'lavfi', '-itsoffset', '500', '-t', '6', '-i', 'sine=sample_rate=48000'];

  it.each<[string, (plain: string) => Promise<string>]>([
    ['its first picture is late', (plain) => remuxed(plain, 'odd.mp4', ['-output_ts_offset', '6'])],
    [
      'its clock is that of the wall',
      (plain) => remuxed(plain, 'odd.mp4', ['-output_ts_offset', WALL_CLOCK]),
    ],
    ['its last picture claims hours', (plain) => remuxed(plain, 'odd.mp4', lastClaims(8520))],
    [
      'its last picture claims hours, in fragments',
      (plain) => remuxed(plain, 'odd.mp4', [...lastClaims(8520), ...FRAGMENTS]),
    ],
    [
      'its last picture claims hours, in QuickTime',
      (plain) => remuxed(plain, 'odd.mov', lastClaims(8520)),
    ],
    ['its sound is on another clock', (plain) => remuxed(plain, 'odd.mp4', [], sound)],
    ['its sound is on another clock, in Matroska', (plain) => remuxed(plain, 'odd.mkv', [], sound)],
    ['its sound is on another clock, in MPEG-TS', (plain) => remuxed(plain, 'odd.ts', [], sound)],
    [
      'it has no duration, in FLV',
      (plain) => remuxed(plain, 'odd.flv', ['-flvflags', 'no_duration_filesize']),
    ],
    [
      'its header has no duration',
      async (plain) => {
        const bytes = await readFile(plain);
        bytes.writeUInt32BE(0, bytes.indexOf('mvhd') + 4 + 16);
        const path = home.media(`${camera()}-odd.mp4`);
        await writeFile(path, bytes);
        return path;
      },
    ],
  ])('is that of its pictures where %s', async (_, oddly) => {
    const odd = await oddly(await recorded('plain.mp4', 0));
    await register(odd, 0);
    await register(await recorded('next.mp4', 6), 6);
    const { [basename(odd).replace(`${camera()}-`, '')]: extent } = await extents();
    expect(extent![0]).toBe(0);
    expect(extent![1]).toBeCloseTo(6, 1);
    expect((await clipOf(7, 9)).frames).toEqual(numbers(105, 134));
    const across = await clipOf(4, 8);
    expect(across.frames).toEqual(numbers(60, 119));
    expect(across.info.gaps).toEqual([]);
  });

  it('is that of its pictures where its sound is longer', async () => {
    const audio = { audio: 'aac-48k', audioSeconds: 7 } as const;
    await register(await recorded('long-sound.mp4', 0, audio), 0);
    expect((await extents())['long-sound.mp4']).toEqual([0, 6]);
  });
});

describe('A recording that an older version registered', () => {
  /** Stores a row and its clips' keys as version 0.1.0 did for a container that claims another end. */
  async function age(id: number, seconds: number): Promise<void> {
    await database.query(
      `UPDATE recordings SET ended_at = started_at + make_interval(secs => $2),
       facts = facts #- '{video,endTimeSeconds}' || jsonb_build_object('durationSeconds', $2::float8)
       WHERE id = $1`,
      [id, seconds],
    );
  }

  async function keysOf(eventId: number): Promise<string[]> {
    const sql = 'SELECT made_from FROM clips WHERE event_id = $1';
    const { rows } = await database.query<{ made_from: string[] }>(sql, [eventId]);
    return rows[0]!.made_from;
  }

  const staleness = async (id: number) => (await service.info(id)).stale;

  it('is corrected when it is read, without making its clips stale', async () => {
    const recording = await register(await recorded('first.mp4', 0), 0);
    await register(await recorded('next.mp4', 6), 6);
    const { id } = await clipOf(4, 8);
    await age(recording, 500_000);
    const start = STARTED + 4000;
    const [key, corrected] = [8000, 6000].map(
      (end) => `recording:${recording}:${start}:${STARTED + end}`,
    );
    await database.query(
      `UPDATE clips SET made_from = replace(made_from::text, $2, $3)::jsonb WHERE event_id = $1`,
      [id, corrected, key],
    );
    expect(await keysOf(id)).toContain(key);
    expect(await staleness(id)).toBe(false);

    // It claims to overlap this window, almost a week long.
    expect((await clipOf(7, 9)).frames).toEqual(numbers(105, 134));
    expect((await extents())['first.mp4']).toEqual([0, 6]);
    expect(await keysOf(id)).toContain(corrected);
    expect(await staleness(id)).toBe(false);
  });

  it('is found and corrected by event-clips verify --recordings', async () => {
    const recording = await register(await recorded('first.mp4', 0), 0);
    const { id } = await clipOf(2, 4);
    await age(recording, 3600);
    const lost = await recorded('lost.mp4', 6);
    await register(lost, 6);
    const restore = await damage(lost);
    const replaced = await recorded('replaced.mp4', 12);
    await register(replaced, 12);
    await writeFile(replaced, 'This is no video.');
    const about = (path: string) => expect.objectContaining({ file_path: path });

    const { code, stdout, stderr } = await runCommand(
      home.settings,
      ...['verify', '--recordings', '--json'],
    );
    expect([code, stderr]).toEqual([2, expect.stringContaining('verify …')]);
    const audit = JSON.parse(stdout) as { recordings: number; findings: object[] };
    const first = home.media(`${camera()}-first.mp4`);
    expect(code).toBe(2);
    expect(audit.findings).toContainEqual({
      ...{ recording_id: recording, file_path: first, problem: 'corrected' },
      before: { started_at: at(0), ended_at: at(3600) },
      now: { started_at: at(0), ended_at: at(6) },
    });
    expect(audit.findings).toContainEqual(
      expect.objectContaining({ file_path: lost, problem: 'unreadable' }),
    );
    // Also where the service has noticed it before.
    expect(audit.findings).toContainEqual(
      expect.objectContaining({ file_path: replaced, problem: 'replaced' }),
    );
    expect(await staleness(id)).toBe(false);

    await restore();
    const again = await runCommand(home.settings, 'verify', '--recordings', '--json');
    const { findings } = JSON.parse(again.stdout) as typeof audit;
    expect(findings).not.toContainEqual(about(first));
    expect(findings).not.toContainEqual(about(lost));
  });
});

describe('A recording that was registered while it was being written', () => {
  /** Writes the first part of a growing file, and later all of it. */
  async function growing(name: string) {
    const whole = await readFile(await recorded(`whole-${name}`, 0, GROWING));
    const path = home.media(`${camera()}-${name}`);
    await writeFile(path, whole.subarray(0, Math.round(whole.length / 2)));
    return { path, grow: () => writeFile(path, whole) };
  }

  it('is used with all that it contains when the clip is requested', async () => {
    const { path, grow } = await growing('grows.mp4');
    await register(path, 0);
    expect((await extents())['grows.mp4']![1]).toBeLessThan(4);
    await grow();
    const { frames, info } = await clipOf(4, 6);
    expect(frames).toEqual(numbers(60, 89));
    expect(info.gaps).toEqual([]);
    expect((await extents())['grows.mp4']).toEqual([0, 6]);
  });

  it('fills the gap of a clip that is requested again', async () => {
    const { path, grow } = await growing('fills.mp4');
    await register(path, 0);
    const { id, info } = await clipOf(1, 6);
    expect(info.gaps).toHaveLength(1);
    const generate = () => service.generate(id, { start_offset_seconds: 0, end_offset_seconds: 5 });
    expect(await generate()).toMatchObject({ status: 200 });
    await grow();
    expect(await generate()).toMatchObject({ status: 201 });
    expect((await service.info(id)).gaps).toEqual([]);
  });

  it('is waited for while it grows', async () => {
    const { path, grow } = await growing('waits.mp4');
    const now = Date.now();
    await register(path, -5, now);
    const id = await service.event({ camera_id: camera(), started_at: at(-1, now) });
    const offsets = { start_offset_seconds: -1, end_offset_seconds: 1 };
    expect(await service.generate(id, offsets)).toMatchObject({
      status: 202,
      body: { message: expect.stringContaining('Waiting for footage') },
    });
    await grow();
    await eventually(async () => (await service.info(id)).status === 'completed', 12_000);
    const clip = await readClip(service, `/api/media/clips/${id}_clip.mp4`);
    expect(clip.numbers).toEqual(numbers(45, 74));
  });

  it('is not looked at by GET', async () => {
    const { path, grow } = await growing('idle.mp4');
    await register(path, 0);
    const { id } = await clipOf(0, 6);
    await grow();
    expect((await service.info(id)).stale).toBe(false);
    expect((await extents())['idle.mp4']![1]).toBeLessThan(4);
  });
});

describe('A recording without a picture in its part of the clip', () => {
  /** Overwrites the pictures of a file from a third of it on. */
  async function damaged(name: string): Promise<string> {
    const path = await recorded(name, 0, { gopSeconds: 1, extra: ['-movflags', 'faststart'] });
    const bytes = await readFile(path);
    const from = bytes.indexOf('mdat') + 8;
    bytes.fill(0, from + Math.round((bytes.length - from) / 3));
    await writeFile(path, bytes);
    return path;
  }

  it('is left out, and the clip is made of the others', async () => {
    const bad = await damaged('bad.mp4');
    await register(bad, 0);
    await register(await recorded('good.mp4', 6), 6);
    const { frames, info } = await clipOf(4, 8);
    expect(frames).toEqual(numbers(90, 119));
    expect(info.gaps).toEqual([{ starts_at: at(4), ends_at: at(6) }]);
    expect(info.message).toContain(basename(bad));
    expect(info.message).not.toContain(home.media(''));
  });

  it('is replaced by one that lies inside it', async () => {
    await register(await damaged('outer.mp4'), 0);
    await register(await recorded('inner.mp4', 3, { seconds: 2 }), 3.5);
    const { frames } = await clipOf(4, 5);
    expect(frames).toEqual(numbers(53, 67));
  });

  it('fails the clip where there is no other', async () => {
    await register(await damaged('only.mp4'), 0);
    await expect(clipOf(4, 6)).rejects.toThrow('UNREADABLE_SOURCE');
  });

  it('is replaced by recordings where it is the video of the event', async () => {
    const file_path = await damaged('own.mp4');
    await register(await recorded('recorded.mp4', 0), 0);
    const id = await service.event({
      ...{ camera_id: camera(), started_at: at(4) },
      video: { file_path, started_at: at(0) },
    });
    const offsets = { start_offset_seconds: 0, end_offset_seconds: 1 };
    expect(await service.generate(id, offsets)).toMatchObject({ status: 201 });
    const clip = await readClip(service, `/api/media/clips/${id}_clip.mp4`);
    expect(clip.numbers).toEqual(numbers(60, 74));
  });
});

it('Of two recordings that overlap, the later one is shown from its start on', async () => {
  await register(await recorded('earlier.mp4', 0), 0);
  // The same camera, with other numbers to tell the frames apart.
  await register(await recorded('later.mp4', 1000), 4);
  const { frames, info } = await clipOf(2, 8);
  expect(frames).toEqual([...numbers(30, 59), ...numbers(15_000, 15_059)]);
  expect(info.gaps).toEqual([]);
});

import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import { copyFile, mkdir, readFile, rename, stat, utimes, writeFile } from 'node:fs/promises';
import { ClipsService } from '../../../src/clips/api/clips.service.js';
import { ClipProducer } from '../../../src/clips/make/clip-producer.js';
import type { SourceRecord } from '../../../src/clips/model/source-record.js';
import { EventsService } from '../../../src/events/events/events.service.js';
import { FileLooks } from '../../../src/events/footage/file-looks.js';
import { RecordingsService } from '../../../src/events/recordings/recordings.service.js';
import type { FootageOptions } from '../../support/footage.js';
import { runFfmpeg } from '../../support/footage/run-ffmpeg.js';
import { pictureSource } from '../../support/footage/picture.js';
import type { Api } from '../../support/api.js';
import { numbers, readClip } from '../../support/read-clip.js';
import { type ClipsApp, STARTED, startClipsApp } from '../clips-app.js';

const HOUR_MS = 3_600_000;
const at = (seconds: number) => new Date(STARTED.getTime() + seconds * 1000);
/** In the future, so that the file counts as open however busy the machine is. */
const OPEN_MS = -60_000;
/** Long enough ago that nothing writes to the file any more. */
const before = (ms: number) => new Date(Date.now() - ms);
const AFTER = 'so it is not shown. Have the recorder write each file to a path of its own.';
const replaced = (name: string) => `${name} was replaced since it was registered, ${AFTER}`;

describe('A path that is used again', () => {
  let app: ClipsApp;
  let test = 0;

  beforeAll(async () => {
    app = await startClipsApp({ preRollSeconds: 1, postRollSeconds: 1 }, { work: true });
  });
  beforeEach(() => void test++);
  afterEach(() => void jest.restoreAllMocks());
  afterAll(() => app?.close());

  /** A camera and files of this test alone, also when the test is repeated. */
  const camera = () => `camera-${test}`;
  const path = (name: string) => app.home.media(`${test}/${name}`);
  const film = (
    name: string,
    startNumber: number,
    modifiedAt?: Date,
    options: FootageOptions = {},
  ) => app.home.video(`${test}/${name}`, { seconds: 6, startNumber, ...options }, modifiedAt);

  /** Puts another file in place of one, as a recorder that renames does. */
  async function replace(
    name: string,
    startNumber: number,
    modifiedAt: Date,
    options?: FootageOptions,
  ) {
    const fresh = await film(`fresh-${name}`, startNumber, modifiedAt, options);
    await rename(fresh, path(name));
  }

  const register = (name: string, startedAt?: Date) =>
    app.get(RecordingsService).register({
      ...{ camera_id: camera(), file_path: path(name) },
      ...(startedAt && { started_at: startedAt }),
    });

  /** An event that lasts from the third to the fourth second. */
  async function event(fields: object = {}): Promise<number> {
    const { event: created } = await app.get(EventsService).create({
      ...{ camera_id: camera(), started_at: at(3), ended_at: at(4), ...fields },
    });
    return created.id;
  }

  /** Examines all files that wait for it, without waiting for as long. */
  async function examine(): Promise<void> {
    for (const [table, column] of LOOKS) {
      await app.dataSource.query(
        `UPDATE ${table} SET ${column} = now() WHERE ${column} IS NOT NULL`,
      );
    }
    await app.get(FileLooks).run();
  }
  const LOOKS = [
    ['recordings', 'look_at'],
    ['detections', 'look_at'],
    ['events', 'video_look_at'],
  ] as const;

  async function generate(id: number, body: object = {}) {
    return (await app.get(ClipsService).generate(id, body, 60)).body;
  }

  /** The numbers of the frames that the event's clip shows. */
  async function shown(id: number) {
    const file = app.home.clips(`${id}_clip.mp4`);
    const clip = await readClip({ download: () => readFile(file) } as unknown as Api, 'clip.mp4');
    return clip.numbers;
  }

  const info = (id: number) => app.get(ClipsService).info(id);
  const sourcesOf = async (id: number) =>
    (await app.row<{ sources: SourceRecord[] }>('clips', id))!.sources;
  const [seconds, fps] = [(n: number) => n * 15, 15];

  /** The frames of the event's interval, in a file whose first frame has this number. */
  const frames = (startNumber: number) =>
    numbers(startNumber + 2 * fps, startNumber + seconds(5) - 1);

  describe('by a recording', () => {
    it.each<[string, (name: string) => Promise<unknown>, number]>([
      [
        'is replaced by a longer file',
        (name) => replace(name, 1000, before(HOUR_MS), { seconds: 9 }),
        1000,
      ],
      [
        'is replaced by a shorter file',
        (name) => replace(name, 1000, before(HOUR_MS), { seconds: 5 }),
        1000,
      ],
      [
        'is overwritten in place',
        (name) => film(name, 1000, before(HOUR_MS), { seconds: 9 }),
        1000,
      ],
      ['is overwritten in place by a file of its size', (name) => overwrite(name), 0],
    ])(
      'that %s is not shown, and is another recording when it is registered again',
      async (_, put, first) => {
        await film('latest.mp4', 0, before(3 * HOUR_MS));
        const old = await register('latest.mp4', at(0));
        const made = await event();
        expect(await generate(made)).toMatchObject({ status: 'completed' });
        expect(await shown(made)).toEqual(frames(0));
        await examine();
        const { sha256 } = await info(made);

        await put('latest.mp4');
        const id = await event();
        const failure = { status: 'failed', error_code: 'VIDEO_NOT_FOUND' };
        expect(await generate(id)).toMatchObject({ ...failure, message: replaced('latest.mp4') });
        expect(await info(made)).toMatchObject({ status: 'completed', stale: false, sha256 });
        expect(await generate(made, { force: true })).toMatchObject(failure);
        expect(await info(made)).toMatchObject({ clip_available: true, stale: false, sha256 });

        const fresh = await register('latest.mp4', at(600));
        expect(fresh.created).toBe(true);
        expect(fresh.recording.id).not.toBe(old.recording.id);
        expect(await generate(id)).toMatchObject({ ...failure, message: replaced('latest.mp4') });
        expect(await info(made)).toMatchObject({ stale: false, sha256 });
        const next = await event({ started_at: at(603), ended_at: at(604) });
        expect(await generate(next)).toMatchObject({ status: 'completed' });
        expect(await shown(next)).toEqual(frames(first));
      },
    );

    /** By a file of the same size, as in a log that is written in a ring. */
    async function overwrite(name: string): Promise<void> {
      const bytes = await readFile(path(name));
      const marked = bytes.indexOf('Lavc');
      // Only what the decoder does not read is changed.
      bytes.write('Ring', marked, 'latin1');
      await writeFile(path(name), bytes, { flag: 'r+' });
      await utimes(path(name), before(HOUR_MS), before(HOUR_MS));
    }

    it('is noticed when it is registered again, before anything has read it', async () => {
      await film('ring.mp4', 0, before(20_000));
      const old = await register('ring.mp4', at(0));
      await replace('ring.mp4', 1000, before(10_000));
      const fresh = await register('ring.mp4', at(10));
      expect(fresh).toMatchObject({ created: true });
      expect(fresh.recording.id).not.toBe(old.recording.id);
      expect(await generate(await event())).toMatchObject({ message: replaced('ring.mp4') });
    });

    it('is noticed when an open file is overwritten in place and registered for another time', async () => {
      await film('ring.mp4', 0);
      await register('ring.mp4', at(0));
      await film('ring.mp4', 1000, undefined, { seconds: 9 });
      expect(await register('ring.mp4', at(10))).toMatchObject({ created: true });
    });

    it('is noticed when an open file is overwritten in place after it was examined', async () => {
      await film('ring.mp4', 0);
      await register('ring.mp4', at(0));
      await examine();
      await film('ring.mp4', 1000, undefined, { seconds: 9 });
      await examine();
      expect(await generate(await event())).toMatchObject({ message: replaced('ring.mp4') });
    });

    it('leaves the parts out that were replaced, and says so', async () => {
      await film('a.mp4', 0, before(HOUR_MS));
      await film('b.mp4', 90, before(HOUR_MS));
      await register('a.mp4', at(-2));
      await register('b.mp4', at(4));
      await examine();
      await replace('b.mp4', 5000, before(HOUR_MS / 2));
      const id = await event();
      const { status, message } = await generate(id);
      expect([status, message]).toEqual(['completed', expect.stringContaining(replaced('b.mp4'))]);
      expect(await shown(id)).toEqual(numbers(60, 89));
      expect((await info(id)).gaps).toHaveLength(1);
    });

    it('is not mentioned where another recording covers its time', async () => {
      await film('a.mp4', 0, before(HOUR_MS));
      await register('a.mp4', at(0));
      await examine();
      await replace('a.mp4', 300, before(HOUR_MS / 2), { seconds: 7 });
      expect(await register('a.mp4', at(0))).toMatchObject({ created: true });
      const id = await event();
      expect(await generate(id)).toMatchObject({ message: 'Clip generated successfully' });
      expect(await shown(id)).toEqual(frames(300));
    });

    it('is noticed while a clip is made of it', async () => {
      await film('a.mp4', 0, before(HOUR_MS));
      await register('a.mp4', at(0));
      const producer = app.get(ClipProducer);
      const produce = producer.produce.bind(producer);
      jest.spyOn(producer, 'produce').mockImplementationOnce(async (...job) => {
        const made = await produce(...job);
        await replace('a.mp4', 1000, before(0));
        return made;
      });
      const id = await event();
      expect(await generate(id)).toMatchObject({ message: replaced('a.mp4') });
      expect(await app.row('clips', id)).toBeNull();
    });
  });

  describe('by nothing else', () => {
    const copied = async (name: string, modifiedAt: Date) => {
      await copyFile(path(name), path('copy'));
      await utimes(path('copy'), modifiedAt, modifiedAt);
      await rename(path('copy'), path(name));
    };
    const unchanged: [string, (name: string, modifiedAt: Date) => Promise<unknown>][] = [
      ['is restored with its time', (name, modifiedAt) => copied(name, modifiedAt)],
      ['is restored without its time', (name) => copied(name, before(0))],
      ['is touched', (name) => utimes(path(name), before(0), before(0))],
    ];

    it.each(unchanged)('is the same recording if it %s', async (_, change) => {
      const modifiedAt = before(HOUR_MS);
      await film('a.mp4', 0, modifiedAt);
      const { recording } = await register('a.mp4', at(0));
      await examine();
      await change('a.mp4', modifiedAt);
      const id = await event();
      expect(await generate(id)).toMatchObject({ message: 'Clip generated successfully' });
      expect(await shown(id)).toEqual(frames(0));
      const again = await register('a.mp4', at(0));
      expect([again.created, again.recording.id]).toEqual([false, recording.id]);
      expect((await info(id)).stale).toBe(false);
      const inode = String((await stat(path('a.mp4'))).ino);
      const known = await app.dataSource.query<object[]>(
        `SELECT identity ->> 'inode' AS inode FROM recordings WHERE id = $1`,
        [recording.id],
      );
      expect(known).toEqual([{ inode }]);
    });

    it.each<[string, number, boolean]>([
      ['while it is open', OPEN_MS, false],
      ['while it is open, after it was examined', OPEN_MS, true],
      ['after it was closed', 2 * HOUR_MS, true],
    ])(
      'is the same recording if it has grown %s, though its head is patched',
      async (_, ageMs, isExamined) => {
        await film('grows.mkv', 0, undefined, { container: 'mkv', seconds: 9, gopSeconds: 1 });
        const whole = await readFile(path('grows.mkv'));
        const part = whole.subarray(0, Math.floor(whole.length * 0.5));
        const open = Buffer.from(part);
        // A name that the writer overwrites in place when it closes the file.
        open.write('Open', open.indexOf('Lavf'), 'latin1');
        await writeFile(path('grows.mkv'), open);
        await utimes(path('grows.mkv'), before(ageMs), before(ageMs));
        const { recording } = await register('grows.mkv', at(0));
        if (isExamined) await examine();
        await writeFile(path('grows.mkv'), whole, { flag: 'r+' });
        await utimes(path('grows.mkv'), before(ageMs - 1000), before(ageMs - 1000));
        const id = await event({ started_at: at(6), ended_at: at(7) });
        expect(await generate(id)).toMatchObject({ message: 'Clip generated successfully' });
        expect(await shown(id)).toEqual(numbers(75, 119));
        const again = await register('grows.mkv', at(0));
        expect([again.created, again.recording.id]).toEqual([false, recording.id]);
      },
    );

    it('counts for a row of an earlier version, which gets its identity when its file is read', async () => {
      await film('a.mp4', 0, before(HOUR_MS));
      const { recording } = await register('a.mp4', at(0));
      await app.dataSource.query('UPDATE recordings SET identity = NULL, look_at = NULL');
      expect(await generate(await event())).toMatchObject({ status: 'completed' });
      await replace('a.mp4', 1000, before(0));
      expect(await generate(await event())).toMatchObject({ message: replaced('a.mp4') });
      expect((await register('a.mp4', at(60))).recording.id).not.toBe(recording.id);
    });
  });

  describe('by the video of an event', () => {
    it('is not shown for it', async () => {
      const file = await film('latest.mp4', 0, before(HOUR_MS));
      const id = await event({ video: { file_path: file, started_at: at(0) } });
      expect(await generate(id)).toMatchObject({ status: 'completed' });
      expect(await shown(id)).toEqual(frames(0));
      await replace('latest.mp4', 1000, before(0));
      const failed = { status: 'failed', error_code: 'VIDEO_NOT_FOUND' };
      expect(await generate(id, { force: true })).toMatchObject({
        ...{ ...failed, message: replaced('latest.mp4') },
      });
      expect(await info(id)).toMatchObject({ clip_available: true, stale: false });
    });

    it('is known from when the file comes', async () => {
      const id = await event({ video: { file_path: path('later.mp4'), started_at: at(0) } });
      await examine();
      await film('later.mp4', 0);
      await examine();
      // Nothing has written to it since.
      await examine();
      expect(await app.row('events', id)).toMatchObject({
        ...{ video_identity: { isClosed: true }, video_look_at: null },
      });
      await film('later.mp4', 1000, undefined, { seconds: 9 });
      expect(await generate(id)).toMatchObject({ message: replaced('later.mp4') });
    });

    it('is not believed if the file comes long after', async () => {
      const file = path('late.mp4');
      const id = await event({ video: { file_path: file, started_at: at(0) } });
      await app.dataSource.query(
        `UPDATE events SET registered_at = now() - interval '2 hours' WHERE id = $1`,
        [id],
      );
      await film('late.mp4', 0);
      expect(await generate(id)).toMatchObject({
        ...{ status: 'failed', error_code: 'VIDEO_NOT_FOUND' },
        message: `late.mp4 was written long after it was registered, ${AFTER}`,
      });
    });
  });

  describe('by still frames', () => {
    async function still(name: string, number: number, modifiedAt?: Date): Promise<string> {
      await mkdir(app.home.media(String(test)), { recursive: true });
      const source = pictureSource({ seconds: 1, fps: 1, size: '320x180', startNumber: number });
      await runFfmpeg([
        '-f',
        'lavfi',
        '-i',
        source,
        '-frames:v',
        '1',
        '-update',
        '1',
        '-y',
        path(name),
      ]);
      if (modifiedAt) await utimes(path(name), modifiedAt, modifiedAt);
      return path(name);
    }

    const detections = (...files: string[]) => ({
      detections: files.map((file_path, index) => ({ file_path, detected_at: at(3 + index / 4) })),
    });

    it('leaves out those that were replaced, and says which', async () => {
      const kept = await still('kept.png', 1, before(HOUR_MS));
      const latest = await still('latest.png', 2, before(HOUR_MS));
      const id = await event(detections(kept, latest, path('missing.png')));
      await still('latest.png', 3);
      const { status, message } = await generate(id);
      expect([status, message]).toEqual([
        'completed',
        'Clip generated successfully. 1 of 3 still frames are missing. ' +
          `1 of 3 still frames are left out: ${replaced('latest.png')}`,
      ]);
      expect(await shown(id)).toEqual([1]);
    });

    it('makes no clip where all were replaced, and keeps the one that there is', async () => {
      const latest = await still('latest.png', 2, before(HOUR_MS));
      const id = await event(detections(latest));
      expect(await generate(id)).toMatchObject({ status: 'completed' });
      await still('latest.png', 3);
      expect(await generate(id, { force: true })).toMatchObject({
        ...{ status: 'failed', error_code: 'NO_VALID_IMAGES' },
        message: `No still frame in this interval is left. ${replaced('latest.png')}`,
      });
      expect(await info(id)).toMatchObject({ clip_available: true, stale: false });
      expect(await shown(id)).toEqual([2]);
    });

    it('is noticed though the file was open, if it is overwritten some seconds later', async () => {
      const latest = await still('latest.png', 2, before(8_000));
      const id = await event(detections(latest));
      const larger = Buffer.concat([await readFile(latest), Buffer.alloc(100)]);
      await writeFile(latest, larger);
      expect(await generate(id)).toMatchObject({ error_code: 'NO_VALID_IMAGES' });
    });

    it('is the same still if its writer completes it, and each is known from when it is closed', async () => {
      const bytes = await readFile(await still('slow.png', 2));
      await writeFile(path('slow.png'), bytes.subarray(0, bytes.length / 2));
      await utimes(path('slow.png'), before(OPEN_MS), before(OPEN_MS));
      const id = await event(detections(path('slow.png'), path('later.png')));
      await writeFile(path('slow.png'), bytes);
      await utimes(path('slow.png'), before(OPEN_MS - 1000), before(OPEN_MS - 1000));
      await still('later.png', 3);
      for (let look = 0; look < 2; look++) await examine();
      const rows = await app.dataSource.query<object[]>(
        'SELECT identity, look_at FROM detections WHERE event_id = $1',
        [id],
      );
      expect(rows).toMatchObject(
        Array(2).fill({ identity: { isClosed: true, samples: {} }, look_at: null }),
      );
      expect(await generate(id)).toMatchObject({ message: 'Clip generated successfully' });
      expect(await shown(id)).toEqual([2, 3]);
      await still('later.png', 4);
      expect(await generate(id, { force: true })).toMatchObject({
        message: expect.stringContaining(replaced('later.png')),
      });
    });

    it('is not believed if the file comes long after', async () => {
      const id = await event(detections(path('late.png')));
      await app.dataSource.query(
        `UPDATE detections SET registered_at = now() - interval '11 minutes' WHERE event_id = $1`,
        [id],
      );
      await still('late.png', 2);
      expect(await generate(id)).toMatchObject({
        ...{ status: 'failed', error_code: 'NO_VALID_IMAGES' },
        message: expect.stringContaining('late.png was written long after it was registered'),
      });
    });
  });

  describe('is known for each clip', () => {
    const file = {
      size_bytes: expect.any(Number),
      inode: expect.any(String),
      samples: expect.anything(),
    };

    it('that is made of recordings, by the frames that it shows of each', async () => {
      const modifiedAt = before(HOUR_MS);
      await film('a.mp4', 0, modifiedAt);
      await film('b.mp4', 60, modifiedAt);
      const [a, b] = [await register('a.mp4', at(-2)), await register('b.mp4', at(4))];
      const id = await event();
      await generate(id);
      const source = (
        name: string,
        recording: number,
        from: number,
        to: number,
        start: number,
      ) => ({
        ...{ ...file, kind: 'recording', id: recording, file_name: name, piece: null, frame: null },
        ...{ modified_at: modifiedAt.toISOString(), placed_by: 'given' },
        starts_at: at(start).toISOString(),
        shown: [{ starts_at: at(from).toISOString(), ends_at: at(to).toISOString() }],
      });
      expect(await sourcesOf(id)).toEqual([
        source('a.mp4', a.recording.id, 2, 4, -2),
        source('b.mp4', b.recording.id, 4, 5, 4),
      ]);
    });

    it('that is made of the video of its event', async () => {
      const file_path = await film('video.mp4', 0, before(HOUR_MS));
      const id = await event({ video: { file_path, started_at: at(0) } });
      await generate(id);
      expect(await sourcesOf(id)).toMatchObject([{ kind: 'video', id, file_name: 'video.mp4' }]);
    });

    it('that is made of stills, by the frame that each is', async () => {
      const names = ['1.png', 'text.png', '2.png'];
      await mkdir(app.home.media(String(test)));
      for (const name of ['1.png', '2.png']) {
        const source = pictureSource({ seconds: 1, fps: 1, size: '320x180', startNumber: 1 });
        await runFfmpeg([
          '-f',
          'lavfi',
          '-i',
          source,
          '-frames:v',
          '1',
          '-update',
          '1',
          path(name),
        ]);
      }
      await writeFile(path('text.png'), 'no picture');
      const id = await event({
        detections: names.map((name, index) => ({
          ...{ file_path: path(name), detected_at: at(3 + index / 4) },
        })),
      });
      await generate(id);
      const still = (name: string, frame: number, taken: number) => ({
        ...{ kind: 'still', id: expect.any(Number), file_name: name, frame, shown: [] },
        starts_at: at(taken).toISOString(),
      });
      expect(await sourcesOf(id)).toMatchObject([still('1.png', 0, 3), still('2.png', 1, 3.5)]);
    });
  });
});

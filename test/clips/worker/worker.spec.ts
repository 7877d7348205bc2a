import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Module } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { ClipsOptions } from '../../../src/clips/clips.module-definition.js';
import { CLIP_QUEUE } from '../../../src/clips/model/clip-job.js';
import { ClipMaker } from '../../../src/clips/make/clip-maker.js';
import { posterName } from '../../../src/clips/make/poster-maker.js';
import { ClipCompletion } from '../../../src/clips/records/clip-completion.js';
import { ClipRequests } from '../../../src/clips/records/clip-requests.js';
import { FreshFootageFinder } from '../../../src/clips/footage/fresh-footage.js';
import { JobRequests } from '../../../src/clips/records/job-requests.js';
import { jobName } from '../../../src/clips/records/temporary-files.js';
import { ClipGenerator } from '../../../src/clips/worker/clip-generator.js';
import { Event } from '../../../src/events/records/event.entity.js';
import { FolderSilentError } from '../../../src/isolation/folder-errors.js';
import { type Job, type JobHandler, JobQueue } from '../../../src/jobs/job-queue.js';
import { Notifications } from '../../../src/jobs/notifications.js';
import { MemoryJobQueue } from '../../../src/jobs/testing/memory-job-queue.js';
import { MemoryNotifications } from '../../../src/jobs/testing/memory-notifications.js';
import { ClipStorage } from '../../../src/media/storage/clip-storage.js';
import { type ClipsApp, recordOf, startClipsApp, STARTED } from '../clips-app.js';

/** Keeps its handler, so that a test runs each job by itself, in the state that it chooses. */
class HeldQueue extends MemoryJobQueue {
  handler!: JobHandler<object>;

  override work<T extends object>(
    queue: string,
    _options: object,
    handler: JobHandler<T>,
  ): Promise<void> {
    if (queue === CLIP_QUEUE) this.handler = handler as JobHandler<object>;
    return Promise.resolve();
  }
}

const queue = new HeldQueue();

@Module({
  providers: [
    { provide: JobQueue, useValue: queue },
    { provide: Notifications, useClass: MemoryNotifications },
  ],
  exports: [JobQueue, Notifications],
})
class HeldJobs {}

const GRACE_SECONDS = 120;
const CHECK_MS = 15_000;
const at = (seconds: number) => new Date(STARTED.getTime() + seconds * 1000);

describe('The worker', () => {
  let app: ClipsApp;
  let film: string;
  let options: { -readonly [Key in keyof ClipsOptions]: ClipsOptions[Key] };

  beforeAll(async () => {
    const jobs = { module: HeldJobs, global: true };
    const settings = { preRollSeconds: 1, postRollSeconds: 1, footageGraceSeconds: GRACE_SECONDS };
    app = await startClipsApp(settings, { jobs });
    // Written to long ago, so that it does not count as a file that may still grow.
    film = await app.home.video('camera.mp4', { seconds: 6 }, new Date('2026-01-04T00:00:00Z'));
    options = app.get(ClipsOptions);
  });
  afterEach(() => {
    options.timeoutSeconds = 600;
    options.enabled = true;
    options.autoGenerate = false;
    jest.restoreAllMocks();
  });
  afterAll(() => app?.close());

  /** An event three seconds into the film. */
  const filmed = (fields: Record<string, unknown> = {}) =>
    app.event({ video_path: film, video_started_at: at(-3), ...fields });

  /** Runs a job of the event as the queue would. Returns how the job is put back; null: it has ended. */
  async function run(
    eventId: number,
    job: Partial<Job<object>>,
    { signal = new AbortController().signal, releaseSlot = () => {} } = {},
  ): Promise<{ due: number; data: object } | null> {
    const whole = { attempt: 1, deaths: 0, id: '', ...job };
    const data = { event_id: eventId, failures: 0, request_id: null, ...job.data };
    return queue.handler({ ...whole, data }, signal, releaseSlot).then(
      () => null,
      (error: unknown) => {
        expect(error).toMatchObject({ name: 'RetryJob' });
        return error as { due: number; data: object };
      },
    );
  }

  const requestOf = (id: number) => app.row('clip_requests', id);
  const failed = (error_code: string) => ({ state: 'failed', error_code });
  const temporaries = () => readdir(app.home.clips('.tmp'));

  it('makes the clip and its poster, and takes the next job before the poster is done', async () => {
    const id = await filmed();
    const released: unknown[] = [];
    const releaseSlot = () => void released.push('released');
    expect(await run(id, { id: await app.request(id) }, { releaseSlot })).toBeNull();
    expect(await requestOf(id)).toMatchObject({ state: 'completed', progress: 100 });
    expect(await app.row('clips', id)).toMatchObject({
      ...{ frames: 30, has_poster: true, starts_at: at(0), ends_at: at(2) },
      made_from: [`end:${at(0).toISOString()}`, `video:${at(-3).toISOString()}:${film}`],
    });
    expect(released).toEqual(['released']);
    expect(await temporaries()).toEqual([]);
  });

  it('draws a poster for a clip that has none, and does not make the clip again', async () => {
    const id = await filmed();
    const job = await app.request(id);
    await run(id, { id: job });
    const before = await app.row('clips', id);
    await rm(app.home.clips(`posters/${id}.jpg`), { force: true });
    await app.dataSource.query('UPDATE clips SET has_poster = false WHERE event_id = $1', [id]);
    expect(await run(id, { id: job, deaths: 1 })).toBeNull();
    expect(await app.row('clips', id)).toEqual({ ...before, has_poster: true });
    expect(await app.files()).toContain(`posters/${id}.jpg`);
  });

  it.each([
    ['after its first failure', 0, { due: 2_000, data: { failures: 1, request_id: 'r' } }],
    ['after its second', 1, { due: 10_000, data: { failures: 2, request_id: 'r' } }],
    ['not after its third', 2, null],
  ])('tries a clip that took too long again %s', async (_, failures, expected) => {
    options.timeoutSeconds = 0.001;
    const id = await filmed();
    const data = { failures, request_id: 'r' };
    const retry = await run(id, { id: await app.request(id), data });
    if (expected) expect(retry).toMatchObject(expected);
    else expect(retry).toBeNull();
    const state = expected ? { state: 'pending' } : failed('TIMED_OUT');
    expect(await requestOf(id)).toMatchObject(state);
    expect(await temporaries()).toEqual([]);
  });

  it.each([
    ['after its first failure', 0, { due: 2_000, data: { failures: 1 } }],
    ['not after its third', 2, null],
  ])('tries a clip that failed for an unknown reason again %s', async (_, failures, expected) => {
    jest.spyOn(app.get(ClipMaker), 'make').mockRejectedValue(new Error('/secret is odd'));
    const id = await filmed();
    const retry = await run(id, { id: await app.request(id), data: { failures } });
    if (expected) return expect(retry).toMatchObject(expected);
    expect(retry).toBeNull();
    expect(await requestOf(id)).toMatchObject({
      ...failed('FFMPEG_FAILED'),
      message: 'The clip could not be made. The log has the details.',
    });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['is missing', { video_path: '/nowhere.mp4' }, 'VIDEO_NOT_FOUND'],
    ['does not show it', { video_started_at: at(-60) }, 'WINDOW_OUTSIDE_FOOTAGE'],
  ])('fails a clip whose footage %s at once', async (_, fields, code) => {
    if (fields['video_path']) fields['video_path'] = app.home.media('nowhere.mp4');
    const id = await filmed(fields);
    expect(await run(id, { id: await app.request(id) })).toBeNull();
    expect(await requestOf(id)).toMatchObject(failed(code));
  });

  it('leaves a request of another job alone, and one whose event is gone', async () => {
    const id = await filmed();
    const job = await app.request(id);
    expect(await run(id, { id: randomUUID() })).toBeNull();
    expect(await requestOf(id)).toMatchObject({ state: 'pending' });
    await app.dataSource.query('DELETE FROM events WHERE id = $1', [id]);
    expect(await run(id, { id: job })).toBeNull();
  });

  it.each([
    ['ten', 10, { state: 'completed' }],
    ['eleven', 11, failed('FFMPEG_FAILED')],
  ])('of a job that %s workers died of: %p', async (_, deaths, expected) => {
    const id = await filmed();
    expect(await run(id, { id: await app.request(id), deaths })).toBeNull();
    expect(await requestOf(id)).toMatchObject(expected);
  });

  it('removes what earlier starts of the job have left, and nothing of others', async () => {
    const id = await filmed();
    const job = await app.request(id);
    const other = `${jobName(id, randomUUID())}.a.mp4`;
    const names = [jobName(id, job), posterName(id)].map((name) => `${name}.a.mp4`);
    for (const name of [...names, other]) await writeFile(app.home.clips(`.tmp/${name}`), '');
    await run(id, { id: job, deaths: 1 });
    expect(await temporaries()).toEqual([other]);
    await rm(app.home.clips(`.tmp/${other}`));
  });

  it('records a clip that an earlier start has published', async () => {
    const id = await filmed();
    const job = await app.request(id);
    const record = { ...recordOf(id, 'published'), frames: 7 };
    await app.get(ClipCompletion).prepare(job, record);
    const path = await app.made('published');
    await app.get(ClipStorage).put(path, record.fileName, record.sha256);
    expect(await run(id, { id: job, deaths: 1 })).toBeNull();
    expect(await app.row('clips', id)).toMatchObject({ frames: 7, sha256: record.sha256 });
  });

  it('stores nothing for a job that is aborted', async () => {
    const id = await filmed();
    const job = await app.request(id);
    const signal = AbortSignal.abort(new Error('taken'));
    const data = { event_id: id, failures: 0 };
    const handled = queue.handler({ id: job, data, attempt: 1, deaths: 0 }, signal, () => {});
    await expect(handled).rejects.toThrow('taken');
    expect(await requestOf(id)).toMatchObject({ state: 'pending' });
    expect([await app.row('clips', id), await temporaries()]).toEqual([null, []]);
  });

  it('puts a job back while the database cannot be reached', async () => {
    const id = await filmed();
    const job = await app.request(id);
    jest.spyOn(app.get(ClipRequests), 'find').mockRejectedValueOnce(new Error('no connection'));
    const retry = await run(id, { id: job, data: { failures: 1 } });
    expect(retry).toMatchObject({ due: 5_000, data: { event_id: id, failures: 1 } });
  });

  describe('while recordings may still arrive', () => {
    /** An event of a camera with recordings, whose interval ended that many seconds ago. */
    async function endedAgo(seconds: number, fields: Record<string, unknown> = {}) {
      const camera_id = randomUUID();
      const id = await app.event({ camera_id, ...fields });
      await app.dataSource.query(
        `INSERT INTO recordings (camera_id, file_path, started_at, ended_at, placed_by, facts)
         VALUES ($1, $2, $3, $4, 'given', '{}')`,
        [camera_id, film, at(-3), at(3)],
      );
      const end = new Date(Date.now() - seconds * 1000);
      const interval = { starts_at: new Date(end.getTime() - 2_000), ends_at: end };
      const until = new Date(end.getTime() + GRACE_SECONDS * 1000);
      return { id, interval, until };
    }

    it('looks again after a while', async () => {
      const { id, interval, until } = await endedAgo(1);
      const job = await app.request(id, interval);
      expect(await run(id, { id: job })).toMatchObject({ due: CHECK_MS });
      expect(await requestOf(id)).toMatchObject({ state: 'pending', waiting_until: until });
    });

    it('says that it waits again, after a folder did not answer for a while', async () => {
      const { id, interval, until } = await endedAgo(1);
      const job = { id: await app.request(id, interval) };
      await run(id, job);
      const { message } = (await requestOf(id))!;
      expect(message).toBe(`Waiting for footage until ${until.toISOString()}.`);
      const find = jest.spyOn(app.get(FreshFootageFinder), 'find');
      find.mockRejectedValueOnce(new FolderSilentError());
      await run(id, job);
      expect(await requestOf(id)).toMatchObject({
        ...{ message: new FolderSilentError().message, waiting_until: until },
      });
      await run(id, job);
      expect(await requestOf(id)).toMatchObject({ message, waiting_until: until });
    });

    it('looks again when the time is up', async () => {
      const { id, interval } = await endedAgo(GRACE_SECONDS - 10);
      const { due } = (await run(id, { id: await app.request(id, interval) }))!;
      expect(due).toBeGreaterThan(0);
      expect(due).toBeLessThanOrEqual(10_000);
    });

    it.each<[string, number, Record<string, unknown>, object, string]>([
      ['once the time is up', GRACE_SECONDS + 1, {}, {}, 'WINDOW_OUTSIDE_FOOTAGE'],
      ['with a video of its own', 1, { own: true }, {}, 'WINDOW_OUTSIDE_FOOTAGE'],
      ['for still frames alone', 1, {}, { source: 'images' }, 'NO_VALID_IMAGES'],
    ])('does not wait %s', async (_, seconds, { own }, wanted, code) => {
      const video = own ? { video_path: film, video_started_at: at(-3) } : {};
      const { id, interval } = await endedAgo(seconds, video);
      const request = { ...interval, options: wanted, waiting_until: STARTED };
      expect(await run(id, { id: await app.request(id, request) })).toBeNull();
      expect(await requestOf(id)).toMatchObject({ ...failed(code), waiting_until: null });
    });
  });

  describe('with an automatic request', () => {
    let copies = 0;

    /** An event with a clip, which has another end since. */
    async function changed(endedAt: Date, request: Record<string, unknown> = { automatic: true }) {
      const path = await app.home.video(`own-${++copies}.mp4`, { seconds: 6 });
      const id = await filmed({ video_path: path, ended_at: at(0) });
      const interval = { starts_at: at(-1), ends_at: at(1), followed_end: at(0) };
      await run(id, { id: await app.request(id, interval) });
      await app.dataSource.query('UPDATE events SET ended_at = $2 WHERE id = $1', [id, endedAt]);
      await app.dataSource.query('DELETE FROM clip_requests WHERE event_id = $1', [id]);
      const job = await app.request(id, { ...interval, ...request });
      return { id, job, path, before: await app.row('clips', id) };
    }

    it('makes the clip of the end that the event has when the job starts', async () => {
      const { id, job } = await changed(at(1));
      expect(await run(id, { id: job })).toBeNull();
      expect(await app.row('clips', id)).toMatchObject({
        ...{ requested_starts_at: at(-1), requested_ends_at: at(2), frames: 45 },
        made_from: [`end:${at(1).toISOString()}`, expect.stringMatching(/^video:/)],
      });
      expect(await requestOf(id)).toMatchObject({ ends_at: at(2), followed_end: at(1) });
    });

    it('makes the clip that was requested of an event that is too long for one', async () => {
      const { id, job } = await changed(at(7200), {});
      expect(await run(id, { id: job })).toBeNull();
      expect(await app.row('clips', id)).toMatchObject({
        ...{ requested_ends_at: at(1) },
        made_from: [`end:${at(0).toISOString()}`, expect.stringMatching(/^video:/)],
      });
    });

    it.each<[string, Date, (id: number, path: string) => Promise<unknown>, RegExp | null]>([
      ['with the same end again', at(0), () => Promise.resolve(), null],
      ['whose footage is gone', at(1), (_, path) => rm(path), /is gone, so the clip is kept/],
      [
        'that is protected',
        at(1),
        (id) => app.dataSource.query('UPDATE clips SET protected = true WHERE event_id = $1', [id]),
        null,
      ],
    ])('keeps a clip %s', async (_, endedAt, prepare, message) => {
      const { id, job, path, before } = await changed(endedAt);
      await prepare(id, path);
      const make = jest.spyOn(app.get(ClipMaker), 'make');
      expect(await run(id, { id: job })).toBeNull();
      expect(make).not.toHaveBeenCalled();
      expect(await app.row('clips', id)).toMatchObject({ sha256: before!['sha256'] });
      expect(await requestOf(id)).toMatchObject({
        ...{ state: 'completed', error_code: null },
        message: message ? expect.stringMatching(message) : null,
        tried_with: [`end:${endedAt.toISOString()}`, expect.stringMatching(/^video:/)],
      });
    });

    it('makes a clip for a caller, or fails, whatever there was before', async () => {
      const same = await changed(at(0), {});
      expect(await run(same.id, { id: same.job })).toBeNull();
      const now = await app.row('clips', same.id);
      expect(now!['generated_at']).not.toEqual(same.before!['generated_at']);

      const gone = await changed(at(1), {});
      await rm(gone.path);
      expect(await run(gone.id, { id: gone.job })).toBeNull();
      const tried_with = [`end:${at(1).toISOString()}`, expect.stringMatching(/^video:/)];
      expect(await requestOf(gone.id)).toMatchObject({ ...failed('VIDEO_NOT_FOUND'), tried_with });
    });

    it('makes a clip that a caller has asked for after the job started', async () => {
      const { id, job } = await changed(at(0));
      const joined = 'UPDATE clip_requests SET automatic = false WHERE event_id = $1';
      const requests = app.get(JobRequests);
      const keep = requests.keep.bind(requests);
      jest.spyOn(requests, 'keep').mockImplementationOnce(async (...given) => {
        await app.dataSource.query(joined, [id]);
        return keep(...given);
      });
      expect(await run(id, { id: job })).toMatchObject({ due: 0 });
      expect(await run(id, { id: job })).toBeNull();
      expect(await requestOf(id)).toMatchObject({ state: 'completed', tried_with: null });
    });

    it('requests a clip again whose event was extended while it was made', async () => {
      options.autoGenerate = true;
      const { id, job } = await changed(at(1));
      const maker = app.get(ClipMaker);
      const make = maker.make.bind(maker);
      jest.spyOn(maker, 'make').mockImplementationOnce(async (clip) => {
        const made = await make(clip);
        await app.dataSource.query('UPDATE events SET ended_at = $2 WHERE id = $1', [id, at(2)]);
        return made;
      });
      expect(await run(id, { id: job })).toBeNull();
      const request = await requestOf(id);
      expect(request).toMatchObject({ state: 'pending', automatic: true, ends_at: at(3) });
      expect(await run(id, { id: request!['job_id'] as string })).toBeNull();
      expect(await app.row('clips', id)).toMatchObject({ requested_ends_at: at(3) });
      expect(await requestOf(id)).toMatchObject({ state: 'completed' });
    });
  });

  describe('without the queue', () => {
    const generator = () => app.get(ClipGenerator);
    const eventOf = async (id: number) =>
      app.dataSource.getRepository(Event).findOneByOrFail({ id });

    it('makes the clip of a video', async () => {
      const event = await eventOf(await app.event());
      const wanted = { startedAt: at(-3), preSeconds: 0, postSeconds: 2 };
      const path = await generator().generateClipFromVideo(event, film, wanted);
      expect(path).toBe(app.home.clips(`${event.id}_clip.mp4`));
      expect(await app.row('clips', event.id)).toMatchObject({ frames: 30, starts_at: at(0) });
      expect(await requestOf(event.id)).toMatchObject({ state: 'completed' });
      expect(await generator().deleteClip(event.id)).toBe(true);
      expect(await generator().getClipPath(event.id)).toBeNull();
    });

    it.each([
      ['preSeconds', -1],
      ['preSeconds', 301],
      ['postSeconds', 0.5],
      ['postSeconds', 301],
      ['fps', 0],
      ['fps', 61],
    ])('refuses %s of %d', async (name, value) => {
      const event = await eventOf(await app.event());
      const made = generator().generateClipForEvent(event, { videoPath: film, [name]: value });
      await expect(made).rejects.toThrow(new RegExp(`^${name} must be a whole number from`));
      expect(await requestOf(event.id)).toBeNull();
    });

    it('makes none of a missing video, of no still frames, or where clips are disabled', async () => {
      const event = await eventOf(await app.event());
      const missing = app.home.media('nowhere.mp4');
      const both = { videoPath: missing, imagePaths: [missing] };
      expect(await generator().generateClipForEvent(event, both)).toBeNull();
      expect(await requestOf(event.id)).toMatchObject(failed('NO_VALID_IMAGES'));
      expect(await generator().generateClipForEvent(event, { videoPath: missing })).toBeNull();
      expect(await requestOf(event.id)).toMatchObject(failed('VIDEO_NOT_FOUND'));
      options.enabled = false;
      expect(await generator().generateClipFromVideo(event, film)).toBeNull();
    });

    it('throws where the video does not show the event', async () => {
      const event = await eventOf(await app.event());
      const wanted = { startedAt: at(-60) };
      const made = generator().generateClipFromVideo(event, film, wanted);
      await expect(made).rejects.toMatchObject({ code: 'WINDOW_OUTSIDE_FOOTAGE' });
      expect(await requestOf(event.id)).toMatchObject(failed('WINDOW_OUTSIDE_FOOTAGE'));
    });
  });
});

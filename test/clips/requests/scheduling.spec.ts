import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { DEFAULT_OPTIONS } from '../../../src/clips/model/clip-options.js';
import { PRIORITY_AUTOMATIC, PRIORITY_REQUESTED } from '../../../src/clips/model/clip-job.js';
import type { RequestedClip } from '../../../src/clips/model/requested-clip.js';
import { AutomaticClips } from '../../../src/clips/requests/automatic-clips.js';
import { ClipCancellation } from '../../../src/clips/requests/clip-cancellation.js';
import { ClipScheduler, type Scheduling } from '../../../src/clips/requests/clip-scheduler.js';
import { ClipCompletion } from '../../../src/clips/records/clip-completion.js';
import { Event } from '../../../src/events/records/event.entity.js';
import type { Recording } from '../../../src/events/records/recording.entity.js';
import { ClipStorage } from '../../../src/media/storage/clip-storage.js';
import { type ClipsApp, recordOf, startClipsApp, STARTED } from '../clips-app.js';

const QUEUE_LIMIT = 2;
/** Seconds after the start of the event. */
const at = (seconds: number) => new Date(STARTED.getTime() + seconds * 1000);
const NOW = at(3600);

interface Job {
  id: string;
  priority: number;
  isDue: boolean;
}

describe('The scheduling of clips', () => {
  let app: ClipsApp;
  let scheduler: ClipScheduler;

  beforeAll(async () => {
    const rolls = { preRollSeconds: 0, postRollSeconds: 2 };
    app = await startClipsApp({ ...rolls, queueLimit: QUEUE_LIMIT, autoGenerate: true });
    scheduler = app.get(ClipScheduler);
  });
  afterEach(() => app.dataSource.query('TRUNCATE event_clips_jobs.job'));
  afterAll(() => app?.close());

  const eventOf = (id: number) => app.dataSource.getRepository(Event).findOneByOrFail({ id });

  /** The jobs of an event, by the queue's own table. */
  const jobsOf = (eventId: number): Promise<Job[]> =>
    app.dataSource.query(
      `SELECT id, priority, start_after <= now() AS "isDue" FROM event_clips_jobs.job
        WHERE data->'data'->>'event_id' = $1::text`,
      [eventId],
    );

  async function clipOf(eventId: number, toSeconds = 2): Promise<RequestedClip> {
    const interval = { startsAtMs: at(0).getTime(), endsAtMs: at(toSeconds).getTime() };
    return { event: await eventOf(eventId), interval, options: DEFAULT_OPTIONS };
  }

  async function schedule(clip: RequestedClip, scheduling: Partial<Scheduling> = {}) {
    const defaults = { priority: PRIORITY_REQUESTED, force: false, calledAt: NOW };
    return scheduler.schedule(clip, { ...defaults, ...scheduling });
  }

  /** An event with a pending request, and its job. */
  async function pending(priority = PRIORITY_REQUESTED) {
    const id = await app.event();
    const job = (await schedule(await clipOf(id), { priority }))!;
    return { id, job };
  }

  describe('A request', () => {
    it('is queued as one job', async () => {
      const { id, job } = await pending();
      expect(await jobsOf(id)).toEqual([{ id: job, priority: PRIORITY_REQUESTED, isDue: true }]);
      expect(await app.row('clip_requests', id)).toMatchObject({
        ...{ state: 'pending', job_id: job, progress: 0, starts_at: at(0), ends_at: at(2) },
      });
    });

    it.each<[string, number, Partial<Scheduling>]>([
      ['the same clip', 2, {}],
      ['the same clip by force', 2, { force: true }],
      ['another clip', 3, {}],
    ])('joins the pending job where it asks for %s', async (_, toSeconds, scheduling) => {
      const { id, job } = await pending();
      expect(await schedule(await clipOf(id, toSeconds), scheduling)).toBe(job);
      expect(await jobsOf(id)).toHaveLength(1);
      expect(await app.row('clip_requests', id)).toMatchObject({ ends_at: at(2) });
    });

    it('by force replaces the pending job of another clip', async () => {
      const { id, job } = await pending();
      const other = await schedule(await clipOf(id, 3), { force: true });
      expect(other).not.toBe(job);
      expect(await jobsOf(id)).toMatchObject([{ id: other }]);
      expect(await app.row('clip_requests', id)).toMatchObject({ job_id: other, ends_at: at(3) });
    });

    it.each([
      [PRIORITY_AUTOMATIC, PRIORITY_REQUESTED, PRIORITY_REQUESTED],
      [PRIORITY_REQUESTED, PRIORITY_AUTOMATIC, PRIORITY_REQUESTED],
      [PRIORITY_AUTOMATIC, PRIORITY_AUTOMATIC, PRIORITY_AUTOMATIC],
    ])('of priority %d that is joined by one of %d has %d', async (first, second, expected) => {
      const { id } = await pending(first);
      await schedule(await clipOf(id), { priority: second });
      expect(await jobsOf(id)).toMatchObject([{ priority: expected }]);
    });

    it('whose job is gone gets a new one', async () => {
      const id = await app.event();
      const gone = await app.request(id);
      const job = await schedule(await clipOf(id));
      expect(job).not.toBe(gone);
      expect(await jobsOf(id)).toMatchObject([{ id: job }]);
    });

    // The clip was made at 10:00:02.
    it.each([
      ['before the call came in', 2.001, 2, true],
      ['at the instant of the call', 2, 2, false],
      ['since the call came in', 1, 2, false],
      ['since then, but for another interval', 1, 3, true],
    ])('of a clip that was made %s', async (_, calledAt, toSeconds, queued) => {
      const id = await app.withClip();
      const job = await schedule(await clipOf(id, toSeconds), { calledAt: at(calledAt) });
      expect(job !== null).toBe(queued);
      expect(await jobsOf(id)).toHaveLength(queued ? 1 : 0);
    });

    it('is refused while as many wait as may, unless no caller waits for it', async () => {
      for (let i = 0; i < QUEUE_LIMIT; i++) await pending();
      const id = await app.event();
      const refused = schedule(await clipOf(id));
      await expect(refused).rejects.toMatchObject({ code: 'QUEUE_FULL' });
      expect([await jobsOf(id), await app.row('clip_requests', id)]).toEqual([[], null]);
      expect(await schedule(await clipOf(id), { priority: PRIORITY_AUTOMATIC })).not.toBeNull();
    });

    it('of an event that is deleted meanwhile is refused', async () => {
      const clip = await clipOf(await app.event());
      await app.dataSource.query('DELETE FROM events WHERE id = $1', [clip.event.id]);
      await expect(schedule(clip)).rejects.toMatchObject({ code: 'EVENT_NOT_FOUND' });
      expect(await jobsOf(clip.event.id)).toEqual([]);
    });

    it('that is taken over loses its job', async () => {
      const { id } = await pending();
      const own = randomUUID();
      await scheduler.takeOver(await clipOf(id, 3), own);
      expect(await jobsOf(id)).toEqual([]);
      expect(await app.row('clip_requests', id)).toMatchObject({ job_id: own, ends_at: at(3) });
    });
  });

  describe('A recording', () => {
    it.each<[string, Partial<Recording>, boolean]>([
      ['of the interval', {}, true],
      ['that ends as the interval starts', { startedAt: at(-9), endedAt: at(0) }, true],
      ['that starts as the interval ends', { startedAt: at(2), endedAt: at(9) }, true],
      ['from before the interval', { startedAt: at(-9), endedAt: at(-0.001) }, false],
      ['from after the interval', { startedAt: at(2.001), endedAt: at(9) }, false],
      ['of another camera', { cameraId: 'back' }, false],
    ])('%s wakes a job that waits for footage: %p', async (_, fields, woken) => {
      const [waiting, other] = [await pending(), await pending()];
      await app.dataSource.query(`UPDATE event_clips_jobs.job SET start_after = now() + '1h'`);
      const until = 'UPDATE clip_requests SET waiting_until = now() WHERE event_id = $1';
      await app.dataSource.query(until, [waiting.id]);
      const recording = { cameraId: 'front', startedAt: at(-1), endedAt: at(3), ...fields };
      await scheduler.wake(recording as Recording);
      expect(await jobsOf(waiting.id)).toMatchObject([{ isDue: woken }]);
      expect(await jobsOf(other.id)).toMatchObject([{ isDue: false }]);
    });
  });

  describe('A recovery', () => {
    it('gives a new job to requests from before it whose job is gone, and to no others', async () => {
      await app.dataSource.query('DELETE FROM clip_requests');
      const ids = [await app.event(), await app.event(), await app.event()] as const;
      const [lost, recent, failed] = ids;
      await app.request(lost, { requested_at: at(-0.001) });
      const working = await app.request(recent, { requested_at: at(0) });
      await app.request(failed, { requested_at: at(-1), state: 'failed' });
      const queued = await pending();
      const old = 'UPDATE clip_requests SET requested_at = $1 WHERE event_id = $2';
      await app.dataSource.query(old, [at(-1), queued.id]);

      expect(await scheduler.recover(at(0))).toBe(1);
      const [job] = await jobsOf(lost);
      expect(job).toMatchObject({ priority: PRIORITY_AUTOMATIC, isDue: true });
      expect(await app.row('clip_requests', lost)).toMatchObject({ job_id: job!.id });
      expect(await app.row('clip_requests', recent)).toMatchObject({ job_id: working });
      for (const id of [recent, failed]) expect(await jobsOf(id)).toEqual([]);
      expect(await jobsOf(queued.id)).toMatchObject([{ id: queued.job }]);
      expect(await scheduler.recover(at(0))).toBe(0);
    });
  });

  describe('An automatic clip', () => {
    const video = { video_path: '/footage/a.mp4', ended_at: at(1) };
    const consider = async (id: number) => app.get(AutomaticClips).consider(await eventOf(id));

    it.each<[string, Record<string, unknown>, boolean]>([
      ['that has ended and has footage', video, true],
      ['that goes on', { ...video, ended_at: null }, false],
      ['without footage', { ended_at: at(1) }, false],
      ['that has a clip', { ...video, clip_path: '7_clip.mp4' }, false],
      ['that is too long for a clip', { ...video, ended_at: at(7200) }, false],
    ])('is requested of an event %s: %p', async (_, fields, requested) => {
      const id = await app.event({ camera_id: randomUUID(), ...fields });
      await consider(id);
      expect(await jobsOf(id)).toMatchObject(requested ? [{ priority: PRIORITY_AUTOMATIC }] : []);
    });

    it.each([
      ['failed', 'WINDOW_OUTSIDE_FOOTAGE', true],
      ['failed', 'FFMPEG_FAILED', false],
      ['completed', null, false],
      ['pending', null, false],
    ] as const)(
      'is requested after a request that is %s (%p): %p',
      async (state, code, expected) => {
        const id = await app.event(video);
        await app.request(id, { state, error_code: code });
        await consider(id);
        expect(await jobsOf(id)).toHaveLength(expected ? 1 : 0);
      },
    );

    it('is requested of each event that a new recording shows', async () => {
      const camera_id = randomUUID();
      const ids = {
        before: await app.event({ ...video, camera_id, started_at: at(-9), ended_at: at(-5.001) }),
        ending: await app.event({ ...video, camera_id, started_at: at(-9), ended_at: at(-5) }),
        within: await app.event({ ...video, camera_id }),
        starting: await app.event({ ...video, camera_id, started_at: at(5), ended_at: at(6) }),
        after: await app.event({ ...video, camera_id, started_at: at(5.001), ended_at: at(6) }),
        elsewhere: await app.event(video),
        made: await app.event({ ...video, camera_id, clip_path: '7_clip.mp4' }),
        outside: await app.event({ ...video, camera_id }),
        failed: await app.event({ ...video, camera_id }),
      };
      const state = 'failed';
      await app.request(ids.outside, { state, error_code: 'WINDOW_OUTSIDE_FOOTAGE' });
      await app.request(ids.failed, { state, error_code: 'FFMPEG_FAILED' });
      const recording = { cameraId: camera_id, startedAt: at(-5), endedAt: at(5) };
      await app.get(AutomaticClips).considerThoseOn(recording as Recording);
      const requested: string[] = [];
      for (const [name, id] of Object.entries(ids)) {
        if ((await jobsOf(id)).length > 0) requested.push(name);
      }
      expect(requested).toEqual(['ending', 'within', 'starting', 'outside']);
    });
  });

  describe('A cancellation', () => {
    const cancellation = () => app.get(ClipCancellation);
    const filesOf = async (id: number) =>
      (await app.files()).filter((name) => name.startsWith(`${id}_`));

    it.each(['cancel', 'cancelOrRemove'] as const)(
      'by %s ends the request and its job, and keeps the clip of an earlier one',
      async (how) => {
        const id = await app.withClip();
        await schedule(await clipOf(id), { force: true });
        expect(await cancellation()[how](id)).toBe(true);
        expect([await jobsOf(id), await app.row('clip_requests', id)]).toEqual([[], null]);
        expect(await filesOf(id)).toEqual([`${id}_clip.mp4`]);
        expect(await app.row('clips', id)).not.toBeNull();
      },
    );

    it('without a pending request changes nothing', async () => {
      const id = await app.withClip();
      expect(await cancellation().cancel(id)).toBe(false);
      expect(await app.row('clip_requests', id)).toMatchObject({ state: 'completed' });
    });

    it.each(['remove', 'cancelOrRemove'] as const)('by %s removes the clip', async (how) => {
      const id = await app.withClip();
      expect(await cancellation()[how](id)).toBe(true);
      expect([await app.row('clips', id), await filesOf(id)]).toEqual([null, []]);
      expect(await app.row('clip_requests', id)).toBeNull();
      expect(await cancellation()[how](id)).toBe(false);
    });

    it('by remove ends a pending job too', async () => {
      const { id } = await pending();
      expect(await cancellation().remove(id)).toBe(false);
      expect([await jobsOf(id), await app.row('clip_requests', id)]).toEqual([[], null]);
    });

    it('leaves a protected clip alone', async () => {
      const id = await app.withClip();
      await app.dataSource.query('UPDATE clips SET protected = true WHERE event_id = $1', [id]);
      for (const how of ['remove', 'cancelOrRemove'] as const) {
        await expect(cancellation()[how](id)).rejects.toMatchObject({ code: 'CLIP_PROTECTED' });
      }
      expect(await filesOf(id)).toEqual([`${id}_clip.mp4`]);
    });

    it('records a clip first that was published before its process died', async () => {
      const id = await app.event();
      const record = recordOf(id, 'published');
      await app.get(ClipCompletion).prepare(await app.request(id), record);
      const storage = app.get(ClipStorage);
      await storage.put(await app.made('published'), record.fileName, record.sha256);
      expect(await cancellation().cancel(id)).toBe(false);
      expect(await app.row('clips', id)).toMatchObject({ sha256: record.sha256 });
      expect(await app.row('clip_requests', id)).toMatchObject({ state: 'completed' });
    });
  });
});

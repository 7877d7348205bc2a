import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ClipsOptions } from '../../../src/clips/clips.module-definition.js';
import { DEFAULT_OPTIONS } from '../../../src/clips/model/clip-options.js';
import {
  PRIORITY_AUTOMATIC,
  PRIORITY_REQUESTED,
  PRIORITY_REQUESTED_MANY,
} from '../../../src/clips/model/clip-job.js';
import type { RequestedClip } from '../../../src/clips/model/requested-clip.js';
import { ClipCancellation } from '../../../src/clips/requests/clip-cancellation.js';
import { IntervalClip } from '../../../src/clips/records/interval-clip.entity.js';
import { ClipScheduler, type Scheduling } from '../../../src/clips/requests/clip-scheduler.js';
import { LateFootage } from '../../../src/clips/requests/late-footage.js';
import { ClipCompletion } from '../../../src/clips/records/clip-completion.js';
import { Event } from '../../../src/events/records/event.entity.js';
import type { Recording } from '../../../src/events/records/recording.entity.js';
import { ClipStorage } from '../../../src/media/storage/clip-storage.js';
import { type ClipsApp, recordOf, startClipsApp, STARTED } from '../clips-app.js';
import { asKey } from './as-key.js';

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
  let options: { queueLimit: number; startsPerMinute: number };

  beforeAll(async () => {
    const rolls = { preRollSeconds: 0, postRollSeconds: 2 };
    app = await startClipsApp({ ...rolls, queueLimit: QUEUE_LIMIT });
    scheduler = app.get(ClipScheduler);
    options = app.get(ClipsOptions);
  });
  afterEach(async () => {
    Object.assign(options, { queueLimit: QUEUE_LIMIT, startsPerMinute: 0 });
    await app.dataSource.query('TRUNCATE event_clips_jobs.job');
  });
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
    const followedEnd = at(toSeconds - 2);
    return { event: await eventOf(eventId), interval, options: DEFAULT_OPTIONS, followedEnd };
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

    it('of a key that has many waits behind those of other keys, and is refused before it fills the queue', async () => {
      options.queueLimit = 20;
      const [many, few] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
      const priorities: (number | undefined)[] = [];
      for (let i = 0; i < 16; i++) {
        const id = await app.event();
        await asKey(many, async () => schedule(await clipOf(id)));
        priorities.push((await jobsOf(id))[0]?.priority);
      }
      const [first, later] = [PRIORITY_REQUESTED, PRIORITY_REQUESTED_MANY];
      expect(priorities).toEqual([
        ...Array<number>(10).fill(first),
        ...Array<number>(6).fill(later),
      ]);
      const id = await app.event();
      const refused = asKey(many, async () => schedule(await clipOf(id)));
      await expect(refused).rejects.toMatchObject({ code: 'KEY_QUEUE_FULL' });
      await asKey(few, async () => schedule(await clipOf(id)));
      expect(await jobsOf(id)).toMatchObject([{ priority: first }]);
      expect(await app.row('clip_requests', id)).toMatchObject({
        requested_by: few.toString('hex'),
      });
    });

    it('of a key that has started as many within a minute as it may is refused, and others are not', async () => {
      Object.assign(options, { queueLimit: 20, startsPerMinute: 2 });
      const [many, few] = [Buffer.alloc(32, 3), Buffer.alloc(32, 4)];
      const ids = [await app.event(), await app.event(), await app.event()] as const;
      for (const id of ids.slice(0, 2)) await asKey(many, async () => schedule(await clipOf(id)));
      // It joins the job that is there.
      await asKey(many, async () => schedule(await clipOf(ids[0])));
      const refused = asKey(many, async () => schedule(await clipOf(ids[2])));
      await expect(refused).rejects.toMatchObject({
        code: 'TOO_MANY_STARTS',
        status: 429,
        retryAfterSeconds: 60,
      });
      expect([await jobsOf(ids[2]), await app.row('clip_requests', ids[2])]).toEqual([[], null]);
      await asKey(few, async () => schedule(await clipOf(ids[2])));
      expect(await jobsOf(ids[2])).toHaveLength(1);
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

  describe('A request for footage that cannot exist yet', () => {
    const HOUR = 3600;

    /** The clip of an event an hour from now, of a camera that records. */
    async function futureClip(fields: Record<string, unknown> = {}): Promise<RequestedClip> {
      const camera_id = randomUUID();
      await app.dataSource.query(
        `INSERT INTO recordings (camera_id, file_path, started_at, ended_at, placed_by, facts)
         VALUES ($1, '/a.mp4', $2, $3, 'given', '{}')`,
        [camera_id, at(-10), at(-5)],
      );
      const id = await app.event({ camera_id, started_at: at(2 * HOUR), ...fields });
      const clip = await clipOf(id);
      const [startsAtMs, endsAtMs] = [at(2 * HOUR).getTime(), at(2 * HOUR + 10).getTime()];
      return { ...clip, interval: { startsAtMs, endsAtMs } };
    }

    it('sleeps until it can, and says until when it waits', async () => {
      const clip = await futureClip();
      const job = await schedule(clip);
      const [row] = await app.dataSource.query<[{ seconds: number }]>(
        `SELECT extract(epoch FROM start_after - created_on)::float8 AS seconds
           FROM event_clips_jobs.job WHERE id = $1`,
        [job],
      );
      expect(row.seconds).toBeCloseTo(HOUR + 10 + 15, -1);
      const until = at(2 * HOUR + 10 + 120);
      expect(await app.row('clip_requests', clip.event.id)).toMatchObject({
        ...{ waiting_until: until, message: `Waiting for footage until ${until.toISOString()}.` },
      });
      // Whoever asks again does not wake it.
      expect(await schedule(clip)).toBe(job);
      expect(await jobsOf(clip.event.id)).toMatchObject([{ id: job, isDue: false }]);
    });

    it('does not count against the limit for requests that can run, and is not refused by it', async () => {
      for (let i = 0; i < QUEUE_LIMIT + 1; i++) await schedule(await futureClip());
      for (let i = 0; i < QUEUE_LIMIT; i++) await pending();
      await expect(pending()).rejects.toMatchObject({ code: 'QUEUE_FULL' });
      await expect(schedule(await futureClip())).resolves.toEqual(expect.any(String));
    });

    it.each([
      ['has a video of its own', { video_path: '/a.mp4' }],
      ['is of a camera without recordings', { camera_id: 'none' }],
    ])('runs at once if its event %s', async (_, fields) => {
      const clip = await futureClip(fields);
      await schedule(clip);
      expect(await jobsOf(clip.event.id)).toMatchObject([{ isDue: true }]);
    });

    it('runs at once if a recording of that time is there, as the clock of a camera is ahead', async () => {
      const clip = await futureClip();
      await app.dataSource.query(
        'UPDATE recordings SET started_at = $2, ended_at = $3 WHERE camera_id = $1',
        [clip.event.cameraId, at(2 * HOUR - 5), at(2 * HOUR + 20)],
      );
      await schedule(clip);
      expect(await jobsOf(clip.event.id)).toMatchObject([{ isDue: true }]);
    });
  });

  describe('A recording', () => {
    const arrive = (fields: Partial<Recording>) => {
      const recording = { cameraId: 'front', startedAt: at(-1), endedAt: at(3), ...fields };
      return app.get(LateFootage).arrived([recording as Recording]);
    };
    const CASES: [string, Partial<Recording>, boolean][] = [
      ['of the interval', {}, true],
      ['that ends as the interval starts', { startedAt: at(-9), endedAt: at(0) }, true],
      ['that starts as the interval ends', { startedAt: at(2), endedAt: at(9) }, true],
      ['from before the interval', { startedAt: at(-9), endedAt: at(-0.001) }, false],
      ['from after the interval', { startedAt: at(2.001), endedAt: at(9) }, false],
      ['of another camera', { cameraId: 'back' }, false],
    ];

    it.each(CASES)('%s wakes a job that waits for footage: %p', async (_, fields, woken) => {
      const [waiting, other] = [await pending(), await pending()];
      await app.dataSource.query(`UPDATE event_clips_jobs.job SET start_after = now() + '1h'`);
      const until = 'UPDATE clip_requests SET waiting_until = now() WHERE event_id = $1';
      await app.dataSource.query(until, [waiting.id]);
      await arrive(fields);
      expect(await jobsOf(waiting.id)).toMatchObject([{ isDue: woken }]);
      expect(await jobsOf(other.id)).toMatchObject([{ isDue: false }]);
    });

    it.each(CASES)('%s wakes a clip of a camera alone: %p', async (_, fields, woken) => {
      const [{ id }] = await app.dataSource.query<[{ id: number }]>(
        `INSERT INTO interval_clips (camera_id, starts_at, ends_at, cut, video_codec, state, job_id,
                                     progress, waiting_until, used_at)
         VALUES ('front', $1, $2, 'smart', 'h264', 'pending', $3, 0, now(), now()) RETURNING id`,
        [at(0), at(2), randomUUID()],
      );
      const rows = app.dataSource.getRepository(IntervalClip);
      await arrive(fields);
      const { waitingUntil } = await rows.findOneByOrFail({ id });
      await rows.delete({ id });
      expect(waitingUntil === null).toBe(woken);
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

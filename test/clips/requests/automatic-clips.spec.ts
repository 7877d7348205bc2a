import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { PRIORITY_AUTOMATIC, PRIORITY_REQUESTED } from '../../../src/clips/model/clip-job.js';
import { footageSpans } from '../../../src/clips/records/footage-spans.js';
import { concernedBy } from '../../../src/clips/records/on-footage.js';
import { AutomaticClips } from '../../../src/clips/requests/automatic-clips.js';
import { ClipResolver } from '../../../src/clips/requests/clip-resolver.js';
import { ClipScheduler } from '../../../src/clips/requests/clip-scheduler.js';
import { KeptEvents } from '../../../src/clips/requests/kept-events.js';
import { LateFootage } from '../../../src/clips/requests/late-footage.js';
import { ClipsOptions } from '../../../src/clips/clips.module-definition.js';
import { Event } from '../../../src/events/records/event.entity.js';
import type { Recording } from '../../../src/events/records/recording.entity.js';
import { type ClipsApp, startClipsApp, STARTED } from '../clips-app.js';

/** Seconds after the start of the event. */
const at = (seconds: number) => new Date(STARTED.getTime() + seconds * 1000);
const POST_ROLL_SECONDS = 2;

interface Job {
  id: string;
  priority: number;
  /** Seconds until it is due, rounded up; 0: it is. */
  delay: number;
}

describe('An automatic clip', () => {
  let app: ClipsApp;
  let options: { -readonly [Key in keyof ClipsOptions]: ClipsOptions[Key] };

  beforeAll(async () => {
    const rolls = { preRollSeconds: 0, postRollSeconds: POST_ROLL_SECONDS };
    app = await startClipsApp({ ...rolls, autoGenerate: true });
    options = app.get(ClipsOptions);
  });
  afterEach(async () => {
    options.queueLimit = 1000;
    app.get(KeptEvents).use(() => true);
    jest.restoreAllMocks();
    await app.dataSource.query('TRUNCATE event_clips_jobs.job');
  });
  afterAll(() => app?.close());

  const query = <T = object[]>(sql: string, parameters: unknown[] = []) =>
    app.dataSource.query<T>(sql, parameters);
  const eventOf = (id: number) => app.dataSource.getRepository(Event).findOneByOrFail({ id });
  const consider = async (id: number) => app.get(AutomaticClips).consider(await eventOf(id));
  const requestOf = (id: number) => app.row<Record<string, unknown>>('clip_requests', id);

  /** The jobs of an event, by the queue's own table. */
  const jobsOf = (eventId: number) =>
    query<Job[]>(
      `SELECT id, priority, greatest(0, ceil(extract(epoch FROM start_after - now())))::int AS delay
         FROM event_clips_jobs.job WHERE data->'data'->>'event_id' = $1::text`,
      [eventId],
    );

  const end = (id: number, seconds: number) =>
    query('UPDATE events SET ended_at = $2 WHERE id = $1', [id, at(seconds)]);

  /** A recording of a camera, as it is registered. */
  async function recording(cameraId: string, from: number, to: number): Promise<Recording> {
    const [row] = await query<[{ id: number }]>(
      `INSERT INTO recordings (camera_id, file_path, started_at, ended_at, placed_by, facts)
       VALUES ($1, $2, $3, $4, 'given', '{}') RETURNING id`,
      [cameraId, `/footage/${randomUUID()}.mp4`, at(from), at(to)],
    );
    return { id: row.id, cameraId, startedAt: at(from), endedAt: at(to) } as Recording;
  }

  /** An event of two seconds, whose clip shows the first three of the four seconds that were requested. */
  async function made(clip: Record<string, unknown> = {}) {
    const cameraId = randomUUID();
    const { id: recordingId } = await recording(cameraId, -5, 3);
    const eventId = await app.event({ camera_id: cameraId, ended_at: at(2) });
    const job = await app.request(eventId, { ends_at: at(4) });
    await app.complete(eventId, job, randomUUID());
    await query('UPDATE clip_requests SET followed_end = $2 WHERE event_id = $1', [eventId, at(2)]);
    const [from, to] = [at(0).getTime(), at(3).getTime()];
    const columns = {
      requested_ends_at: at(4),
      gaps: JSON.stringify([{ starts_at: at(3).toISOString(), ends_at: at(4).toISOString() }]),
      made_from: JSON.stringify([
        `end:${at(2).toISOString()}`,
        `recording:${recordingId}:${from}:${to}`,
      ]),
      ...clip,
    };
    const sets = Object.keys(columns).map((name, i) => `${name} = $${i + 2}`);
    const values = [eventId, ...Object.values(columns)];
    await query(`UPDATE clips SET ${sets.join()} WHERE event_id = $1`, values);
    return { eventId, cameraId, recordingId };
  }

  /** The plan of a statement among many events, each with an incomplete clip and a failed request. */
  async function planOf(sql: string, parameters: unknown[]): Promise<string> {
    const runner = app.dataSource.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query(`
        INSERT INTO events (id, camera_id, started_at, ended_at)
        SELECT 1000000 + i, 'camera ' || i % 20, '2025-01-01'::timestamptz + i * interval '30 s',
               '2025-01-01'::timestamptz + i * interval '30 s' FROM generate_series(1, 20000) i;
        INSERT INTO clip_requests (event_id, state, starts_at, ends_at, options, job_id, requested_at)
        SELECT id, 'failed', started_at, ended_at, '{}', '', now() FROM events WHERE id > 1000000;
        INSERT INTO clips (event_id, file_name, format, method, requested_starts_at, requested_ends_at,
          starts_at, ends_at, made_from, bytes, sha256, frames, width, height, duration_seconds, generated_at)
        SELECT id, '', 'mp4', 'images', started_at, ended_at, started_at, ended_at, '[]', 1, '', 1, 2, 2, 1, now()
          FROM events WHERE id > 1000000;
        ANALYZE events, clips, clip_requests`);
      const lines = (await runner.query(`EXPLAIN ${sql}`, parameters)) as object[];
      return lines.flatMap((line): unknown[] => Object.values(line)).join('\n');
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  }

  const arrive = async (...recordings: Recording[]) => app.get(LateFootage).arrived(recordings);

  describe('of an event', () => {
    const video = { video_path: '/footage/a.mp4', ended_at: at(1) };

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
      await app.get(LateFootage).arrived([recording as Recording]);
      const requested: string[] = [];
      for (const [name, id] of Object.entries(ids)) {
        if ((await jobsOf(id)).length > 0) requested.push(name);
      }
      expect(requested).toEqual(['ending', 'within', 'starting', 'outside']);
    });
  });

  describe('whose event is extended', () => {
    it('is requested once, however often that is, with the last end, after ten quiet seconds', async () => {
      const { eventId } = await made();
      for (let seconds = 3; seconds <= 12; seconds++) {
        await end(eventId, seconds);
        await consider(eventId);
      }
      expect(await jobsOf(eventId)).toMatchObject([{ priority: PRIORITY_AUTOMATIC, delay: 10 }]);
      expect(await requestOf(eventId)).toMatchObject({
        ...{ state: 'pending', automatic: true, starts_at: at(0), ends_at: at(14) },
        followed_end: at(12),
      });
    });

    it('waits ten seconds after each change, but at most a minute', async () => {
      const { eventId } = await made();
      await end(eventId, 3);
      await consider(eventId);
      const changedBefore = (seconds: number) =>
        query(
          `UPDATE clip_requests SET requested_at = now() - $2 * interval '1 s' WHERE event_id = $1`,
          [eventId, seconds],
        );
      for (const [before, delay] of [
        [30, 10],
        [55, 5],
        [90, 0],
      ] as const) {
        await query('UPDATE event_clips_jobs.job SET start_after = now()');
        await changedBefore(before);
        await end(eventId, 4 + before);
        await consider(eventId);
        expect(await jobsOf(eventId)).toMatchObject([{ delay }]);
      }
    });

    it('is not delayed by a call that changes nothing', async () => {
      const { eventId } = await made();
      await end(eventId, 3);
      await consider(eventId);
      await query('UPDATE event_clips_jobs.job SET start_after = now()');
      await consider(eventId);
      expect(await jobsOf(eventId)).toMatchObject([{ delay: 0 }]);
    });

    it('keeps the start and the options of the clip, and a fixed end', async () => {
      const { eventId } = await made();
      const gif = JSON.stringify({ format: 'gif', source: 'video', followsEnd: true });
      const chosen = 'UPDATE clip_requests SET options = $2, starts_at = $3 WHERE event_id = $1';
      await query(chosen, [eventId, gif, at(1)]);
      await end(eventId, 9);
      await consider(eventId);
      expect(await requestOf(eventId)).toMatchObject({
        ...{ starts_at: at(1), ends_at: at(11), options: { format: 'gif', source: 'video' } },
      });

      const fixed = (await made({ made_from: '[]', gaps: '[]' })).eventId;
      await query(
        `UPDATE clip_requests SET followed_end = NULL, options = '{"followsEnd":false}' WHERE event_id = $1`,
        [fixed],
      );
      await end(fixed, 9);
      await consider(fixed);
      expect(await jobsOf(fixed)).toEqual([]);
    });

    it('starts at once, and is made in any case, for a caller who asks for it', async () => {
      const { eventId } = await made();
      await end(eventId, 3);
      await consider(eventId);
      const event = await eventOf(eventId);
      const clip = await app.get(ClipResolver).resolve(event, {});
      const calledAt = new Date();
      await app.get(ClipScheduler).schedule(clip, {
        ...{ priority: PRIORITY_REQUESTED, force: false, calledAt },
      });
      expect(await jobsOf(eventId)).toMatchObject([{ priority: PRIORITY_REQUESTED, delay: 0 }]);
      expect(await requestOf(eventId)).toMatchObject({ automatic: false });
      await end(eventId, 4);
      await consider(eventId);
      expect(await jobsOf(eventId)).toMatchObject([{ delay: 0 }]);
    });

    it.each<[string, (id: number) => Promise<unknown>]>([
      ['its end is as before', () => Promise.resolve()],
      ['it is protected', (id) => query('UPDATE clips SET protected = true WHERE event_id = $1', [id])], // prettier-ignore
      [
        'it was removed',
        async (id) => {
          await query('DELETE FROM clips WHERE event_id = $1', [id]);
          await query('UPDATE events SET clip_path = NULL WHERE id = $1', [id]);
        },
      ],
      [
        'it was tried with this end',
        (id) =>
          query(
            `UPDATE clip_requests SET tried_with = (SELECT made_from FROM clips WHERE event_id = $1) || $2
              WHERE event_id = $1`,
            [id, JSON.stringify([`end:${at(9).toISOString()}`])],
          ),
      ],
      ['the next cleanup deletes it', () => Promise.resolve(app.get(KeptEvents).use(() => false))],
    ])('is not requested if %s', async (why, prepare) => {
      const { eventId } = await made();
      await prepare(eventId);
      if (why !== 'its end is as before') await end(eventId, 9);
      await consider(eventId);
      expect(await jobsOf(eventId)).toEqual([]);
    });
  });

  describe('whose footage comes late', () => {
    it.each<[string, boolean, number, number]>([
      ['fills its gap', true, 3, 9],
      ['fills a part of its gap', true, 3.4, 9],
      ['shows what it shows already', false, -5, 3],
      ['only jitters in its gap', false, 3.7, 9],
      ['is of another time', false, 4.1, 9],
    ])('is requested again if the footage %s: %p', async (_, expected, from, to) => {
      const { eventId, cameraId } = await made();
      await arrive(await recording(cameraId, from, to));
      expect(await jobsOf(eventId)).toMatchObject(expected ? [{ delay: 10 }] : []);
    });

    it('is requested once for several recordings, and not for the same ones again', async () => {
      const { eventId, cameraId, recordingId } = await made();
      const [first, second] = [
        await recording(cameraId, 3, 3.6),
        await recording(cameraId, 3.6, 9),
      ];
      await arrive(first);
      await arrive(second);
      expect(await jobsOf(eventId)).toHaveLength(1);
      await query('TRUNCATE event_clips_jobs.job');
      const tried = [
        `end:${at(2).toISOString()}`,
        ...[
          [recordingId, 0, 3],
          [first.id, 3, 3.6],
          [second.id, 3.6, 4],
        ].map(([id, from, to]) => `recording:${id}:${at(from!).getTime()}:${at(to!).getTime()}`),
      ];
      await query(
        `UPDATE clip_requests SET state = 'failed', error_code = 'FFMPEG_FAILED', tried_with = $2
          WHERE event_id = $1`,
        [eventId, JSON.stringify(tried)],
      );
      await arrive(first, second);
      expect(await jobsOf(eventId)).toEqual([]);
      await arrive(await recording(cameraId, 3.2, 9));
      expect(await jobsOf(eventId)).toHaveLength(1);
    });

    it('is requested of stills that get video', async () => {
      const { eventId, cameraId } = await made({ method: 'images', gaps: '[]' });
      await arrive(await recording(cameraId, 3, 9));
      expect(await jobsOf(eventId)).toHaveLength(1);
    });

    it.each(['WINDOW_OUTSIDE_FOOTAGE', 'FFMPEG_FAILED', 'VIDEO_NOT_FOUND'])(
      'is requested again after %s',
      async (error_code) => {
        const cameraId = randomUUID();
        const eventId = await app.event({ camera_id: cameraId, ended_at: at(2) });
        await app.request(eventId, { state: 'failed', error_code, ends_at: at(4) });
        await query(`UPDATE clip_requests SET tried_with = '[]' WHERE event_id = $1`, [eventId]);
        await arrive(await recording(cameraId, 2.5, 9));
        expect(await jobsOf(eventId)).toHaveLength(1);
      },
    );

    it('is looked for by one statement for a batch, which uses indexes', async () => {
      const cameraId = randomUUID();
      const batch = Array.from({ length: 1000 }, (_, i) => ({
        ...{ cameraId, startedAt: at(i * 10), endedAt: at(i * 10 + 10) },
      }));
      const spans = footageSpans(batch);
      expect(spans).toHaveLength(1);
      const statements = jest.spyOn(app.dataSource.manager, 'query');
      await arrive(...(batch as Recording[]));
      expect(statements).toHaveBeenCalledTimes(1);
      const [sql, parameters] = statements.mock.calls[0]!;
      const text = await planOf(sql, parameters as unknown[]);
      expect(text).not.toContain('Seq Scan');
      for (const index of ['clips_incomplete', 'clip_requests_failed', 'events_newest_of_camera']) {
        expect(text).toContain(index);
      }
    });

    it('takes at most half of the queue; the other events wait', async () => {
      const cameraId = randomUUID();
      const ended = { camera_id: cameraId, ended_at: at(2) };
      const ids = [await app.event(ended), await app.event(ended), await app.event(ended)];
      options.queueLimit = 4;
      await arrive(await recording(cameraId, 0, 9));
      const counts = await Promise.all(ids.map(async (id) => (await jobsOf(id)).length));
      expect(counts.filter((count) => count === 1)).toHaveLength(2);
      const later = await query(
        `SELECT data->'data'->'spans' AS spans FROM event_clips_jobs.job WHERE name = 'late-footage'`,
      );
      expect(later).toEqual([
        {
          spans: [
            {
              ...{ camera_id: cameraId },
              ...{ starts_at: at(0).toISOString(), ends_at: at(9).toISOString() },
            },
          ],
        },
      ]);
    });

    it('finds the newest events first, up to a limit', async () => {
      const cameraId = randomUUID();
      const ended = { camera_id: cameraId, ended_at: at(3) };
      const ids: number[] = [];
      for (const second of [0, 1, 2])
        ids.push(await app.event({ ...ended, started_at: at(second) }));
      const spans = footageSpans([{ cameraId, startedAt: at(0), endedAt: at(9) }]);
      const { manager } = app.dataSource;
      expect((await concernedBy(spans, true, 2, manager)).events).toEqual([ids[2], ids[1]]);
      expect((await concernedBy(spans, false, 2, manager)).events).toEqual([]);
    });
  });
});

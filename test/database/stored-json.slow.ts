import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventually } from '../support/eventually.js';
import { createHome, type Home } from '../support/home.js';
import { type Service, startService } from '../support/service.js';

const STARTED = '2026-01-03T10:00:00.000Z';
const WINDOW = { start_offset_seconds: 0, end_offset_seconds: 1 };
const COUNTS = { events: 1, detections: 0, clips: 1, recordings: 0, files: 2, bytes: 300 };
const LAST_RUN = {
  ...{ dry_run: false, started_at: STARTED, finished_at: STARTED, stopped: null },
  ...{ errors: 0, warnings: [] },
};

/** The content of each JSON column if another version wrote it. */
interface Stored {
  gaps: unknown;
  made_from: unknown;
  signed_video: unknown;
  options: unknown;
  finished: unknown;
  facts: unknown;
  last_run: unknown;
}

const all = (value: unknown): Stored => ({
  ...{ gaps: value, made_from: value, signed_video: value, options: value, finished: value },
  ...{ facts: value, last_run: value },
});

/** A call's answer is compared with the contract too, so that a field of another type would fail it. */
describe('JSON that another version stored', () => {
  let home: Home;
  let service: Service;
  let database: pg.Client;
  let eventId: number;

  beforeAll(async () => {
    home = await createHome();
    database = new pg.Client(home.settings['DATABASE_URL']);
    await database.connect();
    service = await startService(home);
    const file_path = await home.video('front.mp4', { seconds: 3 });
    await service.recording({ file_path, started_at: STARTED });
    eventId = await service.event({ started_at: STARTED, ended_at: STARTED });
  });
  afterAll(async () => {
    await service?.stop();
    await database?.end();
    await home.remove();
  });

  async function store(stored: Stored) {
    const { gaps, made_from, signed_video, options, finished, facts, last_run } = stored;
    const set = (statement: string, ...values: unknown[]) =>
      database.query(
        statement,
        values.map((value) => JSON.stringify(value)),
      );
    const columns = 'gaps = $1, made_from = $2, signed_video = $3';
    await set(`UPDATE clips SET ${columns}`, gaps, made_from, signed_video);
    await set('UPDATE clip_requests SET options = $1, finished = $2', options, finished);
    await set('UPDATE recordings SET facts = $1', facts);
    await set(
      `INSERT INTO cleanup_state (settled_at, last_run) VALUES (now(), $1)
       ON CONFLICT (id) DO UPDATE SET last_run = $1`,
      last_run,
    );
  }

  it.each<[string, Stored]>([
    [
      'of an older version, with less',
      {
        ...{ gaps: [], made_from: [], options: { source: 'auto' }, finished: { eventId: 1 } },
        ...{ facts: { sizeBytes: 1, creationTime: null }, signed_video: null },
        last_run: { ...LAST_RUN, reasons: { age: COUNTS } },
      },
    ],
    [
      'of a newer version, with more',
      {
        ...{ gaps: [{ from: STARTED }], made_from: ['new:1'], finished: { codec: 'av1' } },
        ...{ options: { source: 'archive', speed: 2 }, facts: { demuxer: 'new', hdr: true } },
        signed_video: { present: false, signer: 'new' },
        last_run: { ...LAST_RUN, reasons: { mirror: COUNTS }, held: { mirrors: 1 }, mirrors: [] },
      },
    ],
    ['null', all(null)],
    ['text', all('text')],
    ['a number', all(7)],
    ['a list', all([1])],
    ['an empty object', all({})],
  ])('is used and returned: %s', async (_, stored) => {
    await service.generate(eventId, { ...WINDOW, force: true });
    await store(stored);

    const paths = ['', `/${eventId}`, `/${eventId}/clip`, `/${eventId}/clip/progress`];
    for (const path of [...paths.map((rest) => `/api/events${rest}`), ...OTHER_PATHS]) {
      expect([path, (await service.call('GET', path)).status]).toEqual([path, 200]);
    }
    const { body: generated, status } = await service.generate(eventId, WINDOW);
    expect([200, 201]).toContain(status);
    expect(generated.status).toBe('completed');

    await store(stored);
    const { body: again } = await service.generate(eventId, { ...WINDOW, force: true });
    expect(again.status).toBe('completed');
    await home.settled(eventId);
  });

  it('is logged once for each column if a part of it cannot be read', async () => {
    await service.generate(eventId, WINDOW);
    await store(all('text'));
    const paths = [`/api/events/${eventId}/clip`, '/api/recordings', '/api/cleanup'];
    for (const path of [...paths, ...paths]) await service.call('GET', path);
    const columns = ['recordings.facts', 'clips.gaps', 'clips.made_from', 'cleanup_state.last_run'];
    for (const column of [
      ...columns,
      'clips.signed_video',
      'clip_requests.options',
      'clip_requests.finished',
    ]) {
      const lines = () =>
        service.log.filter((line) => line.includes(`A value of ${column} cannot`));
      await eventually(() => lines().length > 0);
      expect([column, lines().length]).toEqual([column, 1]);
    }
  });

  it('keeps the reasons that a run of an older version counted', async () => {
    await store({ ...all(null), last_run: { ...LAST_RUN, reasons: { age: COUNTS } } });
    const { body } = await service.call<{ last_run: object }>('GET', '/api/cleanup');
    expect(body.last_run).toMatchObject({ reasons: { age: COUNTS, space: { clips: 0 } } });
  });

  it('makes a clip from a job with less data, and ends one that names no event', async () => {
    await service.stop();
    service = await startService(home, { ROLE: 'api' });
    const order = { ...WINDOW, force: true };
    const { status } = await service.generate(eventId, order, { prefer: 'respond-async' });
    expect(status).toBe(202);
    await service.stop();
    await store(all(null));
    await database.query(`UPDATE event_clips_jobs.job SET data = $1 WHERE name = 'clips'`, [
      { data: { event_id: eventId } },
    ]);
    for (const data of [{}, 7, { data: {} }]) {
      await database.query(`INSERT INTO event_clips_jobs.job (name, data) VALUES ('clips', $1)`, [
        JSON.stringify(data),
      ]);
    }

    service = await startService(home);
    const { body } = await service.generate(eventId, WINDOW);
    expect(body.status).toBe('completed');
    await home.settled(eventId);
    const ended = () =>
      service.log.filter((line) => line.includes('data of the job cannot be read'));
    await eventually(() => ended().length === 3);
  });
});

const OTHER_PATHS = [
  ...['/api/cameras', '/api/recordings', '/api/cleanup'],
  ...['/health/live', '/health/ready', '/metrics'],
];

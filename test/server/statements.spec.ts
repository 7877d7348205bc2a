import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { startCountedService, statementsOf } from '../support/counted-statements.js';
import { eventually } from '../support/eventually.js';
import { createHome, type Home } from '../support/home.js';
import type { Service } from '../support/service.js';

const STARTED = '2026-01-03T10:00:00Z';

/** How many SQL statements each operation runs. Those that begin and end a transaction count. */
const STATEMENTS = {
  'GET clip': 2,
  'GET event': 2,
  'GET 50 events': 2,
  'GET a range of a clip': 0,
  /** Later than the answer, so that it is no statement of the request. */
  'GET a clip': 0,
  'POST share': 2,
  'POST an event': 1,
  'POST an event with detections': 4,
  'POST an event that exists': 5,
  'POST a recording': 3,
  'POST a recording that is registered': 7,
  'POST 100 recordings': 3,
  /** To the end of its job, with its poster. */
  'POST generate': 42,
  /** One of each of these is the entry of the audit trail. */
  'PATCH clip': 9,
  'DELETE an event': 11,
};

/** A report of progress, which only a clip that takes half a second or more has. */
const REPORT = /^UPDATE "clip_requests" SET "progress" = \$1 WHERE/;

/** By the id of the request, so that what the service does by itself meanwhile does not count. */
describe('The number of SQL statements', () => {
  let home: Home;
  let service: Service;
  let film: string;
  let clip: string;
  let clipUrl: string;

  beforeAll(async () => {
    home = await createHome();
    service = await startCountedService(home, { RATE_LIMIT_PER_MINUTE: '0' });
    film = await home.video('film.mp4', { seconds: 12 });
    const id = await service.event(event({ video: video(film) }));
    clip = `/api/events/${id}/clip`;
    await service.generate(id, { start_offset_seconds: 0, end_offset_seconds: 5 });
    clipUrl = (await service.withPoster(id)).clip_url!;
  });
  afterAll(async () => {
    await service?.stop();
    await home.remove();
  });

  const video = (file_path: string) => ({ file_path, started_at: STARTED });
  const event = (fields: object = {}) => ({ camera_id: 'front', started_at: STARTED, ...fields });
  const recording = (file_path: string) => ({ camera_id: 'front', ...video(file_path) });

  /** Fails with the statements themselves where their number differs. */
  async function expectCount(
    operation: keyof typeof STATEMENTS,
    [status, method, path, body, headers]: Call,
    then: () => Promise<unknown> = () => Promise.resolve(),
  ): Promise<void> {
    const request = randomUUID();
    const sent = { ...headers, 'x-request-id': request };
    const answer = await service.call(method, path, body, sent);
    const answered = status === 204 ? null : expect.anything();
    expect([answer.status, answer.body]).toEqual([status, answered]);
    await then();
    const ran = await statementsOf(service, request);
    // Each is followed by a notification.
    const ofReports = 2 * ran.filter((sql) => REPORT.test(sql)).length;
    const shown = ran.map((sql) => sql.replace(/\s+/g, ' ').slice(0, 200));
    expect({ operation, count: ran.length - ofReports, shown }).toEqual({
      ...{ operation, count: STATEMENTS[operation], shown },
    });
  }

  it('of reads is as in the table', async () => {
    await expectCount('GET clip', [200, 'GET', clip]);
    await expectCount('GET event', [200, 'GET', clip.replace('/clip', '')]);
    await expectCount('GET 50 events', [200, 'GET', '/api/events?limit=50']);
    const range = { range: 'bytes=0-9' };
    await expectCount('GET a range of a clip', [206, 'GET', clipUrl, undefined, range]);
    await expectCount('GET a clip', [200, 'GET', clipUrl]);
    await expectCount('POST share', [200, 'POST', `${clip}/share`, {}]);
  });

  it('of writes is as in the table', async () => {
    await expectCount('POST an event', [201, 'POST', '/api/events', event({ external_id: 'x' })]);
    await expectCount('POST an event that exists', [
      ...([200, 'POST', '/api/events'] as const),
      event({ external_id: 'x' }),
    ]);
    const detections = [1, 2, 3].map((n) => ({
      ...{ file_path: home.media(`${n}.jpg`), detected_at: STARTED },
    }));
    await expectCount('POST an event with detections', [
      ...([201, 'POST', '/api/events'] as const),
      event({ detections, video: video(film) }),
    ]);
    const one = recording(film);
    await expectCount('POST a recording', [201, 'POST', '/api/recordings', one]);
    await expectCount('POST a recording that is registered', [200, 'POST', '/api/recordings', one]);
    const files = await Promise.all(
      Array.from({ length: 100 }, (_, n) => home.video(`batch/${n}.mp4`, { seconds: 12 })),
    );
    const recordings = files.map(recording);
    await expectCount('POST 100 recordings', [200, 'POST', '/api/recordings', { recordings }]);
  });

  it('of a clip is as in the table', async () => {
    const id = await service.event(event({ camera_id: 'lone', video: video(film) }));
    const body = { start_offset_seconds: 0, end_offset_seconds: 5 };
    const path = `/api/events/${id}/clip/generate`;
    // A caller that waits reads the row after each notification, of which there may be more on a busy machine.
    const call: Call = [202, 'POST', path, body, { prefer: 'respond-async' }];
    await expectCount('POST generate', call, () => service.withPoster(id));
    await expectCount('PATCH clip', [200, 'PATCH', `/api/events/${id}/clip`, { protected: false }]);
    await expectCount('DELETE an event', [204, 'DELETE', `/api/events/${id}`]);
  });

  it('of the audit trail is one for all that is noted within a second', async () => {
    const shared = Date.now();
    for (let n = 0; n < 30; n++) await service.call('POST', `${clip}/share`, {});
    const seconds = Math.ceil((Date.now() - shared) / 1000);
    const database = new pg.Client(home.settings['DATABASE_URL']);
    await database.connect();
    // Rows of one statement, which is its own transaction here, have the same xmin.
    const stored = async () => {
      const { rows } = await database.query<{ entries: number; statements: number }>(
        `SELECT count(*)::int AS entries, count(DISTINCT xmin::text)::int AS statements
           FROM audit_entries WHERE action = 'clip.shared'`,
      );
      return rows[0]!;
    };
    // One was shared by a test before.
    await eventually(async () => (await stored()).entries === 31);
    const { statements } = await stored();
    await database.end();
    expect(statements).toBeLessThanOrEqual(seconds + 2);
  });
});

type Call = readonly [
  status: number,
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
];

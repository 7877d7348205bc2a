import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ListedEvents } from '../../../src/clips/records/listed-events.js';
import { FailedClips } from '../../../src/clips/requests/failed-clips.js';
import { type ClipsApp, startClipsApp } from '../clips-app.js';

let app: ClipsApp;
beforeAll(async () => {
  app = await startClipsApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.dataSource.query('TRUNCATE events CASCADE');
});

const minute = (minutes: number) => new Date(Date.UTC(2026, 0, 3, 10, minutes));

/** An event at a minute past ten, whose latest request failed. */
async function failed(minutes: number, code: string, fields: object = {}): Promise<number> {
  const id = await app.event({ started_at: minute(minutes), ...fields });
  await app.request(id, { state: 'failed', error_code: code, message: 'It failed.' });
  return id;
}

describe('Failed clips', () => {
  const retry = (filter = {}) => app.get(FailedClips).retry(filter);
  const stateOf = async (id: number) =>
    (await app.row<{ state: string }>('clip_requests', id))?.state;

  it('are requested again with the same interval and options, the oldest event first', async () => {
    const later = await failed(2, 'NO_SPACE');
    const sooner = await failed(1, 'TIMED_OUT');
    const before = await app.row('clip_requests', sooner);
    const completed = await app.withClip();
    expect(await retry()).toEqual([sooner, later]);
    expect(await app.row('clip_requests', sooner)).toMatchObject({
      ...{ state: 'pending', error_code: null, message: null },
      ...{ starts_at: before!['starts_at'], ends_at: before!['ends_at'] },
      options: before!['options'],
    });
    expect(await stateOf(completed)).toBe('completed');
    expect(await retry()).toEqual([]);
  });

  it.each<[string, object, number[]]>([
    ['of a camera', { cameraId: 'back' }, [3]],
    ['from an instant on', { from: minute(2) }, [2, 3]],
    ['before an instant', { to: minute(2) }, [1]],
    ['for a reason', { errorCode: 'NO_SPACE' }, [1, 3]],
  ])('%s are requested again alone', async (_, filter, expected) => {
    const ids = [
      await failed(1, 'NO_SPACE'),
      await failed(2, 'TIMED_OUT'),
      await failed(3, 'NO_SPACE', { camera_id: 'back' }),
    ];
    expect(await retry(filter)).toEqual(expected.map((n) => ids[n - 1]));
    const pending = await Promise.all(ids.map(async (id) => (await stateOf(id)) === 'pending'));
    expect(pending).toEqual(ids.map((_, i) => expected.includes(i + 1)));
  });

  it('of an event whose clip is protected are left out', async () => {
    const id = await app.withClip();
    await app.dataSource.query('UPDATE clips SET protected = true');
    await app.dataSource.query(`UPDATE clip_requests SET state = 'failed'`);
    expect(await retry()).toEqual([]);
    expect(await stateOf(id)).toBe('failed');
  });
});

describe('The list of events', () => {
  const list = async (filter: object = {}, limit = 10) => app.get(ListedEvents).list(filter, limit);

  it('has what became of the clip of each, the newest first', async () => {
    const none = await app.event({ started_at: minute(1), label: 'person' });
    const bad = await failed(2, 'NO_SPACE', { ended_at: minute(3) });
    const good = await app.withClip('a clip', { started_at: minute(4) });
    const gone = await app.withClip('a clip', { started_at: minute(5) });
    await app.dataSource.query('UPDATE clips SET missing_since = now() WHERE event_id = $1', [
      gone,
    ]);
    const front = { camera_id: 'front', label: null, ended_at: null, message: null };
    const nothing = { progress: null, error_code: null, clip: null };
    expect(await list()).toEqual([
      { ...front, ...nothing, event_id: gone, started_at: minute(5), status: 'completed' },
      {
        ...{ ...front, ...nothing, event_id: good, started_at: minute(4), status: 'completed' },
        clip: {
          ...{ file_name: `${good}_clip.mp4`, bytes: 6, protected: false },
          duration_seconds: expect.any(Number),
        },
      },
      {
        ...{ ...front, ...nothing, event_id: bad, started_at: minute(2), ended_at: minute(3) },
        ...{ status: 'failed', error_code: 'NO_SPACE', message: 'It failed.' },
      },
      {
        ...{ ...front, ...nothing, event_id: none, started_at: minute(1), status: 'none' },
        label: 'person',
      },
    ]);
    expect((await list({}, 2)).map(({ event_id }) => event_id)).toEqual([gone, good]);
  });

  it.each<[string, object, number[]]>([
    ['of a camera', { cameraId: 'back' }, [1]],
    ['from an instant on', { from: minute(2) }, [3, 2]],
    ['before an instant', { to: minute(2) }, [1]],
    ['with a status', { status: 'failed' }, [3, 2]],
    ['without a request', { status: 'none' }, [1]],
    ['with a reason', { errorCode: 'TIMED_OUT' }, [3]],
    ['that are pending', { status: 'pending' }, []],
    ['with all of them', { from: minute(1), to: minute(3), status: 'failed' }, [2]],
  ])('has only those %s', async (_, filter, expected) => {
    const ids = [
      await app.event({ started_at: minute(1), camera_id: 'back' }),
      await failed(2, 'NO_SPACE'),
      await failed(3, 'TIMED_OUT'),
    ];
    const found = (await list(filter)).map(({ event_id }) => event_id);
    expect(found).toEqual(expected.map((n) => ids[n - 1]));
  });
});

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { FileLooks } from '../../src/events/footage/file-looks.js';
import { FolderSilentError } from '../../src/isolation/folder-errors.js';
import { FootageRoots } from '../../src/media/footage/footage-roots.js';
import { type EventsApp, startEventsApp } from './events-app.js';

describe('A registered file', () => {
  let app: EventsApp;
  beforeAll(async () => {
    app = await startEventsApp();
  });
  afterAll(() => app.close());

  /** A recording that was registered an hour ago, and is due. */
  async function due(filePath: string): Promise<number> {
    const [{ id }] = await app.dataSource.query<[{ id: number }]>(
      `INSERT INTO recordings (camera_id, file_path, started_at, ended_at, registered_at, look_at, placed_by, facts)
       SELECT 'front', $1, t, t, t, now() - interval '1 second', 'given', '{}'
         FROM (SELECT now() - interval '1 hour' AS t) AS past RETURNING id`,
      [filePath],
    );
    return id;
  }

  /** The seconds until the next look, null where there is none, and whether the file is known. */
  async function row(id: number) {
    const [row] = await app.dataSource.query<[{ seconds: number | null; isKnown: boolean }]>(
      `SELECT round(extract(epoch FROM look_at - now()))::int AS seconds, identity IS NOT NULL AS "isKnown"
         FROM recordings WHERE id = $1`,
      [id],
    );
    return row;
  }

  it('is no longer looked for if it is missing for long', async () => {
    const id = await due(app.path('gone.mp4'));
    await app.get(FileLooks).run();
    expect(await row(id)).toEqual({ seconds: null, isKnown: false });
  });

  it('is looked at once its folder answers again, however long that takes', async () => {
    const id = await due(await app.video('there.mp4'));
    const run = jest
      .spyOn(app.get(FootageRoots).files, 'run')
      .mockImplementation(() => Promise.reject(new FolderSilentError()));
    await app.get(FileLooks).run();
    run.mockRestore();
    expect(await row(id)).toEqual({ seconds: expect.any(Number), isKnown: false });

    await app.dataSource.query('UPDATE recordings SET look_at = now() WHERE id = $1', [id]);
    await app.get(FileLooks).run();
    expect(await row(id)).toMatchObject({ isKnown: true });
  });
});

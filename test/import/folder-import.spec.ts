import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { RecordingsService } from '../../src/events/recordings/recordings.service.js';
import { FolderImport, type ImportResult } from '../../src/import/folder-import.js';
import type { Layout } from '../../src/import/layout.js';
import { FootageRoots } from '../../src/media/footage/footage-roots.js';
import { type EventsApp, startEventsApp } from '../events/events-app.js';

/** The importer's clock; files that a test writes are of this very moment. */
const now = Date.now();
const LONG_AGO = new Date('2026-01-04T00:00:00Z');

describe('FolderImport', () => {
  let app: EventsApp;

  // What one test registers, none else finds: neither another one nor its own repetition.
  beforeEach(async () => {
    app = await startEventsApp({ cameraTimezone: 'Europe/Berlin' });
  });
  afterEach(() => app.close());

  function run(folder: string, layout: Layout, { camera = null, at = now }: RunOptions = {}) {
    const clock = { now: () => new Date(at) };
    const importer = new FolderImport(app.get(RecordingsService), app.get(FootageRoots), clock);
    return importer.run(app.path(folder), { layout, camera });
  }

  /** What is registered below a folder: camera and start, by path. */
  async function registered(folder: string) {
    const rows = await app.dataSource.query<{ path: string; placement: string }[]>(
      `SELECT substr(file_path, $2) AS path,
              camera_id || ' ' || to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS')
                || ' ' || placed_by AS placement
         FROM recordings WHERE starts_with(file_path, $1) ORDER BY file_path COLLATE "C"`,
      [`${app.path(folder)}/`, app.path(folder).length + 2],
    );
    return Object.fromEntries(rows.map(({ path, placement }) => [path, placement]));
  }

  const counts = (added: number, rest: Partial<ImportResult> = {}) => ({
    ...{ added, updated: 0, replaced: 0, known: 0, growing: 0, foreign: 0, failed: [] },
    ...{ skipped: expect.any(Array) as never, by_modification_time: { count: 0, example: null } },
    ...rest,
  });

  it('registers the tree of Frigate in UTC, also when local clocks change, and no file twice', async () => {
    const paths = [
      '2026-03-29/00/front/59.50.mp4',
      '2026-03-29/01/front/00.00.mp4',
      '2026-10-25/00/front/30.00.mp4',
      '2026-10-25/01/back/30.00.mp4',
    ];
    for (const path of paths) await app.video(`frigate/${path}`, { seconds: 1 }, LONG_AGO);
    await writeFile(app.path('frigate/2026-03-29/index.json'), '{}');
    await app.video('frigate/exports/front.mp4', { seconds: 1 }, LONG_AGO);

    expect(await run('frigate', 'frigate')).toEqual(counts(4, { foreign: 2 }));
    const expected = {
      '2026-03-29/00/front/59.50.mp4': 'front 2026-03-29 00:59:50.000 given',
      '2026-03-29/01/front/00.00.mp4': 'front 2026-03-29 01:00:00.000 given',
      '2026-10-25/00/front/30.00.mp4': 'front 2026-10-25 00:30:00.000 given',
      '2026-10-25/01/back/30.00.mp4': 'back 2026-10-25 01:30:00.000 given',
    };
    expect(await registered('frigate')).toEqual(expected);

    const again = await run('frigate', 'frigate');
    expect(again).toEqual(counts(0, { known: 4, foreign: 2 }));
    await app.video('frigate/2026-10-25/02/back/00.00.mp4', { seconds: 1 }, LONG_AGO);
    const later = await run('frigate', 'frigate', { camera: 'back' });
    expect(later).toEqual(counts(1, { known: 1, foreign: 5 }));
  });

  it('decides by the age of a file which of two equal local times a recording of MediaMTX has', async () => {
    const film = (name: string, ended: string) =>
      app.video(`mtx/site/yard/${name}`, { seconds: 1 }, new Date(ended));
    await film('2026-10-25_02-30-00-250000.mp4', '2026-10-25T00:30:01Z');
    await film('2026-10-25_02-31-00-250000.mp4', '2026-10-25T01:31:01Z');
    await film('2026-03-29_03-00-00-000000.mp4', '2026-03-29T01:00:01Z');
    await app.video('mtx/site/yard/snapshot.mp4', { seconds: 1 }, LONG_AGO);

    expect(await run('mtx', 'mediamtx')).toEqual(
      counts(3, {
        foreign: 1,
        skipped: [
          { reason: 'other_layout', count: 1, videos: 1, example: 'site/yard/snapshot.mp4' },
        ],
      }),
    );
    expect(await registered('mtx')).toEqual({
      'site/yard/2026-03-29_03-00-00-000000.mp4': 'site/yard 2026-03-29 01:00:00.000 file_name',
      'site/yard/2026-10-25_02-30-00-250000.mp4': 'site/yard 2026-10-25 00:30:00.250 file_name',
      'site/yard/2026-10-25_02-31-00-250000.mp4': 'site/yard 2026-10-25 01:31:00.250 file_name',
    });
  });

  it('registers uploads as they arrive, but none that is unfinished or broken', async () => {
    await app.video('ftp/gate/2026/gate_20260103103000.mp4', { seconds: 1 }, LONG_AGO);
    await app.video('ftp/gate/.gate_20260103104000.mp4', { seconds: 1 }, LONG_AGO);
    await app.video('ftp/loose_20260103103000.mp4', { seconds: 1 }, LONG_AGO);
    const lately = new Date(now - 5_000);
    await app.video('ftp/gate/gate_20260103105000.mp4', { seconds: 1 }, lately);
    const cut = await app.video('ftp/gate/cut_20260103110000.mp4', { seconds: 1 });
    await truncate(cut, 1000);
    await utimes(cut, LONG_AGO, LONG_AGO);
    await writeFile(app.path('ftp/gate/readme.txt'), 'not a video');
    await symlink(app.path('ftp'), app.path('ftp/gate/round'));

    const first = await run('ftp', 'name');
    expect(first).toMatchObject({ added: 1, growing: 1, foreign: 2 });
    expect(first.failed).toMatchObject([{ file: cut, code: 'UNREADABLE_SOURCE' }]);

    // Half a minute later the upload has ended, and the broken file was uploaded again.
    await app.video('ftp/gate/cut_20260103110000.mp4', { seconds: 1 }, LONG_AGO);
    const at = now + 30_000;
    expect(await run('ftp', 'name', { at })).toEqual(counts(2, { known: 1, foreign: 2 }));
    expect(await registered('ftp')).toEqual({
      'gate/2026/gate_20260103103000.mp4': 'gate 2026-01-03 09:30:00.000 file_name',
      'gate/cut_20260103110000.mp4': 'gate 2026-01-03 10:00:00.000 file_name',
      'gate/gate_20260103105000.mp4': 'gate 2026-01-03 09:50:00.000 file_name',
    });

    // A file that grew after it was registered is read again when it no longer grows.
    await app.video('ftp/gate/gate_20260103105000.mp4', { seconds: 3 }, new Date(at));
    const rest = { known: 2, foreign: 1 };
    const growing = await run('ftp', 'name', { at, camera: 'gate' });
    expect(growing).toEqual(counts(1, { ...rest, growing: 1 }));
    const grown = await run('ftp', 'name', { at: at + 30_000, camera: 'gate' });
    expect(grown).toEqual(counts(0, { known: 3, foreign: 1, updated: 1 }));
  });

  it('goes on after files that claim to be of another time', async () => {
    const name = (day: string) => `claims/gate/gate_${day}103000.mp4`;
    const late = await app.video(name('20990103'), { seconds: 1 }, LONG_AGO);
    // Its writer cannot have stopped only just now.
    await app.video(name('20260103'), { seconds: 1 }, new Date('2200-01-01T00:00:00Z'));
    const result = await run('claims', 'name');
    expect(result).toMatchObject({ added: 1, growing: 0 });
    expect(result.failed).toEqual([
      { file: late, code: 'IMPLAUSIBLE_START', message: expect.any(String) },
    ]);
  });

  it('registers linked cameras, and MediaMTX with offsets and seconds since 1970', async () => {
    await app.video('disk/yard/2026-01-03_04-30-00-123456-0500.mp4', { seconds: 1 }, LONG_AGO);
    await app.video('disk/yard/1767432660.mp4', { seconds: 1 }, LONG_AGO);
    await mkdir(app.path('linked'));
    await symlink(app.path('disk/yard'), app.path('linked/yard'));
    await symlink('/usr', app.path('linked/usr'));
    expect(await run('linked', 'mediamtx')).toEqual(
      counts(2, {
        skipped: [{ reason: 'outside_media_roots', count: 1, videos: 1, example: 'usr' }],
      }),
    );
    expect(await registered('linked')).toEqual({
      'yard/1767432660.mp4': 'yard 2026-01-03 09:31:00.000 file_name',
      'yard/2026-01-03_04-30-00-123456-0500.mp4': 'yard 2026-01-03 09:30:00.123 file_name',
    });
  });

  it('places files by the dates of their folders, and counts those whose paths have no time', async () => {
    await app.video('days/yard/2026-01-03/10-30-00.mp4', { seconds: 1 }, LONG_AGO);
    await app.video('days/yard/holiday.mp4', { seconds: 1 }, LONG_AGO);
    const byAge = { by_modification_time: { count: 1, example: 'yard/holiday.mp4' } };
    expect(await run('days', 'name')).toEqual(counts(2, byAge));
    expect(await registered('days')).toEqual({
      'yard/2026-01-03/10-30-00.mp4': 'yard 2026-01-03 09:30:00.000 file_name',
      'yard/holiday.mp4': 'yard 2026-01-03 23:59:59.000 modified',
    });
    expect(await run('days', 'name')).toEqual(counts(0, { known: 2 }));

    // An earlier version placed it by its age.
    await app.dataSource.query(
      `UPDATE recordings SET placed_by = 'modified', started_at = started_at - interval '1 hour'
        WHERE file_path = $1`,
      [app.path('days/yard/2026-01-03/10-30-00.mp4')],
    );
    expect(await run('days', 'name')).toEqual(counts(0, { known: 1, updated: 1 }));
    expect(await registered('days')).toMatchObject({
      'yard/2026-01-03/10-30-00.mp4': 'yard 2026-01-03 09:30:00.000 file_name',
    });
  });

  it('reads nothing outside the footage roots', async () => {
    await expect(run('..', 'name')).rejects.toMatchObject({ code: 'PATH_NOT_ALLOWED' });
  });

  it('registers a file that replaced another one as a new recording, once', async () => {
    const film = (startNumber: number, modifiedAt: Date) =>
      app.video('ring/front/latest.mp4', { seconds: 1, startNumber }, modifiedAt);
    const ids = async () =>
      (await app.dataSource.query<{ id: number }[]>('SELECT id FROM recordings')).map(
        ({ id }) => id,
      );
    await film(0, LONG_AGO);
    await run('ring', 'name');
    const [old] = await ids();
    await film(500, new Date(LONG_AGO.getTime() + 3_600_000));
    const placed = { count: 1, example: 'front/latest.mp4' };
    expect(await run('ring', 'name')).toEqual(
      counts(0, { replaced: 1, by_modification_time: placed }),
    );
    expect(await ids()).toEqual([expect.any(Number)]);
    expect(await ids()).not.toEqual([old]);
    expect(await run('ring', 'name')).toEqual(counts(0, { known: 1 }));
  });
});

interface RunOptions {
  camera?: string | null;
  at?: number;
}

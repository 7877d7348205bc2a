import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, rename, rm } from 'node:fs/promises';
import { RecordingsService } from '../../src/events/recordings/recordings.service.js';
import { FolderImport, type ImportResult } from '../../src/import/folder-import.js';
import { FollowedFolder } from '../../src/import/followed-folder.js';
import { FootageRoots } from '../../src/media/footage/footage-roots.js';
import { type EventsApp, startEventsApp } from '../events/events-app.js';
import { eventually } from '../support/eventually.js';

const LONG_AGO = new Date('2026-01-04T00:00:00Z');
const PASS_EVERY_MS = 600_000;

describe('A followed folder', () => {
  let app: EventsApp;
  let nowMs: number;
  let results: ImportResult[];
  let problems: unknown[];
  let ending: AbortController;
  let following: Promise<void>;

  beforeEach(async () => {
    app = await startEventsApp();
    nowMs = Date.now();
    [results, problems, ending] = [[], [], new AbortController()];
    await mkdir(app.path('footage/front'), { recursive: true });
  });
  afterEach(async () => {
    ending.abort();
    await following.catch(() => undefined);
    await app.close();
  });

  function follow(): void {
    const clock = { now: () => new Date(nowMs) };
    const importer = new FolderImport(app.get(RecordingsService), app.get(FootageRoots), clock);
    const options = { layout: 'name', camera: null } as const;
    following = new FollowedFolder(importer, app.path('footage'), options, {
      ...{ clock, signal: ending.signal, passEveryMs: PASS_EVERY_MS, lookEveryMs: 10 },
      onResult: (result) => results.push(result),
      onProblem: (problem) => problems.push(problem),
    }).follow();
    following.catch(() => undefined);
  }

  const passes = (count: number) => eventually(() => Promise.resolve(results.length >= count));
  const registered = async () =>
    (
      await app.dataSource.query<{ name: string }[]>(
        `SELECT substr(file_path, $1) AS name FROM recordings ORDER BY 1`,
        [app.path('footage').length + 2],
      )
    ).map(({ name }) => name);

  async function expectRegistered(...names: string[]): Promise<void> {
    await eventually(async () => (await registered()).length === names.length);
    expect(await registered()).toEqual(names);
  }

  it('has its files registered, and each further one once it is not written any more', async () => {
    await app.video('footage/front/a.mp4', { seconds: 1 }, LONG_AGO);
    follow();
    await passes(1);
    await expectRegistered('front/a.mp4');

    await app.video('footage/front/b.mp4', { seconds: 1 });
    await app.video('footage/yard/2026/c.mp4', { seconds: 1 }, LONG_AGO);
    await expectRegistered('front/a.mp4', 'yard/2026/c.mp4');
    nowMs += 31_000;
    await expectRegistered('front/a.mp4', 'front/b.mp4', 'yard/2026/c.mp4');
    expect(problems).toEqual([]);
  });

  it('has a file registered when it gets its name, but not while that begins with a dot', async () => {
    follow();
    await passes(1);
    await app.video('footage/front/.upload.mp4', { seconds: 1 }, LONG_AGO);
    await app.video('footage/front/a.mp4', { seconds: 1 }, LONG_AGO);
    await expectRegistered('front/a.mp4');
    await rename(app.path('footage/front/.upload.mp4'), app.path('footage/front/b.mp4'));
    await expectRegistered('front/a.mp4', 'front/b.mp4');
  });

  it('is read as a whole again and again, and followed again after it was missing', async () => {
    follow();
    await passes(1);
    nowMs += PASS_EVERY_MS;
    await passes(2);

    await rm(app.path('footage'), { recursive: true });
    nowMs += PASS_EVERY_MS;
    await eventually(() => Promise.resolve(problems.length > 0));
    expect(problems[0]).toMatchObject({ code: 'ENOENT' });
    await app.video('footage/front/a.mp4', { seconds: 1 }, LONG_AGO);
    await expectRegistered('front/a.mp4');
  });

  it('is refused if it is missing or not allowed', async () => {
    await rm(app.path('footage'), { recursive: true });
    follow();
    await expect(following).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is left when the signal aborts', async () => {
    follow();
    await passes(1);
    ending.abort();
    await expect(following).resolves.toBeUndefined();
  });
});

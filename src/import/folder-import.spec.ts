import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { KnownFile, RecordingsService } from '../events/recordings/recordings.service.js';
import { type FileIsolation, NOT_ISOLATED } from '../isolation/file-isolation.js';
import { FolderSilentError } from '../isolation/folder-errors.js';
import { FootageRoots } from '../media/footage/footage-roots.js';
import { FolderImport, type ImportOptions } from './folder-import.js';
import type { SkipReason } from './skipped.js';

const NOW = Date.parse('2026-01-03T10:30:00Z');
const OLD = NOW - 3_600_000;

interface Registered {
  camera_id: string;
  file_path: string;
  started_at: Date | null;
}

/** Registers in memory what a folder tree holds. */
describe('FolderImport', () => {
  let folder: string;
  let known: Map<string, Map<string, KnownFile | null>>;
  let calls: Registered[][];
  let unreadable: string[];

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'event-clips-import-')));
    known = new Map();
    calls = [];
    unreadable = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const at = (name: string) => join(folder, name);

  function file(name: string, modifiedAtMs = OLD, content = 'video'): void {
    mkdirSync(dirname(at(name)), { recursive: true });
    writeFileSync(at(name), content);
    utimesSync(at(name), modifiedAtMs / 1000, modifiedAtMs / 1000);
  }

  const recordings = {
    knownFiles: (cameras: string[], paths: string[]) => {
      expect(new Set(cameras).size).toBe(cameras.length);
      return Promise.resolve(new Map([...known].filter(([path]) => paths.includes(path))));
    },
    registerAll: (given: Registered[]) => {
      calls.push(given);
      const error = { code: 'UNREADABLE', message: 'It is damaged.' };
      return Promise.resolve(
        given.map(({ file_path: path }) =>
          unreadable.includes(path)
            ? { error }
            : { id: 1, placed_by: path.endsWith('old.mp4') ? 'modified' : 'given' },
        ),
      );
    },
  } as unknown as RecordingsService;

  function run(options: Partial<ImportOptions> = {}, files = NOT_ISOLATED) {
    const roots = new FootageRoots({ mediaRoots: [folder], clipsDirectory: '' }, files);
    const clock = { now: () => new Date(NOW) };
    return new FolderImport(recordings, roots, clock).run(folder, {
      ...{ layout: 'name', camera: null },
      ...options,
    });
  }

  const NOTHING = {
    ...{
      added: 0,
      updated: 0,
      replaced: 0,
      known: 0,
      growing: 0,
      foreign: 0,
      skipped: [],
      failed: [],
    },
    by_modification_time: { count: 0, example: null },
  };
  const skipped = (reason: SkipReason, example: string, count = 1, videos = count) => ({
    ...{ reason, count, videos, example },
  });

  it.each([
    [30_000, { added: 1 }],
    [29_999, { growing: 1 }],
    [0, { growing: 1 }],
    // The clock of the recorder is ahead.
    [-60_000, { growing: 1 }],
  ])('answers a file that was modified %d ms ago with %p', async (ageMs, expected) => {
    file('front/a.mp4', NOW - ageMs);
    expect(await run()).toEqual({ ...NOTHING, ...expected });
  });

  it('leaves a file of the same size alone, and reads one that has grown again', async () => {
    for (const name of ['front/same.mp4', 'front/grown.mp4', 'front/new.mp4']) file(name);
    file('front/just-now.mp4', NOW);
    const read = (sizeBytes: number) => ({ sizeBytes, identity: null });
    known.set(at('front/same.mp4'), new Map([['front', read(5)]]));
    known.set(at('front/grown.mp4'), new Map([['front', read(4)]]));
    // Known of another camera alone.
    known.set(at('front/new.mp4'), new Map([['back', read(5)]]));
    known.set(at('front/just-now.mp4'), new Map([['front', read(5)]]));
    expect(await run()).toEqual({ ...NOTHING, known: 2, updated: 1, added: 1 });
    expect(
      calls
        .flat()
        .map(({ file_path: path }) => path)
        .sort(),
    ).toEqual([at('front/grown.mp4'), at('front/new.mp4')]);
  });

  it('takes the start from the path alone, and the camera', async () => {
    file('2026-01-03/09/front/30.00.mp4');
    file('2026-01-03/09/back/30.00.mp4');
    expect(await run({ layout: 'frigate', camera: 'front' })).toEqual({
      ...NOTHING,
      added: 1,
      foreign: 1,
      skipped: [skipped('other_camera', '2026-01-03/09/back/30.00.mp4', 1, 0)],
    });
    const started_at = new Date('2026-01-03T09:30:00Z');
    const file_path = at('2026-01-03/09/front/30.00.mp4');
    expect(calls.flat()).toEqual([{ camera_id: 'front', file_path, started_at }]);
  });

  it('gives a file that names no camera the given one, and leaves it out without one', async () => {
    file('a.mp4');
    file('2026-01-03/10-30-00.mp4');
    expect(await run()).toEqual({
      ...NOTHING,
      foreign: 2,
      skipped: [expect.objectContaining({ reason: 'no_camera', count: 2, videos: 2 })],
    });
    file('below/b.mp4');
    expect(await run({ camera: 'front' })).toEqual({ ...NOTHING, added: 3 });
    expect(new Set(calls.flat().map((each) => each.camera_id))).toEqual(new Set(['front']));
  });

  it('gives the files in the folder of one camera of MediaMTX the given camera', async () => {
    file('2026-01-03_10-30-00-123456.mp4');
    file('1767436200.mp4');
    file('back/1767436200.mp4');
    expect(await run({ layout: 'mediamtx', camera: 'front' })).toEqual({
      ...{ ...NOTHING, added: 2, foreign: 1 },
      skipped: [skipped('other_camera', 'back/1767436200.mp4', 1, 0)],
    });
    expect(new Set(calls.flat().map((each) => each.camera_id))).toEqual(new Set(['front']));
  });

  it('counts by reason what it leaves out, and says which of it looks like video', async () => {
    file('front/a.mp4');
    file('front/.b.mp4');
    file('front/c.txt');
    file('front/d.TXT');
    file('loose.mp4');
    file(
      `front/${'x'.repeat(200)}/${'y'.repeat(200)}/${'z'.repeat(200)}/${'a'.repeat(200)}/${'b'.repeat(200)}/c.mp4`,
    );
    symlinkSync(at('gone.mp4'), at('front/gone.mp4'));
    symlinkSync(at('front'), at('again'));
    symlinkSync('/usr', at('usr'));
    expect(await run()).toEqual({
      ...NOTHING,
      added: 1,
      foreign: 3,
      skipped: [
        expect.objectContaining({ reason: 'not_video', count: 2, videos: 0 }),
        skipped('no_camera', 'loose.mp4'),
        skipped('hidden', 'front/.b.mp4', 1, 0),
        skipped('linked_twice', 'again', 1, 0),
        skipped('broken_link', 'front/gone.mp4'),
        skipped('outside_media_roots', 'usr'),
        expect.objectContaining({ reason: 'too_long', count: 1, videos: 1 }),
      ],
    });
  });

  it('counts the files that were placed by their modification time', async () => {
    for (const name of ['front/1-old.mp4', 'front/2-old.mp4', 'front/new.mp4']) file(name);
    unreadable = [at('front/2-old.mp4')];
    expect(await run()).toMatchObject({
      added: 2,
      by_modification_time: { count: 1, example: 'front/1-old.mp4' },
    });
  });

  it('names the files that cannot be read, and counts the others', async () => {
    file('front/a.mp4');
    file('front/b.mp4');
    unreadable = [at('front/a.mp4')];
    const failed = { file: at('front/a.mp4'), code: 'UNREADABLE', message: 'It is damaged.' };
    expect(await run()).toEqual({ ...NOTHING, added: 1, failed: [failed] });
  });

  it('fails if the folder stops to answer, and registers the files in a later run', async () => {
    file('front/a.mp4');
    const silent: FileIsolation = Object.assign(Object.create(NOT_ISOLATED) as FileIsolation, {
      run: () => Promise.reject(new FolderSilentError()),
    });
    await expect(run({}, silent)).rejects.toThrow(FolderSilentError);
    expect(await run()).toEqual({ ...NOTHING, added: 1 });
  });

  it('works in batches of 200, each file once, and reports how far it is', async () => {
    for (let n = 0; n < 401; n++) file(`front/${n}.mp4`);
    const progress: number[] = [];
    const result = await run({ onProgress: (examined) => progress.push(examined) });
    expect(result).toEqual({ ...NOTHING, added: 401 });
    expect(calls.map(({ length }) => length)).toEqual([200, 200, 1]);
    expect(new Set(calls.flat().map(({ file_path: path }) => path)).size).toBe(401);
    expect(progress).toEqual(Array.from({ length: 401 }, (_, n) => n + 1));
  });
});

import { copyFile, mkdir, mkdtemp, readdir, realpath, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openDatabase } from '../../src/database/open-database.js';
import { findPostmaster } from '../../src/database/postmaster-file.js';
import { createTestDatabase } from './database.js';
import { eventually } from './eventually.js';
import { footage, type FootageOptions } from './footage.js';

/** Where a service lives: its folders and its database. They outlast its process. */
export interface Home {
  /** The settings that lead a service here. */
  readonly settings: Readonly<Record<string, string>>;
  /** A path below the footage root, the clips folder or the data folder. */
  media(name: string): string;
  clips(name: string): string;
  data(name: string): string;
  /** Puts generated footage below the footage root, last written to at `modifiedAt`. */
  video(name: string, options?: FootageOptions, modifiedAt?: Date): Promise<string>;
  /** What lies in the making: of this event, or at all. */
  unfinished(eventId?: number): Promise<string[]>;
  /** Waits until that is nothing; a poster may still be in the making when its clip is told. */
  settled(eventId?: number): Promise<void>;
  remove(): Promise<void>;
}

/** @param database `shared`: a fresh one on the run's server. `embedded`: the service's own default. */
export async function createHome(database: 'shared' | 'embedded' = 'shared'): Promise<Home> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'event-clips-e2e-')));
  const at = (name: string) => join(folder, name);
  const shared = database === 'shared' ? await createTestDatabase() : null;
  const unfinished = async (eventId?: number) =>
    (await readdir(at('clips/.tmp'))).filter(
      (name) => eventId === undefined || name.startsWith(`${eventId}-`),
    );
  await mkdir(at('media'));
  return {
    settings: {
      ...(shared && { DATABASE_URL: shared.url }),
      DATA_DIRECTORY: at('data'),
      MEDIA_ROOTS: at('media'),
      CLIPS_DIRECTORY: at('clips'),
      // A test that asks for a clip waits for it, however busy the machine is.
      CLIP_GENERATE_WAIT_SECONDS: '60',
    },
    media: (name) => at(join('media', name)),
    clips: (name) => at(join('clips', name)),
    data: (name) => at(join('data', name)),

    async video(name, options = {}, modifiedAt) {
      const path = at(join('media', name));
      await mkdir(dirname(path), { recursive: true });
      await copyFile(await footage(options), path);
      if (modifiedAt) await utimes(path, modifiedAt, modifiedAt);
      return path;
    },

    unfinished,
    settled: (eventId) => eventually(async () => (await unfinished(eventId)).length === 0),

    async remove() {
      await shared?.drop();
      // A service that was killed has left its server running.
      if (await findPostmaster(at('data/postgres/cluster'))) {
        await (await openDatabase({ dataDirectory: at('data') })).close();
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

import { copyFile, mkdir, mkdtemp, readdir, realpath, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openDatabase } from '../../src/database/open-database.js';
import { findPostmaster } from '../../src/database/postmaster-file.js';
import { createTestDatabase } from './database.js';
import { eventually } from './eventually.js';
import { footage, type FootageOptions } from './footage.js';

/** The folders and the database of a service. They outlast its process. */
export interface Home {
  /** The settings for a service that uses them. */
  readonly settings: Readonly<Record<string, string>>;
  /** A path below the footage root, the clips folder or the data folder. */
  media(name: string): string;
  clips(name: string): string;
  data(name: string): string;
  /** Puts generated footage below the footage root, last modified at `modifiedAt`. */
  video(name: string, options?: FootageOptions, modifiedAt?: Date): Promise<string>;
  /** The temporary files of this event, or of all events. */
  unfinished(eventId?: number): Promise<string[]>;
  /** Waits until there are none. A poster may still be drawn when its clip is done. */
  settled(eventId?: number): Promise<void>;
  remove(): Promise<void>;
}

/** @param database `shared`: a new one on the server of the run. `embedded`: the service's default. */
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
      // A test that requests a clip waits for it, even on a busy machine.
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
      // The server of a killed service still runs.
      if (await findPostmaster(at('data/postgres/cluster'))) {
        await (await openDatabase({ dataDirectory: at('data') })).close();
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

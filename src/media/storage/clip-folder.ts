import { Inject, Injectable } from '@nestjs/common';
import { constants, type Dirent } from 'node:fs';
import { access, lstat, opendir, realpath, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { eventOfFile, POSTERS } from './clip-files.js';
import { ClipsFolderError } from './clips-folder-error.js';
import { sync } from './durable.js';
import { errorCode, nullIfMissing } from '../../common/error-code.js';
import { MEDIA_OPTIONS, type MediaModuleOptions } from '../media.module-definition.js';

/** A file in the clips folder. */
export interface FoundFile {
  /** Inside the clips folder: `7_clip.mp4`, `posters/7.jpg`, `.tmp/…`. */
  name: string;
  bytes: number;
  modifiedAt: Date;
}

/** What became of files that were to go. Those that were not there are in neither list. */
export interface RemovedFiles {
  removed: FoundFile[];
  /** Still there. */
  failed: { name: string; error: unknown }[];
}

/** Few enough that those who serve files get their turn. */
const CONCURRENCY = 16;

/** The clips folder as a whole: what lies in it, and how files leave it. Foreign files do not exist here. */
@Injectable()
export class ClipFolder {
  private readonly clips: string;
  /** Where the folder really lay at the start. */
  private home: string | null = null;

  constructor(@Inject(MEDIA_OPTIONS) options: MediaModuleOptions) {
    this.clips = resolve(options.clipsDirectory);
  }

  /** Remembers which folder is meant, so that another one in its place is told apart. */
  async remember(): Promise<void> {
    this.home = await realpath(this.clips);
  }

  /** @throws ClipsFolderError when the folder is missing, is another one by now, or cannot be changed */
  async check(): Promise<void> {
    try {
      if ((await realpath(this.clips)) !== this.home) {
        throw new ClipsFolderError('The clips folder was replaced by a link. Restore it.');
      }
      for (const name of ['.', 'posters', '.tmp']) {
        const path = join(this.clips, name);
        if (!(await lstat(path)).isDirectory()) {
          throw new ClipsFolderError('A part of the clips folder is no folder. Restore it.');
        }
        await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
      }
    } catch (error) {
      if (error instanceof ClipsFolderError) throw error;
      const message =
        'The clips folder is missing or may not be changed. Check its mount and owner.';
      throw new ClipsFolderError(message, { cause: error });
    }
  }

  /** Names of the clips and posters. */
  async *files(): AsyncGenerator<string> {
    for (const prefix of ['', POSTERS]) {
      for await (const entry of await this.entries(prefix)) {
        const name = prefix + entry.name;
        if (entry.isFile() && eventOfFile(name) !== null) yield name;
      }
    }
  }

  /** Files in the making, with the job that each belongs to; see `ClipStore.temporary`. */
  async *temporaries(): AsyncGenerator<{ name: string; job: string }> {
    for await (const entry of await this.entries('.tmp')) {
      const job = /^([\w-]{1,100})\.[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.\w+$/.exec(
        entry.name,
      );
      if (entry.isFile() && job?.[1]) yield { name: `.tmp/${entry.name}`, job: job[1] };
    }
  }

  /** Those of the files that are there. */
  measure(names: readonly string[]): Promise<FoundFile[]> {
    return collect(names, async (name) => {
      const stats = await lstat(join(this.clips, name)).catch(nullIfMissing);
      return stats?.isFile() ? { name, bytes: stats.size, modifiedAt: stats.mtime } : null;
    });
  }

  /** Removes files durably. Whoever reads one meanwhile reads it to its end. */
  async remove(names: readonly string[]): Promise<RemovedFiles> {
    const failed: RemovedFiles['failed'] = [];
    const removed = await collect(await this.measure(names), async (file) => {
      const error: unknown = await unlink(join(this.clips, file.name)).then(
        () => null,
        (reason: unknown) => reason,
      );
      if (error !== null && errorCode(error) !== 'ENOENT') failed.push({ name: file.name, error });
      return error === null ? file : null;
    });
    // Also where nothing was found: what removed it may have died before this.
    for (const folder of new Set(names.map((name) => dirname(join(this.clips, name))))) {
      await sync(folder);
    }
    return { removed, failed };
  }

  private entries(name: string): Promise<AsyncIterable<Dirent>> {
    return opendir(join(this.clips, name), { bufferSize: 1000 });
  }
}

/** What `work` finds, in order, without its nulls. */
async function collect<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R | null>,
): Promise<R[]> {
  const found: R[] = [];
  for (let from = 0; from < items.length; from += CONCURRENCY) {
    const results = await Promise.all(items.slice(from, from + CONCURRENCY).map(work));
    for (const result of results) if (result !== null) found.push(result);
  }
  return found;
}

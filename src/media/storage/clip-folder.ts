import { Injectable } from '@nestjs/common';
import type { Dirent } from 'node:fs';
import { lstat, opendir, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { eventOfFile, POSTERS } from './clip-files.js';
import { ClipsDirectory } from './clips-directory.js';
import { sync } from './durable.js';
import { errorCode, nullIfMissing } from '../../common/error-code.js';

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
  constructor(private readonly directory: ClipsDirectory) {}

  /** @throws ClipsFolderError; see {@link ClipsDirectory.check} */
  check(access?: { write: boolean }): Promise<void> {
    return this.directory.check(access);
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
    for await (const entry of (await this.entries('.tmp').catch(nullIfMissing)) ?? []) {
      const job = /^([\w-]{1,100})\.[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.\w+$/.exec(
        entry.name,
      );
      if (entry.isFile() && job?.[1]) yield { name: `.tmp/${entry.name}`, job: job[1] };
    }
  }

  /** Those of the files that are there. */
  measure(names: readonly string[]): Promise<FoundFile[]> {
    return collect(names, async (name) => {
      const stats = await lstat(join(this.directory.path, name)).catch(nullIfMissing);
      return stats?.isFile() ? { name, bytes: stats.size, modifiedAt: stats.mtime } : null;
    });
  }

  /** Removes files durably. Whoever reads one meanwhile reads it to its end. */
  async remove(names: readonly string[]): Promise<RemovedFiles> {
    const failed: RemovedFiles['failed'] = [];
    const removed = await collect(await this.measure(names), async (file) => {
      const error: unknown = await unlink(join(this.directory.path, file.name)).then(
        () => null,
        (reason: unknown) => reason,
      );
      if (error !== null && errorCode(error) !== 'ENOENT') failed.push({ name: file.name, error });
      return error === null ? file : null;
    });
    // Also where nothing was found: what removed it may have died before this.
    for (const folder of new Set(names.map((name) => dirname(join(this.directory.path, name))))) {
      await sync(folder);
    }
    return { removed, failed };
  }

  private entries(name: string): Promise<AsyncIterable<Dirent>> {
    return opendir(join(this.directory.path, name), { bufferSize: 1000 });
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

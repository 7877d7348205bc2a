import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { type BigIntStats, constants, fstatSync, type Stats } from 'node:fs';
import {
  type FileHandle,
  lstat,
  open,
  readdir,
  rename,
  rm,
  statfs,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  CLIP_FORMATS,
  clipFileName,
  type ClipFormat,
  parseClipFileName,
  parsePosterFileName,
  posterFileName,
} from './clip-file.js';
import { ClipsDirectory } from './clips-directory.js';
import { sync } from './durable.js';
import { errorCode, nullIfMissing } from '../../common/error-code.js';
import { nameNoSpace } from './no-space-error.js';

export interface StoredClip {
  fileName: string;
  /** Absolute. */
  path: string;
  format: ClipFormat;
  bytes: number;
  /** Another one after each publication. */
  version: string;
}

/** A file that stays readable, whatever replaces or removes it meanwhile. The caller closes `handle`. */
export interface OpenFile {
  handle: FileHandle;
  stats: BigIntStats;
}

/**
 * The clips folder: finished clips at the top, `posters/`, and `.tmp/` for files in the making.
 * Nothing half-made is ever visible, and what was published stays so through a power cut.
 */
@Injectable()
export class ClipStore {
  constructor(private readonly directory: ClipsDirectory) {}

  /**
   * A path for a file in the making, never given twice. It lies on the disk of the clips, where a
   * rename is atomic, and begins with the job's name (letters, digits, `-`), so that what a dead job
   * left can be told.
   */
  temporary(job: string, extension: string): string {
    if (!/^[\w-]{1,100}$/.test(job)) throw new TypeError('A job name has letters, digits and -.');
    return join(this.directory.temporaries, `${job}.${randomUUID()}.${extension}`);
  }

  /** Removes a file in the making, if it is there. */
  async discard(temporaryPath: string): Promise<void> {
    this.mustBeTemporary(temporaryPath);
    await rm(temporaryPath, { force: true });
  }

  /** The jobs that something in the making belongs to. */
  async jobsInTheMaking(): Promise<Set<string>> {
    const names = await readdir(this.directory.temporaries);
    return new Set(names.map((name) => name.slice(0, name.indexOf('.'))));
  }

  /** Removes all that a job has in the making, its folders too. */
  async discardAll(job: string): Promise<void> {
    for (const name of (await readdir(this.directory.temporaries).catch(nullIfMissing)) ?? []) {
      if (!name.startsWith(`${job}.`)) continue;
      await rm(join(this.directory.temporaries, name), { recursive: true, force: true });
    }
  }

  /**
   * Makes a finished file the event's clip of its format in one step: readers get the old one or the
   * new one, whole.
   *
   * @throws NoSpaceError when the disk is full; the old clip is then still in place
   */
  async publish(temporaryPath: string, fileName: string): Promise<StoredClip> {
    this.mustBeTemporary(temporaryPath);
    const file = parseClipFileName(fileName);
    if (!file) throw new TypeError('Not the name of a clip.');
    const path = join(this.directory.path, fileName);

    await sync(temporaryPath).catch(nameNoSpace);
    const stats = await lstat(temporaryPath);
    await rename(temporaryPath, path).catch(nameNoSpace);
    await sync(this.directory.path).catch(nameNoSpace);
    return { fileName, path, format: file.format, bytes: stats.size, version: versionOf(stats) };
  }

  /** The event's clip, MP4 before GIF. */
  async find(eventId: number): Promise<StoredClip | null> {
    for (const format of CLIP_FORMATS) {
      const clip = await this.get(clipFileName(eventId, format));
      if (clip) return clip;
    }
    return null;
  }

  /** The clip of that file name. */
  async get(fileName: string): Promise<StoredClip | null> {
    const file = parseClipFileName(fileName);
    if (!file) return null;
    const path = join(this.directory.path, fileName);
    const stats = await lstat(path).catch(nullIfMissing);
    if (!stats?.isFile()) return null;
    return { fileName, path, format: file.format, bytes: stats.size, version: versionOf(stats) };
  }

  /** Makes a finished JPEG the poster of the event's clip, as {@link publish} does. */
  async publishPoster(temporaryPath: string, eventId: number): Promise<void> {
    this.mustBeTemporary(temporaryPath);
    await sync(temporaryPath).catch(nameNoSpace);
    await rename(temporaryPath, join(this.directory.posters, posterFileName(eventId))).catch(
      nameNoSpace,
    );
    await sync(this.directory.posters).catch(nameNoSpace);
  }

  /** Opens a clip by its file name, null where there is none. Links are not followed. */
  async open(fileName: string): Promise<OpenFile | null> {
    return parseClipFileName(fileName)
      ? this.openRegular(join(this.directory.path, fileName))
      : null;
  }

  /** Opens a poster by its file name, like {@link open}. */
  async openPoster(fileName: string): Promise<OpenFile | null> {
    return parsePosterFileName(fileName)
      ? this.openRegular(join(this.directory.posters, fileName))
      : null;
  }

  private async openRegular(path: string): Promise<OpenFile | null> {
    // Without O_NONBLOCK, opening a pipe would wait for its writer.
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const handle = await open(path, flags).catch((error: unknown) => {
      // Nothing, a link, a socket.
      if (['ENOENT', 'ELOOP', 'ENXIO'].includes(errorCode(error))) return null;
      throw error;
    });
    if (!handle) return null;
    try {
      // Of a file just opened the system has them at hand: asking in another thread takes longer.
      const stats = fstatSync(handle.fd, { bigint: true });
      if (stats.isFile()) return { handle, stats };
    } catch (error) {
      await handle.close();
      throw error;
    }
    await handle.close();
    return null;
  }

  /** What the service may still write to the disk of the clips. */
  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.directory.path);
    return bavail * bsize;
  }

  /**
   * Finds out whether a clip and a poster could be kept now, by doing what publishing does with two small
   * files: permissions alone do not tell. `durable` waits for the disk, too, which takes long on a busy one.
   *
   * @throws ClipsFolderError, NoSpaceError, or the system's error
   */
  async tryOut({ durable }: { durable: boolean }): Promise<void> {
    await this.directory.check();
    for (const folder of [this.directory.path, this.directory.posters]) {
      const made = this.temporary('readiness', 'txt');
      // The same name each time, so that a process which is killed here leaves one file at most.
      const published = join(folder, '.ready');
      try {
        await writeFile(made, 'ready', { flag: 'wx' }).catch(nameNoSpace);
        if (durable) await sync(made).catch(nameNoSpace);
        await rename(made, published).catch(nameNoSpace);
        if (durable) await sync(folder).catch(nameNoSpace);
      } finally {
        for (const path of [made, published])
          await rm(path, { force: true }).catch(() => undefined);
      }
    }
  }

  private mustBeTemporary(path: string): void {
    if (dirname(path) !== this.directory.temporaries)
      throw new TypeError('Not a file in the making.');
  }
}

/** A file that takes the place of another has another inode; one that is rewritten, another time. */
function versionOf({ ino, mtimeMs, size }: Stats): string {
  return [ino, mtimeMs, size].join('-');
}

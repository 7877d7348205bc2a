import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { lstat, readdir, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { nullIfMissing } from '../../common/error-code.js';
import { onClipsFolder, removeFolder } from '../../isolation/clips-folder.js';
import type { FolderWatch } from '../../isolation/file-isolation.js';
import { ClipsFolderSilentError } from '../../isolation/folder-errors.js';
import { ClipsDirectory } from './clips-directory.js';

/** A temporary file. */
export interface WorkFile {
  readonly name: string;
  readonly path: string;
  /** The job that it belongs to. */
  readonly job: string;
  readonly bytes: number;
  readonly modifiedAt: Date;
}

const LOOK_EVERY_MS = 2_000;

const NAME = /^([\w-]{1,100})\.[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.\w+$/;

/** The folder of temporary files. They are local files, wherever finished clips are kept. */
@Injectable()
export class WorkFolder {
  constructor(private readonly directory: ClipsDirectory) {}

  /**
   * @param make creates the folder where it is missing; without it nothing is changed
   * @returns whether it created the clips folder
   * @throws SettingFolderError
   */
  prepare(options: { make: boolean }): Promise<boolean> {
    return this.directory.open(options);
  }

  /**
   * A path for a new file, never given twice. Its name begins with the job's name (letters, digits, `-`), by
   * which the files of a dead job are found.
   */
  path(job: string, extension: string): string {
    if (!/^[\w-]{1,100}$/.test(job)) throw new TypeError('A job name has letters, digits and -.');
    return join(this.folder, `${job}.${randomUUID()}.${extension}`);
  }

  /** @throws TypeError unless the file lies directly in this folder */
  mustContain(path: string): void {
    if (dirname(path) !== this.folder) throw new TypeError('Not a file of the work folder.');
  }

  /** Removes a file, if it exists. */
  async discard(path: string): Promise<void> {
    this.mustContain(path);
    await onClipsFolder(() => unlink(path).catch(nullIfMissing));
  }

  /** Removes everything that belongs to a job, folders too. */
  async discardAll(job: string): Promise<void> {
    const entries = await onClipsFolder(() =>
      readdir(this.folder, { withFileTypes: true }).catch(nullIfMissing),
    );
    for (const entry of entries ?? []) {
      if (!entry.name.startsWith(`${job}.`)) continue;
      const path = join(this.folder, entry.name);
      await (entry.isDirectory() ? removeFolder(path) : this.discard(path));
    }
  }

  /** The jobs that have files here. */
  async jobs(): Promise<Set<string>> {
    const names = await onClipsFolder(() => readdir(this.folder));
    return new Set(names.map((name) => name.slice(0, name.indexOf('.'))));
  }

  /** Looks at the folder again and again, until the watch is ended: a program that writes into it may hang with it. */
  watch(): FolderWatch {
    const silent = new AbortController();
    let isLooking = false;
    const look = async () => {
      if (isLooking) return;
      isLooking = true;
      // A network file system answers from memory for the folder, but not for a name that it never heard.
      const path = join(this.folder, `.${randomUUID()}`);
      const error: unknown = await onClipsFolder(() => lstat(path)).catch(
        (cause: unknown) => cause,
      );
      if (error instanceof ClipsFolderSilentError) silent.abort(error);
      isLooking = false;
    };
    const timer = setInterval(() => void look(), LOOK_EVERY_MS).unref();
    return { signal: silent.signal, end: () => clearInterval(timer) };
  }

  /** All files whose names this class has given; others are not the service's. */
  async *files(): AsyncGenerator<WorkFile> {
    // A backup leaves it out.
    const names = await onClipsFolder(() => readdir(this.folder).catch(nullIfMissing));
    for (const name of names ?? []) {
      const [, job] = NAME.exec(name) ?? [];
      const path = join(this.folder, name);
      if (job === undefined) continue;
      const stats = await onClipsFolder(() => lstat(path).catch(nullIfMissing));
      if (!stats?.isFile()) continue;
      yield { name, path, job, bytes: stats.size, modifiedAt: stats.mtime };
    }
  }

  private get folder(): string {
    return this.directory.temporaries;
  }
}

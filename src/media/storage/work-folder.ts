import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { lstat, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { nullIfMissing } from '../../common/error-code.js';
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
    await rm(path, { force: true });
  }

  /** Removes everything that belongs to a job, folders too. */
  async discardAll(job: string): Promise<void> {
    for (const name of (await readdir(this.folder).catch(nullIfMissing)) ?? []) {
      if (!name.startsWith(`${job}.`)) continue;
      await rm(join(this.folder, name), { recursive: true, force: true });
    }
  }

  /** The jobs that have files here. */
  async jobs(): Promise<Set<string>> {
    const names = await readdir(this.folder);
    return new Set(names.map((name) => name.slice(0, name.indexOf('.'))));
  }

  /** All files whose names this class has given; others are not the service's. */
  async *files(): AsyncGenerator<WorkFile> {
    // A backup leaves it out.
    for (const name of (await readdir(this.folder).catch(nullIfMissing)) ?? []) {
      const [, job] = NAME.exec(name) ?? [];
      const path = join(this.folder, name);
      const stats = job === undefined ? null : await lstat(path).catch(nullIfMissing);
      if (job === undefined || !stats?.isFile()) continue;
      yield { name, path, job, bytes: stats.size, modifiedAt: stats.mtime };
    }
  }

  private get folder(): string {
    return this.directory.temporaries;
  }
}

import { link } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { onClipsFolder } from '../../isolation/clips-folder.js';
import type { WorkFolder } from '../../media/storage/work-folder.js';

const JOB_NAME = /^i?\d+-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** The prefix of the names of a job's temporary files. */
export function jobName(eventId: number, jobId: string): string {
  return `${eventId}-${jobId}`;
}

/** The same of a clip of a camera alone. */
export function intervalJobName(id: number, jobId: string): string {
  return `i${jobName(id, jobId)}`;
}

/** Whether it is a {@link jobName}. Temporary posters have another prefix, as they belong to no job. */
export function isJobName(name: string): boolean {
  return JOB_NAME.test(name);
}

/** The temporary files of one job; they are discarded together when it ends. */
export class TemporaryFiles {
  private readonly paths: string[] = [];

  constructor(
    private readonly work: Pick<WorkFolder, 'path' | 'discard'>,
    private readonly job: string,
  ) {}

  /** A new path in the work folder. */
  path(extension: string): string {
    const path = this.work.path(this.job, extension);
    this.paths.push(path);
    return path;
  }

  /** A second name for one of the files; null on a file system without hard links. */
  async alias(path: string): Promise<string | null> {
    const alias = this.path(extname(path).slice(1));
    return onClipsFolder(() => link(path, alias)).then(
      () => alias,
      () => null,
    );
  }

  /** The folder of all the files. */
  get folder(): string {
    return dirname(this.paths[0] ?? this.path('tmp'));
  }

  async discard(): Promise<void> {
    await Promise.all(this.paths.map((path) => this.work.discard(path)));
  }
}

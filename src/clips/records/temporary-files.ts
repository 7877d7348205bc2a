import { link } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import type { ClipStore } from '../../media/storage/clip-store.js';

const JOB = /^\d+-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** What the names of a job's files in the making begin with. */
export function jobName(eventId: number, jobId: string): string {
  return `${eventId}-${jobId}`;
}

/** Whether {@link jobName} could have written it: posters in the making belong to no job. */
export function isJobName(name: string): boolean {
  return JOB.test(name);
}

/** The files in the making of one job, all of which go when it ends. */
export class Temporaries {
  private readonly paths: string[] = [];

  constructor(
    private readonly store: Pick<ClipStore, 'temporary' | 'discard'>,
    private readonly job: string,
  ) {}

  /** A new path on the disk of the clips. */
  path(extension: string): string {
    const path = this.store.temporary(this.job, extension);
    this.paths.push(path);
    return path;
  }

  /** A second name for one of the files; null on a file system that knows none. */
  async alias(path: string): Promise<string | null> {
    const alias = this.path(extname(path).slice(1));
    return link(path, alias).then(
      () => alias,
      () => null,
    );
  }

  /** The folder that they all lie in. */
  get folder(): string {
    return dirname(this.paths[0] ?? this.path('tmp'));
  }

  async discard(): Promise<void> {
    await Promise.all(this.paths.map((path) => this.store.discard(path)));
  }
}

import { dirname } from 'node:path';
import type { ClipStore } from '../media/clip-store.js';

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

  /** The folder that they all lie in. */
  get folder(): string {
    return dirname(this.paths[0] ?? this.path('tmp'));
  }

  async discard(): Promise<void> {
    await Promise.all(this.paths.map((path) => this.store.discard(path)));
  }
}

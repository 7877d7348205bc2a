import { Inject, Injectable } from '@nestjs/common';
import { resolve } from 'node:path';
import { inTime } from '../../common/in-time.js';
import { FileIsolation } from '../../isolation/file-isolation.js';
import { FolderSilentError } from '../../isolation/folder-errors.js';
import { type FolderProblem, LOOK } from '../../isolation/look-at-folder.js';
import { MEDIA_OPTIONS, type MediaModuleOptions } from '../media.module-definition.js';

/** `silent`: the system does not answer, as when a network share is away. */
export type RootProblem = FolderProblem | 'silent';

export interface RootState {
  readonly path: string;
  /** Null: footage can be read from it. */
  readonly problem: RootProblem | null;
}

/** How long a root may take to answer. */
const PATIENCE_MS = 3_000;

/** Whether footage can be read from each root now. */
@Injectable()
export class RootStates {
  private readonly roots: readonly string[];
  /** A look that goes on is not repeated. */
  private readonly looks = new Map<string, Promise<RootProblem | null>>();

  constructor(
    @Inject(MEDIA_OPTIONS) options: MediaModuleOptions,
    private readonly files: FileIsolation,
  ) {
    this.roots = options.mediaRoots.map((root) => resolve(root));
  }

  /** In the order of the setting, within a few seconds. */
  get(): Promise<readonly RootState[]> {
    return Promise.all(
      this.roots.map(async (path) => ({
        path,
        problem: await inTime(this.look(path), PATIENCE_MS, 'silent' as const),
      })),
    );
  }

  private look(path: string): Promise<RootProblem | null> {
    const going = this.looks.get(path);
    if (going) return going;
    const look = this.files
      .run(path, LOOK, path)
      .catch((error: unknown) => (error instanceof FolderSilentError ? 'silent' : 'unreadable'))
      .finally(() => this.looks.delete(path));
    this.looks.set(path, look);
    return look;
  }
}

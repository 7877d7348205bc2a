import { Inject, Injectable } from '@nestjs/common';
import { isAbsolute, resolve } from 'node:path';
import { errorCode } from '../../common/error-code.js';
import { pathBelow } from '../../common/path-below.js';
import { FileIsolation, NOT_ISOLATED } from '../../isolation/file-isolation.js';
import { FolderSilentError } from '../../isolation/folder-errors.js';
import type { FileStats } from './file-identity.js';
import { FootageMissingError, PathNotAllowedError } from './footage-errors.js';
import { LOCATE, type Located } from './locate.js';
import { MEDIA_OPTIONS, type MediaModuleOptions } from '../media.module-definition.js';

/**
 * The folders from which footage may be read. What counts is where a file really lies: links are followed
 * first, and a path outside is refused in the same way whether or not it exists.
 */
@Injectable()
export class FootageRoots {
  private readonly roots: string[];

  constructor(
    @Inject(MEDIA_OPTIONS) options: MediaModuleOptions,
    /** Where files of footage are touched, and nowhere else. */
    @Inject(FileIsolation) readonly files: FileIsolation = NOT_ISOLATED,
  ) {
    this.roots = options.mediaRoots.map((root) => resolve(root));
  }

  /**
   * The real path of a regular file inside a root. Call it again right before each use, since the path may
   * lead elsewhere by then.
   *
   * @throws PathNotAllowedError outside the roots, not absolute, or not a regular file
   * @throws FootageMissingError when there is no file
   * @throws FolderSilentError when its root does not answer
   */
  async resolve(path: string): Promise<string> {
    const { path: real, stats } = await this.locate(path);
    if (!stats) throw new FootageMissingError();
    return real;
  }

  /**
   * Like {@link resolve}, for a file that may arrive later: one that does not exist yet is accepted if the part
   * of its path that exists does not lead outside. So is one of a root that does not answer: it is checked again
   * before each use.
   *
   * @returns what is there now; null: nothing, or nothing is known
   * @throws PathNotAllowedError outside the roots, not absolute, or not a regular file
   */
  async check(path: string): Promise<FileStats | null> {
    try {
      return (await this.locate(path)).stats;
    } catch (error) {
      const isInRoot = this.roots.some((root) => isInside(root, resolve(path)));
      if (error instanceof FolderSilentError && isInRoot) return null;
      throw error;
    }
  }

  private async locate(path: string): Promise<Located> {
    if (!isAbsolute(path) || path.includes('\0')) {
      throw new PathNotAllowedError('The file path must be absolute.');
    }
    const asked = resolve(path);
    const located = await this.files.run(asked, LOCATE, asked).catch((error: unknown) => {
      if (!['ELOOP', 'ENAMETOOLONG'].includes(errorCode(error))) throw error;
      throw new PathNotAllowedError('The file path cannot name a file.', { cause: error });
    });
    await this.mustBeInRoot(asked, located.path);
    if (located.isOther) {
      throw new PathNotAllowedError(
        'The file path must name a regular file, not a folder, pipe or device.',
      );
    }
    return located;
  }

  /** Asks the root that the path names first: others may not answer. */
  private async mustBeInRoot(asked: string, real: string): Promise<void> {
    const named = this.roots.filter((root) => isInside(root, asked));
    let silent: FolderSilentError | null = null;
    for (const root of new Set([...named, ...this.roots])) {
      try {
        const { path } = await this.files.run(root, LOCATE, root);
        this.files.leadsTo(root, path);
        if (isInside(path, real)) return;
      } catch (error) {
        if (!(error instanceof FolderSilentError)) throw error;
        silent = error;
      }
    }
    throw silent ?? new PathNotAllowedError();
  }
}

function isInside(folder: string, path: string): boolean {
  return !!pathBelow(folder, path);
}

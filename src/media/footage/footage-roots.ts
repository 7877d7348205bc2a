import { Inject, Injectable } from '@nestjs/common';
import { lstat } from 'node:fs/promises';
import { isAbsolute, resolve, sep } from 'node:path';
import { errorCode, nullIfMissing } from '../../common/error-code.js';
import { FootageMissingError, PathNotAllowedError } from './footage-errors.js';
import { MEDIA_OPTIONS, type MediaModuleOptions } from '../media.module-definition.js';
import { realLocation, type RealLocation } from './real-location.js';

/**
 * The folders from which footage may be read. What counts is where a file really lies: links are followed
 * first, and a path outside is refused in the same way whether or not it exists.
 */
@Injectable()
export class FootageRoots {
  private readonly roots: string[];

  constructor(@Inject(MEDIA_OPTIONS) options: MediaModuleOptions) {
    this.roots = options.mediaRoots.map((root) => resolve(root));
  }

  /**
   * The real path of a regular file inside a root. Call it again right before each use, since the path may
   * lead elsewhere by then.
   *
   * @throws PathNotAllowedError outside the roots, not absolute, or not a regular file
   * @throws FootageMissingError when there is no file
   */
  async resolve(path: string): Promise<string> {
    const location = await this.locate(path);
    if (!(await isRegularFile(location))) throw new FootageMissingError();
    return location.path;
  }

  /**
   * Like {@link resolve}, for a file that may arrive later: one that does not exist yet is accepted if the part
   * of its path that exists does not lead outside.
   *
   * @throws PathNotAllowedError outside the roots, not absolute, or not a regular file
   */
  async check(path: string): Promise<void> {
    await isRegularFile(await this.locate(path));
  }

  private async locate(path: string): Promise<RealLocation> {
    if (!isAbsolute(path) || path.includes('\0')) {
      throw new PathNotAllowedError('The file path must be absolute.');
    }
    const location = await realLocation(resolve(path)).catch((error: unknown) => {
      if (!['ELOOP', 'ENAMETOOLONG'].includes(errorCode(error))) throw error;
      throw new PathNotAllowedError('The file path cannot name a file.', { cause: error });
    });
    for (const root of this.roots) {
      if (isInside((await realLocation(root)).path, location.path)) return location;
    }
    throw new PathNotAllowedError();
  }
}

function isInside(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** False where there is nothing. Anything but a regular file is refused, as reading it may never end. */
async function isRegularFile({ path, exists }: RealLocation): Promise<boolean> {
  const stats = exists ? await lstat(path).catch(nullIfMissing) : null;
  if (stats && !stats.isFile()) {
    throw new PathNotAllowedError(
      'The file path must name a regular file, not a folder, pipe or device.',
    );
  }
  return stats !== null;
}

import { Inject, Injectable } from '@nestjs/common';
import { constants } from 'node:fs';
import { access, lstat, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { errorCode, nullIfMissing } from '../../common/error-code.js';
import { makeFolder, SettingFolderError } from '../../common/setting-folder.js';
import { onClipsFolder } from '../../isolation/clips-folder.js';
import { ClipsFolderSilentError } from '../../isolation/folder-errors.js';
import { ClipsFolderError } from './clips-folder-error.js';
import { MEDIA_OPTIONS, type MediaModuleOptions } from '../media.module-definition.js';

const SETTING = 'CLIPS_DIRECTORY';

export const NOT_USABLE = 'The clips folder may not be used. Check its mount and owner.';

/**
 * The clips folder: finished clips at the top, `posters/`, `intervals/` for clips of a camera alone,
 * `exports/`, and `.tmp/` for temporary files. Links that lead there are followed once, at the start. What a link leads to later is another folder.
 */
@Injectable()
export class ClipsDirectory {
  private readonly configured: string;
  /** Free of links once it is open. */
  private real: string;
  private isMade = false;

  constructor(@Inject(MEDIA_OPTIONS) options: Pick<MediaModuleOptions, 'clipsDirectory'>) {
    this.configured = resolve(options.clipsDirectory);
    this.real = this.configured;
  }

  get path(): string {
    return this.real;
  }

  get posters(): string {
    return join(this.real, 'posters');
  }

  get intervals(): string {
    return join(this.real, 'intervals');
  }

  get exports(): string {
    return join(this.real, 'exports');
  }

  get temporaries(): string {
    return join(this.real, '.tmp');
  }

  /**
   * Remembers where the folders really are. Returns whether it created the clips folder.
   *
   * @param make creates those that are missing; without it nothing is changed, and {@link check} reports them
   * @throws SettingFolderError where they cannot be used
   */
  async open({ make = true } = {}): Promise<boolean> {
    try {
      return await onClipsFolder(() => this.openNow(make));
    } catch (error) {
      if (!(error instanceof ClipsFolderSilentError)) throw error;
      throw new SettingFolderError(SETTING, `${this.configured} does not answer`, { cause: error });
    }
  }

  private async openNow(make: boolean): Promise<boolean> {
    const created = make && (await makeFolder(SETTING, this.configured));
    this.real = (await realpath(this.configured).catch(nullUnless(make))) ?? this.configured;
    for (const part of [this.posters, this.intervals, this.exports, this.temporaries]) {
      if (make) await makeFolder(SETTING, part);
      const stats = await lstat(part).catch(nullUnless(make));
      // One that led out of the clips folder would let cleanup remove what is not the service's.
      if (stats?.isDirectory() === false) {
        throw new SettingFolderError(SETTING, `${part} is a link, and must be a folder`);
      }
    }
    this.isMade = make;
    return created;
  }

  /**
   * @param write whether the folder has to be one that may be changed
   * @throws ClipsFolderError when the folder is missing, is another one by now, or may not be used
   * @throws ClipsFolderSilentError
   */
  check({ write = true } = {}): Promise<void> {
    return onClipsFolder(() => this.checkNow(write));
  }

  private async checkNow(write: boolean): Promise<void> {
    try {
      if ((await realpath(this.configured)) !== this.real) {
        throw new ClipsFolderError(
          'The clips folder was replaced by a link, or its link leads elsewhere now. Restore it, or restart the service if that is intended.',
        );
      }
      for (const path of [this.path, this.posters]) await mustBeFolder(path, write);
      // A backup may leave them out.
      await mustBeFolder(this.intervals, write).catch(nullIfMissing);
      await mustBeFolder(this.exports, write).catch(nullIfMissing);
      // A backup leaves it out, and only who makes folders makes it again.
      await mustBeFolder(this.temporaries, write).catch(this.isMade ? undefined : nullIfMissing);
    } catch (error) {
      if (error instanceof ClipsFolderError) throw error;
      const message =
        errorCode(error) === 'ENOENT'
          ? 'The clips folder, or a folder in it, is missing. Check CLIPS_DIRECTORY and the mount of its disk.'
          : NOT_USABLE;
      throw new ClipsFolderError(message, { cause: error });
    }
  }
}

async function mustBeFolder(path: string, write: boolean): Promise<void> {
  if (!(await lstat(path)).isDirectory()) {
    throw new ClipsFolderError('A part of the clips folder is no folder. Restore it.');
  }
  await access(path, constants.R_OK | constants.X_OK | (write ? constants.W_OK : 0));
}

/** For a `.catch()`: throws the error, or takes it for "not there". */
function nullUnless(strict: boolean): (error: unknown) => null {
  return (error) => {
    if (strict) throw error;
    return null;
  };
}

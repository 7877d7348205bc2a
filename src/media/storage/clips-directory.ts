import { Inject, Injectable } from '@nestjs/common';
import { constants } from 'node:fs';
import { access, lstat, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makeFolder, SettingFolderError } from '../../common/setting-folder.js';
import { ClipsFolderError } from './clips-folder-error.js';
import { MEDIA_OPTIONS, type MediaModuleOptions } from '../media.module-definition.js';

const SETTING = 'CLIPS_DIRECTORY';

/**
 * The clips folder: finished clips at the top, `posters/`, and `.tmp/` for temporary files. Links that lead
 * there are followed once, at the start. What a link leads to later is another folder.
 */
@Injectable()
export class ClipsDirectory {
  private readonly configured: string;
  /** Free of links once it is open. */
  private real: string;

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

  get temporaries(): string {
    return join(this.real, '.tmp');
  }

  /**
   * Creates the folders where they are missing, and remembers where they really are.
   *
   * @throws SettingFolderError where they cannot be used
   */
  async open(): Promise<void> {
    await makeFolder(SETTING, this.configured);
    this.real = await realpath(this.configured);
    for (const part of [this.posters, this.temporaries]) {
      await makeFolder(SETTING, part);
      // One that led out of the clips folder would let cleanup remove what is not the service's.
      if (!(await lstat(part)).isDirectory()) {
        throw new SettingFolderError(SETTING, `${part} is a link, and must be a folder`);
      }
    }
  }

  /** @throws ClipsFolderError when the folder is missing, is another one by now, or cannot be changed */
  async check(): Promise<void> {
    try {
      if ((await realpath(this.configured)) !== this.real) {
        throw new ClipsFolderError(
          'The clips folder was replaced by a link, or its link leads elsewhere now. Restore it, or restart the service if that is intended.',
        );
      }
      for (const path of [this.path, this.posters, this.temporaries]) {
        if (!(await lstat(path)).isDirectory()) {
          throw new ClipsFolderError('A part of the clips folder is no folder. Restore it.');
        }
        await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
      }
    } catch (error) {
      if (error instanceof ClipsFolderError) throw error;
      const message =
        'The clips folder is missing or may not be changed. Check its mount and owner.';
      throw new ClipsFolderError(message, { cause: error });
    }
  }
}

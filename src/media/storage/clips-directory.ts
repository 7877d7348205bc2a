import { Inject, Injectable } from '@nestjs/common';
import { constants } from 'node:fs';
import { access, lstat, mkdir, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { OperatorError } from '../../common/operator-error.js';
import { ClipsFolderError } from './clips-folder-error.js';
import { MEDIA_OPTIONS, type MediaModuleOptions } from '../media.module-definition.js';
import { nameNoSpace } from './no-space-error.js';

/** The clips folder: finished clips at the top, `posters/`, and `.tmp/` for unfinished files. */
@Injectable()
export class ClipsDirectory {
  readonly path: string;
  readonly posters: string;
  readonly temporaries: string;
  /** Where the folder really lay at the start. */
  private home: string | null = null;

  constructor(@Inject(MEDIA_OPTIONS) options: Pick<MediaModuleOptions, 'clipsDirectory'>) {
    this.path = resolve(options.clipsDirectory);
    this.posters = join(this.path, 'posters');
    this.temporaries = join(this.path, '.tmp');
  }

  /**
   * Creates the folders where they are missing, and remembers where they really lie.
   *
   * @throws OperatorError when they cannot be used
   */
  async open(): Promise<void> {
    try {
      await mkdir(this.posters, { recursive: true }).catch(nameNoSpace);
      await mkdir(this.temporaries, { recursive: true }).catch(nameNoSpace);
      this.home = await realpath(this.path);
    } catch (cause) {
      const { message } = cause as Error;
      throw new OperatorError(
        `The clips folder cannot be used: ${message}. Check CLIPS_DIRECTORY and the rights on it.`,
        { cause },
      );
    }
  }

  /** @throws ClipsFolderError when the folder is missing, is another one than at the start, or cannot be changed */
  async check(): Promise<void> {
    try {
      if ((await realpath(this.path)) !== this.home) {
        throw new ClipsFolderError('The clips folder was replaced by a link. Restore it.');
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

import { Injectable } from '@nestjs/common';
import { errorCode } from '../../common/error-code.js';
import { shownName } from '../../common/shown-name.js';
import {
  examineFootage,
  type FootageFile,
  type FootageKind,
  WRITING_MS,
} from '../../events/footage/footage-file.js';
import { FootageSource } from '../../events/footage/footage-source.js';
import type { FileIsolation } from '../../isolation/file-isolation.js';
import type { FileIdentity } from '../../media/footage/file-identity.js';
import { FootageReplacedError } from '../../media/footage/footage-errors.js';
import { FootageRoots } from '../../media/footage/footage-roots.js';
import { CHANGE } from '../../media/footage/footage-tasks.js';

/** A file that a clip is made of. */
export interface SourceFile {
  readonly kind: FootageKind;
  /** Of the recording, of the video's event, or of the detection; null: the caller named the file. */
  readonly id: number | string | null;
  /** As it was registered, before links were followed. */
  readonly filePath: string;
  /** Where the file really lies, inside the footage roots. */
  readonly path: string;
  readonly identity: FileIdentity;
}

/** Finds files inside the footage roots, if they still are those that were registered. */
@Injectable()
export class SourceFiles {
  constructor(
    private readonly footage: FootageSource,
    private readonly roots: FootageRoots,
  ) {}

  /** Where the files are touched. */
  get isolation(): FileIsolation {
    return this.roots.files;
  }

  /** @throws FootageMissingError, FootageReplacedError, PathNotAllowedError */
  async open(file: FootageFile): Promise<SourceFile> {
    const { kind, id, filePath } = file;
    const path = await this.roots.resolve(filePath);
    const identity = await this.footage.identify(file, path, this.roots.files);
    return { kind, id, filePath, path, identity };
  }

  /** A file that the caller names just now. @throws FootageMissingError, PathNotAllowedError */
  async openNamed(kind: FootageKind, filePath: string): Promise<SourceFile> {
    const path = await this.roots.resolve(filePath);
    const unknown = { kind, id: '', filePath, identity: null, dueAt: null };
    const { identity } = await examineFootage(this.roots.files, unknown, path);
    return { kind, id: null, filePath, path, identity };
  }
}

/**
 * Why a file no longer is the one that was opened; null: it is. One that has gone since is no other file.
 */
export async function replacedSince(
  files: FileIsolation,
  file: SourceFile,
): Promise<FootageReplacedError | null> {
  const { kind, filePath, path, identity } = file;
  try {
    const { change } = await files.run(path, CHANGE, path, identity, WRITING_MS[kind]);
    return change === 'replaced' ? new FootageReplacedError(shownName(filePath)) : null;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return null;
    throw error;
  }
}

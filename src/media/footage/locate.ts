import { lstat } from 'node:fs/promises';
import { nullIfMissing } from '../../common/error-code.js';
import { isolatedTask } from '../../isolation/isolated-task.js';
import { statsOf } from './examine-file.js';
import type { FileStats } from './file-identity.js';
import { realLocation } from './real-location.js';

/** Where a path leads, and what is there. */
export interface Located {
  readonly path: string;
  /** Null where there is no regular file. */
  readonly stats: FileStats | null;
  /** Whether there is something else, such as a folder or a device. Reading that may never end. */
  readonly isOther: boolean;
}

export async function locate(asked: string): Promise<Located> {
  const { path, exists } = await realLocation(asked);
  const found = exists ? await lstat(path, { bigint: true }).catch(nullIfMissing) : null;
  const isFile = found?.isFile() ?? false;
  return { path, stats: found && isFile ? statsOf(found) : null, isOther: !!found && !isFile };
}

export const LOCATE = isolatedTask('media/footage/locate.js', locate);

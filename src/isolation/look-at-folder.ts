import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../common/error-code.js';
import { isolatedTask } from './isolated-task.js';

export type FolderProblem = 'missing' | 'no_folder' | 'unreadable';

/** Whether files can be read from a folder now; null: they can. */
export async function lookAtFolder(path: string): Promise<FolderProblem | null> {
  try {
    if (!(await stat(path)).isDirectory()) return 'no_folder';
    await access(path, constants.R_OK | constants.X_OK);
    // A network file system answers for the folder from memory for a minute, but not for a name that it never heard.
    await stat(join(path, `.${randomUUID()}`)).catch(() => null);
    return null;
  } catch (error) {
    return PROBLEMS[errorCode(error)] ?? 'unreadable';
  }
}

const PROBLEMS: Record<string, FolderProblem> = { ENOENT: 'missing', ENOTDIR: 'no_folder' };

export const LOOK = isolatedTask('isolation/look-at-folder.js', lookAtFolder);

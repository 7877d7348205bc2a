import { lstat, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { OperatorError } from './operator-error.js';

/** A folder that a setting names and that cannot be used. `problem` is a clause that names the path. */
export class SettingFolderError extends OperatorError {
  constructor(setting: string, problem: string, options?: ErrorOptions) {
    super(`${setting} cannot be used: ${problem}.`, options);
  }
}

/**
 * Makes the folder that a setting names, and those above it, where they are missing. Returns whether any was.
 *
 * @throws SettingFolderError
 */
export async function makeFolder(setting: string, path: string, mode?: number): Promise<boolean> {
  try {
    return (await mkdir(path, { recursive: true, mode })) !== undefined;
  } catch (cause) {
    throw new SettingFolderError(setting, await folderProblem(path, cause), { cause });
  }
}

/** What keeps a folder from being made, or files from being written into it, as a clause. */
export async function folderProblem(path: string, error: unknown): Promise<string> {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return (await obstacleOn(path)) ?? REASONS[code]?.(path) ?? `${path}: ${message}`;
}

const REASONS: Record<string, (path: string) => string> = {
  EACCES: (path) => `the service may not write to ${path}`,
  EPERM: (path) => `the service may not write to ${path}`,
  EROFS: (path) => `${path} is on a read-only file system`,
  ENOSPC: (path) => `the disk of ${path} is full`,
  EDQUOT: (path) => `the disk quota of ${path} is used up`,
  EXDEV: (path) => `a part of ${path} is on another file system`,
};

/** The first part of a path, from its end, that is there and is no folder. */
async function obstacleOn(path: string): Promise<string | null> {
  const itself = await lstat(path).catch(() => null);
  if (!itself) return dirname(path) === path ? null : obstacleOn(dirname(path));
  const target = await stat(path).catch(() => null);
  if (target?.isDirectory()) return null;
  return itself.isSymbolicLink() && !target
    ? `${path} is a link that leads nowhere`
    : `${path} is not a folder`;
}

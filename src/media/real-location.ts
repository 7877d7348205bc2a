import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { errorCode } from './error-code.js';

export interface RealLocation {
  /** Absolute, free of links as far as it exists. */
  path: string;
  exists: boolean;
}

/**
 * Where a path leads once every link on it is followed, even if the file, or folders above it, are
 * not there yet: the part that exists is resolved and the rest appended. A folder that may not be
 * entered counts as not there.
 *
 * @throws the system's error for a path that never can lead anywhere (a loop of links, a name too long)
 */
export async function realLocation(path: string): Promise<RealLocation> {
  try {
    return { path: await realpath(path), exists: true };
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR', 'EACCES'].includes(errorCode(error))) throw error;
  }
  const parent = await realLocation(dirname(path));
  const target = await readlink(path).catch(() => null);
  // A link to what is not there yet: what counts is where the file will be when it comes.
  if (target !== null) return await realLocation(resolve(parent.path, target));
  return { path: join(parent.path, basename(path)), exists: false };
}

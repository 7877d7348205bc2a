import { readlink, realpath } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { errorCode } from '../../common/error-code.js';

/** As many as Linux follows. More are not followed, and so the file is not there. */
const MAX_LINKS = 40;

export interface RealLocation {
  /** Absolute, free of links as far as it exists. */
  path: string;
  exists: boolean;
}

/**
 * Where an absolute path leads once every link on it is followed, even if the file, or folders above
 * it, are not there yet: the part that exists is resolved and the rest appended. A folder that may
 * not be entered counts as not there.
 *
 * @throws the system's error for a path that never can lead anywhere (a loop of links, a name too long)
 */
export async function realLocation(path: string, links = MAX_LINKS): Promise<RealLocation> {
  const whole = await realPathOrNull(path);
  if (whole !== null) return { path: whole, exists: true };

  // From the top, so that the cost follows what exists, not how deep a path someone made up.
  let folder: string = sep;
  let rest = path.split(sep).filter((name) => name !== '');
  for (; rest[0] !== undefined; rest = rest.slice(1)) {
    const next = await realPathOrNull(join(folder, rest[0]));
    if (next === null) break;
    folder = next;
  }

  // A link to what is not there yet: what counts is where the file will be when it comes.
  const [name, ...below] = rest;
  const target = name && links > 0 ? await readlink(join(folder, name)).catch(() => null) : null;
  if (target) return realLocation(resolve(folder, target, below.join(sep)), links - 1);
  return { path: join(folder, rest.join(sep)), exists: false };
}

async function realPathOrNull(path: string): Promise<string | null> {
  return realpath(path).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(errorCode(error))) return null;
    throw error;
  });
}

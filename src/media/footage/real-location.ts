import { readlink, realpath } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { errorCode } from '../../common/error-code.js';

/** As many as Linux follows. Behind more links there is no file. */
const MAX_LINKS = 40;

export interface RealLocation {
  /** Absolute, free of links as far as it exists. */
  path: string;
  exists: boolean;
}

/**
 * Where an absolute path leads once every link on it is followed, even if the file, or folders above it, do
 * not exist yet: the part that exists is resolved and the rest appended. A folder that may not be entered
 * counts as missing.
 *
 * @throws the system's error for a path that can never lead anywhere (a loop of links, a name too long)
 */
export async function realLocation(path: string, links = MAX_LINKS): Promise<RealLocation> {
  const whole = await realPathOrNull(path);
  if (whole !== null) return { path: whole, exists: true };

  // From the top, so that the cost depends on what exists, not on the depth of an invented path.
  let folder: string = sep;
  let rest = path.split(sep).filter((name) => name !== '');
  for (; rest[0] !== undefined; rest = rest.slice(1)) {
    const next = await realPathOrNull(join(folder, rest[0]));
    if (next === null) break;
    folder = next;
  }

  // A link to something that does not exist yet: what counts is where the file will be.
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

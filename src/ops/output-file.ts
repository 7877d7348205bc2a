import { randomUUID } from 'node:crypto';
import { rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** @throws RangeError where there is a file of this name, or no folder for it */
export async function refuseToReplace(output: string): Promise<void> {
  const folder = dirname(output);
  const isFolder = await stat(folder)
    .then((found) => found.isDirectory())
    .catch(() => false);
  if (!isFolder)
    throw new RangeError(`${folder} is no folder. Create it, or name another one with -o.`);
  const there = await stat(output).catch(() => null);
  if (there) throw new RangeError(`${output} exists already. Name another file with -o.`);
}

/** Temporary files that are next to a file, on the same disk. */
export function besides(output: string) {
  return {
    path: (job: string, extension: string) =>
      join(dirname(output), `.${job}.${randomUUID()}.${extension}`),
    discard: (path: string) => rm(path, { force: true }),
  };
}

/**
 * Gives a complete temporary file its name, in one step.
 *
 * @throws RangeError where there is a file of this name
 */
export async function putInPlace(temporary: string, output: string): Promise<void> {
  await refuseToReplace(output);
  await rename(temporary, output);
}

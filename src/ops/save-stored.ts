import { constants } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { TemporaryFiles } from '../clips/records/temporary-files.js';
import type { ClipStorage } from '../media/storage/clip-storage.js';
import { besides, putInPlace } from './output-file.js';

/**
 * Saves a copy of a stored file, all of it or nothing, and replaces no file.
 *
 * @returns whether there is such a file
 * @throws RangeError where there is a file of the output's name
 */
export async function saveStored(
  storage: ClipStorage,
  fileName: string,
  output: string,
): Promise<boolean> {
  const files = new TemporaryFiles(besides(output), basename(output));
  try {
    const saved = await storage.withLocalFile(fileName, async (path) => {
      const temporary = files.path(extname(fileName).slice(1));
      await copyFile(path, temporary, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
      await putInPlace(temporary, output);
      return true;
    });
    return saved !== null;
  } finally {
    await files.discard();
  }
}

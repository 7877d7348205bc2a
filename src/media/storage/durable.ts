import { open } from 'node:fs/promises';
import { onClipsFolder } from '../../isolation/clips-folder.js';

/** A disk that is busy may take long to write what it was given before. */
const LIMIT_MS = 60_000;

/**
 * Waits until a file's content, or a folder's list of names, would survive a power cut. A rename is durable
 * only after its folder was synced as well.
 */
export async function sync(path: string): Promise<void> {
  const work = async () => {
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  };
  await onClipsFolder(work, { limitMs: LIMIT_MS });
}

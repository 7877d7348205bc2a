import { open } from 'node:fs/promises';

/**
 * Waits until a file's content, or a folder's list of names, would survive a power cut. A rename is durable
 * only after its folder was synced as well.
 */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

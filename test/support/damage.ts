import { readFile, stat, utimes, writeFile } from 'node:fs/promises';

/**
 * Damages a file as a failing disk does: neither its size nor its times change. Returns what restores it.
 */
export async function damage(path: string): Promise<() => Promise<void>> {
  const { size, atime, mtime } = await stat(path);
  const bytes = await readFile(path);
  const write = async (content: Buffer) => {
    await writeFile(path, content);
    await utimes(path, atime, mtime);
  };
  await write(Buffer.alloc(size, 'This is no video.\n'));
  return () => write(bytes);
}

import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { StoredFile, StoredFiles } from './stored-file.js';

/** The files of an export that was unpacked. */
export async function folderFiles(folder: string): Promise<StoredFiles> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: StoredFile[] = [];
  for (const entry of found) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    const isFile = entry.isFile();
    files.push({
      name: relative(folder, path).split(sep).join('/'),
      ...{ bytes: isFile ? (await stat(path)).size : 0, isFile },
      read: (onBytes) => readAll(path, onBytes),
    });
  }
  return { files, warnings: [], close: () => Promise.resolve() };
}

async function readAll(path: string, onBytes: (bytes: Uint8Array) => void): Promise<void> {
  for await (const bytes of createReadStream(path)) onBytes(bytes as Buffer);
}

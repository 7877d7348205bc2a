import { opendir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The paths of the files below a folder, relative and separated by `/`. Names that begin with a dot are
 * skipped, as unfinished uploads have such names, and so are links, which may form cycles.
 */
export async function* filesBelow(folder: string, inside = ''): AsyncGenerator<string> {
  for await (const entry of await opendir(join(folder, inside))) {
    if (entry.name.startsWith('.')) continue;
    const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(folder, path);
    else if (entry.isFile()) yield path;
  }
}

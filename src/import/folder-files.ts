import { opendir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Paths of the files below a folder, relative and separated by `/`. What begins with a dot is left out, as
 * uploads that are under way are named so, and so are links, which may lead round in circles.
 */
export async function* filesBelow(folder: string, inside = ''): AsyncGenerator<string> {
  for await (const entry of await opendir(join(folder, inside))) {
    if (entry.name.startsWith('.')) continue;
    const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(folder, path);
    else if (entry.isFile()) yield path;
  }
}

import type { Dirent } from 'node:fs';
import { opendir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { errorCode } from '../common/error-code.js';
import { pathBelow } from '../common/path-below.js';
import type { SkipReason } from './skipped.js';

/** A file below a folder, or what was left out and why. */
export interface FoundFile {
  /** Relative to the folder and separated by `/`. */
  readonly path: string;
  readonly skipped: SkipReason | null;
  /** A folder that was not entered. */
  readonly isFolder: boolean;
}

/**
 * The files below a folder. Links are followed, to folders too, unless they lead to where the walk comes by
 * itself. Names that begin with a dot are left out, as unfinished uploads have such names.
 *
 * @param mayEnter whether files below a real folder may be read
 * @throws the system's error if the folder itself cannot be read
 */
export async function* filesBelow(
  folder: string,
  mayEnter: (realFolder: string) => Promise<boolean>,
): AsyncGenerator<FoundFile> {
  const walk = new Walk(folder, [await realpath(folder)], mayEnter);
  yield* walk.below('');
}

class Walk {
  constructor(
    private readonly folder: string,
    /** Real folders of which everything is found. */
    private readonly walked: string[],
    private readonly mayEnter: (realFolder: string) => Promise<boolean>,
  ) {}

  async *below(inside: string): AsyncGenerator<FoundFile> {
    let entries: AsyncIterable<Dirent<Buffer>>;
    try {
      // As bytes, since a name may not be UTF-8. The types know strings alone.
      const options = { encoding: 'buffer' as BufferEncoding };
      entries = (await opendir(join(this.folder, inside), options)) as never;
    } catch (error) {
      if (inside === '') throw error;
      const isGone = errorCode(error) === 'ENOENT';
      yield { path: inside, skipped: isGone ? 'gone' : 'unreadable_folder', isFolder: true };
      return;
    }
    const links: string[] = [];
    for await (const entry of entries) yield* this.entry(entry, inside, links);
    // In order, since only the first of two links to a folder is followed.
    for (const path of links.sort()) yield* this.link(path);
  }

  private async *entry(
    entry: Dirent<Buffer>,
    inside: string,
    links: string[],
  ): AsyncGenerator<FoundFile> {
    const name = entry.name.toString();
    const path = inside === '' ? name : `${inside}/${name}`;
    const isFolder = entry.isDirectory();
    if (!Buffer.from(name).equals(entry.name)) {
      yield { path: shownBytes(inside, entry.name), skipped: 'not_utf8', isFolder };
    } else if (name.startsWith('.')) yield { path, skipped: 'hidden', isFolder };
    else if (isFolder) yield* this.below(path);
    else if (entry.isFile()) yield { path, skipped: null, isFolder };
    else if (entry.isSymbolicLink()) links.push(path);
    else yield { path, skipped: 'not_a_file', isFolder };
  }

  private async *link(path: string): AsyncGenerator<FoundFile> {
    const target = await targetOf(join(this.folder, path));
    if (!target) yield { path, skipped: 'broken_link', isFolder: false };
    else if (this.isReached(target.real, target.isFolder)) {
      yield { path, skipped: 'linked_twice', isFolder: target.isFolder };
    } else if (target.isFolder) {
      if (!(await this.mayEnter(target.real))) {
        yield { path, skipped: 'outside_media_roots', isFolder: true };
        return;
      }
      this.walked.push(target.real);
      yield* this.below(path);
    } else if (target.isFile) yield { path, skipped: null, isFolder: false };
    else yield { path, skipped: 'not_a_file', isFolder: false };
  }

  /** Whether the walk finds the target, or the target holds what the walk has entered, as in a cycle. */
  private isReached(real: string, isFolder: boolean): boolean {
    return this.walked.some((walked) => {
      const below = pathBelow(walked, real);
      // Behind a name with a dot, only the link leads to it.
      if (below !== null) return !below.split(sep).some((part) => part.startsWith('.'));
      return isFolder && pathBelow(real, walked) !== null;
    });
  }
}

async function targetOf(path: string) {
  try {
    const [real, stats] = await Promise.all([realpath(path), stat(path)]);
    return { real, isFolder: stats.isDirectory(), isFile: stats.isFile() };
  } catch {
    return null;
  }
}

/** Bytes that are no UTF-8 are written as `\xe9`. */
function shownBytes(inside: string, name: Buffer): string {
  const shown = name
    .toString('latin1')
    .replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
  return inside === '' ? shown : `${inside}/${shown}`;
}

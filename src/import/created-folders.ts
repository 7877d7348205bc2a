import { join } from 'node:path';
import { errorCode } from '../common/error-code.js';
import { filesBelow } from './folder-files.js';

/**
 * Folders that are created while a folder is followed. A watcher reports a new folder before it follows it, and then
 * does not report what is moved into it in between, as by a recorder that names a file when it closes it.
 */
export class CreatedFolders {
  private created: string[] = [];
  private settled: string[] = [];
  private readonly reported = new Set<string>();

  folder(path: string): void {
    this.created.push(path);
  }

  /** A file that the watcher did report. */
  file(path: string): void {
    this.reported.add(path);
  }

  /** The files that it did not report, in folders that were created before the last call; each once. */
  async unreported(): Promise<string[]> {
    const due = this.settled;
    [this.settled, this.created] = [this.created, []];
    const files = (await Promise.all(due.map(filesIn))).flat();
    const unreported = [...new Set(files)].filter((path) => !this.reported.has(path));
    for (const path of unreported) this.reported.add(path);
    return unreported;
  }
}

/** At any depth, as a folder below may have been created at the same time. The watcher follows linked folders itself. */
async function filesIn(folder: string): Promise<string[]> {
  const files: string[] = [];
  try {
    for await (const { path, skipped } of filesBelow(folder, () => Promise.resolve(false))) {
      if (skipped === null) files.push(join(folder, path));
    }
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  return files;
}

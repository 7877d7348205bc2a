import { resolve, sep } from 'node:path';
import { pathBelow } from '../common/path-below.js';
import { FileIsolation, type FolderWatch } from './file-isolation.js';
import { IsolatedFolder } from './isolated-folder.js';
import type { IsolatedTask } from './isolated-task.js';

/** Runs tasks in processes, one for each folder and one for all paths outside. Each starts with its first task. */
export class IsolatedFolders extends FileIsolation {
  /** By the paths below which they are asked. */
  private readonly folders = new Map<string, IsolatedFolder>();
  private readonly outside = new IsolatedFolder(sep);

  constructor(folders: readonly string[]) {
    super();
    for (const folder of folders.map((path) => resolve(path))) {
      this.folders.set(folder, new IsolatedFolder(folder));
    }
  }

  override run<Args extends unknown[], Result>(
    path: string,
    task: IsolatedTask<Args, Result>,
    ...args: Args
  ): Promise<Result> {
    return this.folderOf(path).run(task, args);
  }

  override watch(paths: readonly string[]): FolderWatch {
    const controller = new AbortController();
    const folders = new Set(paths.map((path) => this.folderOf(path)));
    const ends = [...folders].map((folder) => folder.watch(controller));
    return { signal: controller.signal, end: () => ends.forEach((end) => end()) };
  }

  override leadsTo(folder: string, real: string): void {
    const isolated = this.folders.get(folder);
    if (isolated && !this.folders.has(real)) this.folders.set(real, isolated);
  }

  /** Ends all processes. What runs then fails. */
  onApplicationShutdown(): void {
    this.outside.close();
    for (const folder of this.folders.values()) folder.close();
  }

  /** The innermost one. */
  private folderOf(path: string): IsolatedFolder {
    let [found, length] = [this.outside, -1];
    for (const [folder, isolated] of this.folders) {
      const isIn = pathBelow(folder, path) !== null;
      if (isIn && folder.length > length) [found, length] = [isolated, folder.length];
    }
    return found;
  }
}

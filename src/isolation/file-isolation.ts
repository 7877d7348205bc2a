import type { IsolatedTask } from './isolated-task.js';

/** A watch over the folders of some paths. */
export interface FolderWatch {
  /** Aborts with a `FolderSilentError` as soon as one of the folders does not answer. */
  readonly signal: AbortSignal;
  end(): void;
}

/**
 * Where footage is touched. A network share that does not answer holds the thread that asks it, inside the
 * system, and Node has four threads for the files of a whole process; so what may hang runs elsewhere.
 */
export abstract class FileIsolation {
  /**
   * Runs a task about a path where it can delay nothing but other tasks of the same folder.
   *
   * @throws FolderSilentError where the folder does not answer; what the task throws, without its class
   */
  abstract run<Args extends unknown[], Result>(
    path: string,
    task: IsolatedTask<Args, Result>,
    ...args: Args
  ): Promise<Result>;

  /** Looks at the folders of these paths again and again, until the watch is ended. */
  abstract watch(paths: readonly string[]): FolderWatch;

  /** Notes where the links of a folder lead: paths there are isolated together with it. */
  abstract leadsTo(folder: string, real: string): void;
}

/** Runs each task in this process: for commands about one file, which may hang with it. */
class NotIsolated extends FileIsolation {
  override run<Args extends unknown[], Result>(
    _path: string,
    task: IsolatedTask<Args, Result>,
    ...args: Args
  ): Promise<Result> {
    return task.run(...args);
  }

  override watch(): FolderWatch {
    return { signal: new AbortController().signal, end: () => {} };
  }

  override leadsTo(): void {}
}

export const NOT_ISOLATED: FileIsolation = new NotIsolated();

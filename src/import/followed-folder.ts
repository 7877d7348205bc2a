import { watch } from 'chokidar';
import { once } from 'node:events';
import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, relative, sep } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../common/clock.js';
import { type FolderImport, type ImportOptions, type ImportResult, SETTLED_AFTER_MS } from './folder-import.js'; // prettier-ignore
import { nullIfMissing } from '../common/error-code.js';
import { CreatedFolders } from './created-folders.js';
import { SettlingFiles } from './settling-files.js';

export interface Following {
  readonly clock: Clock;
  /** Ends the following. */
  readonly signal: AbortSignal;
  /** Called after each pass over the folder, and after each import of files that were written since. */
  readonly onResult: (result: ImportResult) => void;
  /** Called where the folder cannot be read, or not be watched; a later pass tries again. */
  readonly onProblem: (error: unknown) => void;
  /** The whole folder is read again so often, since some file systems report no changes. */
  readonly passEveryMs?: number;
  readonly lookEveryMs?: number;
}

const PASS_EVERY_MS = 600_000;
const LOOK_EVERY_MS = 1000;
const RETRY_AFTER_LOOKS = 60;

/** Imports a folder, and then each file in it as soon as it is written. */
export class FollowedFolder {
  private readonly changed = new SettlingFiles(SETTLED_AFTER_MS);
  private readonly passEveryMs: number;
  private readonly lookEveryMs: number;

  constructor(
    private readonly importer: FolderImport,
    private readonly folder: string,
    private readonly options: ImportOptions,
    private readonly following: Following,
  ) {
    this.passEveryMs = following.passEveryMs ?? PASS_EVERY_MS;
    this.lookEveryMs = following.lookEveryMs ?? LOOK_EVERY_MS;
  }

  /**
   * Ends with the signal.
   *
   * @throws what `FolderImport.run` throws, if the first pass fails
   */
  async follow(): Promise<void> {
    const { signal, onProblem } = this.following;
    for (let passes = 0; !signal.aborted; passes++) {
      try {
        await this.pass();
      } catch (error) {
        if (signal.aborted) return;
        if (passes === 0) throw error;
        onProblem(error);
        await this.pause(RETRY_AFTER_LOOKS * this.lookEveryMs);
      }
    }
  }

  /**
   * Each pass has a watcher of its own, which finds what was mounted again meanwhile. It is ready before the folder is
   * read, so that no file is missed between the two.
   */
  private async pass(): Promise<void> {
    const { clock, signal, onResult, onProblem } = this.following;
    const watcher = watch(this.folder, {
      ...{ ignoreInitial: true, alwaysStat: true },
      ignored: (path) => path !== this.folder && basename(path).startsWith('.'),
    });
    try {
      watcher.on('error', onProblem);
      const created = new CreatedFolders();
      watcher.on('addDir', (path) => created.folder(path));
      for (const event of ['add', 'change'] as const) {
        watcher.on(event, (path, stats) => {
          created.file(path);
          this.noteChange(path, stats);
        });
      }
      await once(watcher, 'ready', { signal });
      const endsAtMs = clock.now().getTime() + this.passEveryMs;
      onResult(await this.importer.run(this.folder, this.options));
      while (!signal.aborted && clock.now().getTime() < endsAtMs) {
        await this.pause(this.lookEveryMs);
        for (const path of await created.unreported()) {
          const stats = await stat(path).catch(nullIfMissing);
          if (stats) this.noteChange(path, stats);
        }
        const paths = this.changed.takeSettled(clock.now().getTime());
        if (paths.length === 0) continue;
        onResult(await this.importer.some(this.folder, paths, this.options));
      }
    } finally {
      await watcher.close();
    }
  }

  private noteChange(path: string, stats: Pick<Stats, 'mtimeMs'> | undefined): void {
    const nowMs = this.following.clock.now().getTime();
    const inside = relative(this.folder, path).replaceAll(sep, '/');
    this.changed.changed(inside, stats?.mtimeMs ?? nowMs, nowMs);
  }

  private async pause(ms: number): Promise<void> {
    await wait(ms, undefined, { signal: this.following.signal }).catch(() => undefined);
  }
}

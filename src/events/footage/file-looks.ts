import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import pMap from 'p-map';
import { EventClipsError } from '../../common/event-clips-error.js';
import { inTime } from '../../common/in-time.js';
import { shownName } from '../../common/shown-name.js';
import { FolderSilentError } from '../../isolation/folder-errors.js';
import { FootageReplacedError } from '../../media/footage/footage-errors.js';
import { FootageRoots } from '../../media/footage/footage-roots.js';
import { FileRows, type DueFile } from './file-rows.js';
import { examineFootage, type FootageKind } from './footage-file.js';
import { AFTER_SILENCE, afterLook, afterMiss } from './next-look.js';

const INTERVAL_MS = 5_000;
/** How long the shutdown waits for files that are being examined. */
const STOP_MS = 2_000;
/** Of each kind, in one pass. What is left is due in the next one. */
const BATCH = 500;
/** Few enough that requests for files are served meanwhile. */
const CONCURRENCY = 4;
const KINDS: readonly FootageKind[] = ['recording', 'still', 'video'];

/**
 * Examines files soon after their registration, so that each is known from when it is closed: its path may be
 * used again later. The registration itself reads none of them.
 */
@Injectable()
export class FileLooks implements OnModuleDestroy {
  private readonly logger = new Logger('Footage');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private isStopping = false;

  constructor(
    private readonly rows: FileRows,
    private readonly roots: FootageRoots,
  ) {}

  /** Runs regularly until the module is destroyed. */
  start(): void {
    this.timer = setInterval(() => {
      this.running ??= this.run()
        .catch((err: unknown) => this.logger.warn({ msg: 'Files were not examined', err }))
        .finally(() => (this.running = null));
    }, INTERVAL_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.isStopping = true;
    // A network share that is away may never answer.
    if (this.running) await inTime(this.running, STOP_MS, undefined);
  }

  /** Examines the files that are due, of each kind so many at most. */
  async run(): Promise<void> {
    for (const kind of KINDS) {
      const files = await this.rows.due(kind, BATCH);
      const replaced = await pMap(files, (file) => this.look(file), { concurrency: CONCURRENCY });
      const [first, ...others] = replaced.filter((name) => name !== null);
      if (first === undefined) continue;
      this.logger.warn({
        msg: 'The paths of registered files hold other files now, which are not shown for them',
        ...{ kind, count: 1 + others.length, example: first },
      });
    }
  }

  /** The name of a file that was replaced; null for any other. */
  private async look(file: DueFile): Promise<string | null> {
    if (this.isStopping) return null;
    try {
      const path = await this.roots.resolve(file.filePath);
      const { identity } = await examineFootage(this.roots.files, file, path, {
        isLaterLook: true,
      });
      await this.rows.keep(file, identity, afterLook(identity));
      return null;
    } catch (error) {
      if (error instanceof FootageReplacedError) {
        await this.rows.replaced(file);
        return shownName(file.filePath);
      }
      // A file that is missing may come; one that cannot be read may be readable later.
      const isOfFile = error instanceof EventClipsError || isSystemError(error);
      if (!isOfFile) throw error;
      const next = error instanceof FolderSilentError ? AFTER_SILENCE : afterMiss(file);
      await this.rows.keep(file, file.identity, next);
      return null;
    }
  }
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

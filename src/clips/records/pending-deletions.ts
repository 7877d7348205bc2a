import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { parseClipFileName } from '../../media/storage/clip-file.js';
import {
  ClipStorage,
  type RemovedFiles,
  type StoredFile,
} from '../../media/storage/clip-storage.js';
import { ClipEvents } from './clip-events.js';
import { Clip } from './clip.entity.js';

/** Why a file is deleted: one of these, or the reason of a retention rule. */
export type RemovalReason = 'deleted' | 'replaced' | 'orphan' | (string & {});

/** The rule by which something was removed, for the audit trail; null: a caller has removed it. */
export function ruleOf(reason: RemovalReason): string | null {
  return reason === 'deleted' ? null : reason;
}

/**
 * The only way in which files are deleted from the clips folder. One transaction deletes the rows that
 * name a file and adds its pending deletion; then the file is deleted, its folder is synced, and the
 * pending deletion is removed. After a crash at any moment, a row names every file that is there.
 */
@Injectable()
export class PendingDeletions {
  private readonly logger = new Logger('Clips');

  constructor(
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
    private readonly storage: ClipStorage,
    private readonly events: ClipEvents,
    private readonly clock: Clock,
  ) {}

  /** In the transaction that deletes the rows that name the files, and that has locked their events. */
  async add(
    names: readonly string[],
    reason: RemovalReason,
    manager: EntityManager,
  ): Promise<void> {
    if (names.length === 0) return;
    await manager.query(
      `INSERT INTO clip_tombstones (file_name, reason, buried_at)
       SELECT unnest($1::text[]), $2, $3 ON CONFLICT DO NOTHING`,
      [names, reason, this.clock.now()],
    );
  }

  /**
   * In a transaction that publishes files under these names and has locked their event. It waits for a
   * deletion that has started; one that has not leaves the new files alone.
   */
  async withdraw(names: readonly string[], manager: EntityManager): Promise<void> {
    await manager.query('DELETE FROM clip_tombstones WHERE file_name = ANY($1)', [names]);
  }

  /** Deletes those of the files that have a pending deletion. It stays where a file cannot be deleted. */
  async execute(names: readonly string[]): Promise<RemovedFiles> {
    const reasons = new Map<string, RemovalReason>();
    const outcome = await this.clips.manager.transaction(async (transaction) => {
      // Rows that others have locked are being executed or withdrawn.
      const rows = await transaction.query<{ file_name: string; reason: RemovalReason }[]>(
        `SELECT file_name, reason FROM clip_tombstones WHERE file_name = ANY($1)
         ORDER BY file_name FOR UPDATE SKIP LOCKED`,
        [names],
      );
      for (const { file_name, reason } of rows) reasons.set(file_name, reason);
      const pending = [...reasons.keys()];
      const outcome = await this.storage.remove(pending);
      const failed = new Set(outcome.failed.map(({ name }) => name));
      const deleted = pending.filter((name) => !failed.has(name));
      await transaction.query('DELETE FROM clip_tombstones WHERE file_name = ANY($1)', [deleted]);
      for (const { name, error } of outcome.failed) {
        this.logger.warn({ msg: 'A file could not be removed', file: name, err: error });
      }
      return outcome;
    });
    for (const { name } of outcome.removed) this.report(name, reasons.get(name));
    return outcome;
  }

  /** Like {@link execute}, for a caller whose work is done without it: cleanup tries again. */
  async executeIfPossible(names: readonly string[]): Promise<StoredFile[]> {
    try {
      return (await this.execute(names)).removed;
    } catch (error) {
      this.logger.warn({ msg: 'Files will be removed later', files: names, err: error });
      return [];
    }
  }

  /** The names of all files whose deletion is pending, in batches. */
  async *names(batchSize: number, manager = this.clips.manager): AsyncGenerator<string[]> {
    for (let after = ''; ;) {
      const rows = await manager.query<{ file_name: string }[]>(
        `SELECT file_name FROM clip_tombstones WHERE file_name > $1 ORDER BY file_name LIMIT $2`,
        [after, batchSize],
      );
      const last = rows.at(-1);
      if (!last) return;
      yield rows.map(({ file_name }) => file_name);
      after = last.file_name;
    }
  }

  /** A clip that was replaced by one of another format, or that no event has, is not reported. */
  private report(name: string, reason: RemovalReason | undefined): void {
    const clip = parseClipFileName(name);
    if (!clip || reason === 'replaced' || reason === 'orphan') return;
    this.events.emit({ type: 'deleted', eventId: clip.eventId });
  }
}

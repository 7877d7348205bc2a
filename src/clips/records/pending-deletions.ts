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

/** Why a file leaves the clips folder. */
export type RemovalReason = 'deleted' | 'replaced' | 'age' | 'space' | 'orphan';

/**
 * The one way in which files leave the clips folder: row → tombstone in one transaction, unlink, fsync of
 * the folder, tombstone gone. Whatever interrupts it, the books name every file that is there.
 */
@Injectable()
export class Tombstones {
  private readonly logger = new Logger('Clips');

  constructor(
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
    private readonly storage: ClipStorage,
    private readonly events: ClipEvents,
    private readonly clock: Clock,
  ) {}

  /** Part of the transaction in which the rows go that named the files; it holds the lock of their events. */
  async bury(
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
   * Part of a transaction that publishes files under these names and holds the lock of their event.
   * A removal under way ends first; one that has not begun leaves the new files alone.
   */
  async lift(names: readonly string[], manager: EntityManager): Promise<void> {
    await manager.query('DELETE FROM clip_tombstones WHERE file_name = ANY($1)', [names]);
  }

  /** Removes those of the files that have a tombstone. Those that cannot be removed keep it. */
  async remove(names: readonly string[]): Promise<RemovedFiles> {
    const reasons = new Map<string, RemovalReason>();
    const outcome = await this.clips.manager.transaction(async (transaction) => {
      // What is locked is being removed by somebody else, or published.
      const rows = await transaction.query<{ file_name: string; reason: RemovalReason }[]>(
        `SELECT file_name, reason FROM clip_tombstones WHERE file_name = ANY($1)
         ORDER BY file_name FOR UPDATE SKIP LOCKED`,
        [names],
      );
      for (const { file_name, reason } of rows) reasons.set(file_name, reason);
      const buried = [...reasons.keys()];
      const outcome = await this.storage.remove(buried);
      const left = new Set(outcome.failed.map(({ name }) => name));
      const gone = buried.filter((name) => !left.has(name));
      await transaction.query('DELETE FROM clip_tombstones WHERE file_name = ANY($1)', [gone]);
      for (const { name, error } of outcome.failed) {
        this.logger.warn({ msg: 'A file could not be removed', file: name, err: error });
      }
      return outcome;
    });
    for (const { name } of outcome.removed) this.tell(name, reasons.get(name));
    return outcome;
  }

  /** Like {@link remove} for a caller who is done once the books are right: cleanup tries again. */
  async removeIfPossible(names: readonly string[]): Promise<StoredFile[]> {
    try {
      return (await this.remove(names)).removed;
    } catch (error) {
      this.logger.warn({ msg: 'Files will be removed later', files: names, err: error });
      return [];
    }
  }

  /** Names of all files that are still to be removed, in batches. */
  async *pending(batch: number, manager = this.clips.manager): AsyncGenerator<string[]> {
    for (let after = ''; ;) {
      const rows = await manager.query<{ file_name: string }[]>(
        `SELECT file_name FROM clip_tombstones WHERE file_name > $1 ORDER BY file_name LIMIT $2`,
        [after, batch],
      );
      const last = rows.at(-1);
      if (!last) return;
      yield rows.map(({ file_name }) => file_name);
      after = last.file_name;
    }
  }

  /** A clip that gave way to one of another format, or that nobody knew of, is not missed. */
  private tell(name: string, reason: RemovalReason | undefined): void {
    const clip = parseClipFileName(name);
    if (!clip || reason === 'replaced' || reason === 'orphan') return;
    this.events.emit({ type: 'deleted', eventId: clip.eventId });
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Tombstones } from '../../clips/records/pending-deletions.js';
import { eventOfFile } from '../../media/storage/clip-files.js';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import type { CleanupRun } from '../cleanup-run.js';
import type { Survey } from '../clip-survey.js';
import { FileRemoval } from '../file-removal.js';
import { isAbandoned } from '../retention.js';

const BATCH = 500;

/** Clips and posters that no row names go, once they are old enough not to be about to be recorded. */
@Injectable()
export class OrphanRule {
  constructor(
    private readonly storage: ClipStorage,
    private readonly tombstones: Tombstones,
    private readonly files: FileRemoval,
  ) {}

  async apply(run: CleanupRun, { strays }: Survey): Promise<void> {
    run.begin('orphans', strays.size);
    const names = [...strays];
    for (let from = 0; from < names.length; from += BATCH) {
      const found = await this.storage.statAll(names.slice(from, from + BATCH));
      const old = found.filter((file) => isAbandoned(file.modifiedAt, run.now));
      const orphans = await this.bury(
        run,
        old.map((file) => file.name),
      );
      await this.files.take(run, 'orphan', orphans);
      run.advance(BATCH);
    }
  }

  private async bury(run: CleanupRun, names: readonly string[]): Promise<string[]> {
    if (names.length === 0) return [];
    return run.manager.transaction(async (manager) => {
      const eventIds = names.map(eventOfFile);
      // Nobody publishes while the event is locked, or for an event that is gone.
      const lock = 'SELECT FROM events WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE';
      if (!run.dryRun) await manager.query(lock, [eventIds]);
      const orphans = await unnamed(names, eventIds, manager);
      if (!run.dryRun) await this.tombstones.bury(orphans, 'orphan', manager);
      return orphans;
    });
  }
}

/**
 * Those of the files that the books don't know: neither as a clip's, nor as to be removed anyway, nor
 * as what a request that is still pending may have published.
 */
async function unnamed(
  names: readonly string[],
  eventIds: readonly (number | null)[],
  manager: EntityManager,
): Promise<string[]> {
  const rows = await manager.query<{ name: string }[]>(
    `SELECT file.name FROM unnest($1::text[], $2::int[]) AS file (name, event_id)
      WHERE NOT EXISTS (SELECT FROM clips clip WHERE clip.event_id = file.event_id
                           AND (clip.file_name = file.name OR file.name LIKE 'posters/%'))
        AND NOT EXISTS (SELECT FROM clip_requests request
                         WHERE request.event_id = file.event_id AND request.state = 'pending')
        AND NOT EXISTS (SELECT FROM clip_tombstones stone WHERE stone.file_name = file.name)`,
    [names, eventIds],
  );
  return rows.map(({ name }) => name);
}

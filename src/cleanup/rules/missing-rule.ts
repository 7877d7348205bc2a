import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import type { RetentionRule } from '../../media/retention/retention-rule.js';
import type { RetentionRun } from '../../media/retention/retention-run.js';

const BATCH = 500;

/** Marks clips whose file is gone, so that they are not offered and can be generated again. */
@Injectable()
export class MissingRule implements RetentionRule {
  readonly reason = 'missing';
  readonly stage = 'files';
  private readonly logger = new Logger('Cleanup');

  constructor(private readonly storage: ClipStorage) {}

  async apply(run: RetentionRun): Promise<void> {
    const { missing, returned } = run.survey;
    run.expect(missing.size);
    const gone = [...missing];
    for (let from = 0; from < gone.length; from += BATCH) {
      await this.mark(run, gone.slice(from, from + BATCH));
      run.advance(BATCH);
    }
    if (!run.dryRun && returned.length > 0) await this.unmark(run, returned);
  }

  private async mark(run: RetentionRun, eventIds: readonly number[]): Promise<void> {
    await run.manager.transaction(async (manager) => {
      const clips = await lockedClips(eventIds, run.dryRun, manager);
      const found = await this.storage.statAll(clips.map((clip) => clip.file_name));
      const there = new Set(found.map((file) => file.name));
      const ids = clips.filter((clip) => !there.has(clip.file_name)).map((clip) => clip.event_id);
      run.count({ clips: ids.length });
      if (run.dryRun) return;
      await manager.query('UPDATE clips SET missing_since = $2 WHERE event_id = ANY($1)', [
        ids,
        run.now,
      ]);
      await manager.query('UPDATE events SET clip_path = NULL WHERE id = ANY($1)', [ids]);
    });
  }

  private async unmark(run: RetentionRun, eventIds: readonly number[]): Promise<void> {
    await run.manager.transaction(async (manager) => {
      await manager.query(LOCK_EVENTS, [eventIds]);
      await manager.query(
        `WITH clip AS (
           UPDATE clips SET missing_since = NULL
            WHERE event_id = ANY($1) AND missing_since IS NOT NULL RETURNING event_id, file_name
         )
         UPDATE events SET clip_path = clip.file_name FROM clip WHERE id = clip.event_id`,
        [eventIds],
      );
    });
    this.logger.log({ msg: 'Files of clips are back', clips: eventIds.length });
  }
}

const LOCK_EVENTS = 'SELECT FROM events WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE';

async function lockedClips(
  eventIds: readonly number[],
  dryRun: boolean,
  manager: EntityManager,
): Promise<{ event_id: number; file_name: string }[]> {
  if (!dryRun) await manager.query(LOCK_EVENTS, [eventIds]);
  return manager.query(
    `SELECT event_id, file_name FROM clips
      WHERE event_id = ANY($1) AND missing_since IS NULL`,
    [eventIds],
  );
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../../common/audit/audit-trail.js';
import { PendingDeletions } from '../../clips/records/pending-deletions.js';
import type { RetentionRule } from '../../media/retention/retention-rule.js';
import type { RetentionRun } from '../../media/retention/retention-run.js';
import { eventOfFile, idOfExportFile, idOfIntervalFile } from '../../media/storage/clip-files.js';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import { isAbandoned } from '../retention.js';

const BATCH = 500;

/** Removes files of clips that no row names and that are too old to belong to an unfinished request. */
@Injectable()
export class OrphanRule implements RetentionRule {
  readonly reason = 'orphan';
  readonly stage = 'files';
  readonly step = 'orphans';

  constructor(
    private readonly storage: ClipStorage,
    private readonly deletions: PendingDeletions,
    private readonly trail: AuditTrail,
  ) {}

  async apply(run: RetentionRun): Promise<void> {
    const names = [...run.survey.strays];
    run.expect(names.length);
    for (let from = 0; from < names.length; from += BATCH) {
      const found = await this.storage.statAll(names.slice(from, from + BATCH));
      const old = found.filter((file) => isAbandoned(file.modifiedAt, run.filesNow));
      const orphans = await this.recordOrphans(
        run,
        old.map((file) => file.name),
      );
      await run.removeFiles(orphans);
      run.advance(BATCH);
    }
  }

  /** Records those of the files that are orphans as pending deletions. */
  private async recordOrphans(run: RetentionRun, names: readonly string[]): Promise<string[]> {
    if (names.length === 0) return [];
    return run.manager.transaction(async (manager) => {
      const eventIds = names.map(eventOfFile);
      // No clip is published while its event is locked, or for an event that is gone.
      const lock = 'SELECT FROM events WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE';
      if (!run.dryRun) await manager.query(lock, [eventIds]);
      const orphans = await unnamed(names, eventIds, manager);
      if (!run.dryRun && orphans.length > 0) {
        await this.deletions.add(orphans, this.reason, manager);
        await this.trail.record(
          { action: 'file.deleted', files: orphans, rule: this.reason },
          manager,
        );
      }
      return orphans;
    });
  }
}

/**
 * Those of the files that the database does not know: they are neither files of a clip, a rendition, a clip of a
 * camera alone or an export, nor pending deletions, nor files that a pending request may have published.
 */
async function unnamed(
  names: readonly string[],
  eventIds: readonly (number | null)[],
  manager: EntityManager,
): Promise<string[]> {
  const rows = await manager.query<{ name: string }[]>(
    `SELECT file.name FROM unnest($1::text[], $2::int[], $3::int[], $4::int[])
             AS file (name, event_id, interval_id, export_id)
      WHERE NOT EXISTS (SELECT FROM clips clip WHERE clip.event_id = file.event_id
                           AND (clip.file_name = file.name OR file.name LIKE 'posters/%'))
        AND NOT EXISTS (SELECT FROM clip_renditions rendition
                         WHERE rendition.event_id = file.event_id AND rendition.file_name = file.name)
        AND NOT EXISTS (SELECT FROM interval_clips WHERE id = file.interval_id)
        AND NOT EXISTS (SELECT FROM exports WHERE id = file.export_id)
        AND NOT EXISTS (SELECT FROM clip_requests request
                         WHERE request.event_id = file.event_id AND request.state = 'pending')
        AND NOT EXISTS (SELECT FROM clip_tombstones pending WHERE pending.file_name = file.name)`,
    [names, eventIds, names.map(idOfIntervalFile), names.map(idOfExportFile)],
  );
  return rows.map(({ name }) => name);
}

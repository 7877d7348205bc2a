import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ClipRemoval, filesToRemove } from '../clips/records/clip-removal.js';
import { AuditTrail } from '../common/audit/audit-trail.js';
import type { CameraPeriod } from '../media/retention/camera-period.js';
import type { RetentionRun } from '../media/retention/retention-run.js';

/** The next events that a rule looked at. */
export interface EventBatch {
  readonly dueIds: readonly number[];
  /** How many it looked at, due or not. */
  readonly seen: number;
  /** Given where they are all of a camera whose period differs. */
  readonly camera?: CameraPeriod;
}

/** Removes events, with everything that belongs to them, in batches. */
@Injectable()
export class EventRemoval {
  constructor(
    private readonly removal: ClipRemoval,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * @param reason of the rule
   * @param next the next batch, null after the last one. It is called in the transaction that removes the
   *   batch and locks its events (`FOR UPDATE SKIP LOCKED`), except in a dry run.
   */
  async remove(
    run: RetentionRun,
    reason: string,
    next: (manager: EntityManager) => Promise<EventBatch | null>,
  ): Promise<void> {
    let removal: Promise<unknown> = Promise.resolve();
    try {
      for (;;) {
        const batch = await this.removeRows(run, reason, next);
        // The disk removes the files of one batch while the database works on the next.
        await removal;
        if (!batch) return;
        removal = run.removeFiles(batch.files);
        // The error is thrown where the promise is awaited.
        removal.catch(() => undefined);
        run.advance(batch.seen);
      }
    } finally {
      await removal;
    }
  }

  private removeRows(
    run: RetentionRun,
    reason: string,
    next: (manager: EntityManager) => Promise<EventBatch | null>,
  ): Promise<{ files: string[]; seen: number } | null> {
    return run.manager.transaction(async (manager) => {
      const batch = await next(manager);
      if (!batch) return null;
      const due = run.takeEvents(batch.dueIds);
      const clips = await this.removal.of(due, manager);
      const kept = new Set(clips.filter((clip) => clip.isProtected).map((clip) => clip.eventId));
      const ids = due.filter((id) => !kept.has(id));
      const going = clips.filter((clip) => !clip.isProtected);
      run.keepProtected([...kept]);
      run.count({
        events: ids.length,
        detections: await countDetections(ids, manager),
        clips: going.filter((clip) => clip.fileName !== null).length,
      });
      if (batch.camera) run.countOfCamera(batch.camera, { events: ids.length });
      if (!run.dryRun && ids.length > 0) {
        await this.removal.removeWithEvents(going, reason, manager);
        await this.trail.record({ action: 'event.deleted', eventIds: ids, rule: reason }, manager);
        await manager.query('DELETE FROM events WHERE id = ANY($1)', [ids]);
      }
      return { files: going.flatMap(filesToRemove), seen: batch.seen };
    });
  }
}

async function countDetections(
  eventIds: readonly number[],
  manager: EntityManager,
): Promise<number> {
  const [{ count }] = await manager.query<[{ count: number }]>(
    'SELECT count(*)::int AS count FROM detections WHERE event_id = ANY($1)',
    [eventIds],
  );
  return count;
}

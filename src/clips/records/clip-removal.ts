import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../../common/audit/audit-trail.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { filesOfClip, posterFile } from '../../media/storage/clip-files.js';
import { ClipEvents } from './clip-events.js';
import { CLIP_QUEUE } from '../model/clip-job.js';
import { ClipRequests } from './clip-requests.js';
import { PendingDeletions, type RemovalReason, ruleOf } from './pending-deletions.js';

/**
 * Removes clips from the database, in a transaction of the caller that has locked their events. After
 * it, `PendingDeletions.execute` deletes their files.
 */
@Injectable()
export class ClipRemoval {
  constructor(
    private readonly requests: ClipRequests,
    private readonly deletions: PendingDeletions,
    private readonly queue: JobQueue,
    private readonly events: ClipEvents,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * What the database holds of the clips of these events; events without a clip and a request are left
   * out. With `OFFSET 0` the rows of each event are looked up by index: for thousands of events the
   * planner would otherwise read both tables as a whole.
   */
  async of(eventIds: readonly number[], manager: EntityManager): Promise<RemovableClip[]> {
    return manager.query<RemovableClip[]>(
      `SELECT event.id AS "eventId", clip.file_name AS "fileName",
              coalesce(clip.has_poster, false) AS "hasPoster",
              ARRAY(SELECT file_name FROM clip_renditions WHERE event_id = event.id) AS "renditions",
              coalesce(clip.protected, false) AS "isProtected",
              CASE WHEN request.state = 'pending' THEN request.job_id END AS "pendingJob"
         FROM unnest($1::int[]) AS event (id)
         LEFT JOIN LATERAL (SELECT * FROM clips WHERE event_id = event.id OFFSET 0) clip ON true
         LEFT JOIN LATERAL (SELECT * FROM clip_requests WHERE event_id = event.id OFFSET 0) request
           ON true
        WHERE clip.event_id IS NOT NULL OR request.event_id IS NOT NULL`,
      [eventIds],
    );
  }

  /**
   * Removes the clips of events that stay.
   *
   * @param message what the events' clip answers say from now on
   */
  async remove(
    eventIds: readonly number[],
    reason: RemovalReason,
    manager: EntityManager,
    message?: string,
  ): Promise<void> {
    await this.deletions.add(eventIds.flatMap(filesOfClip), reason, manager);
    const [removed] = await manager.query<[{ event_id: number }[], number]>(
      'DELETE FROM clips WHERE event_id = ANY($1) RETURNING event_id',
      [eventIds],
    );
    const ids = removed.map(({ event_id }) => event_id);
    await this.record(ids, manager);
    if (ids.length > 0) {
      await this.trail.record(
        { action: 'clip.deleted', eventIds: ids, rule: ruleOf(reason) },
        manager,
      );
    }
    await manager.query('UPDATE events SET clip_path = NULL WHERE id = ANY($1)', [eventIds]);
    await manager.query(
      `UPDATE clip_requests SET message = $2 WHERE event_id = ANY($1) AND state = 'completed'`,
      [eventIds, message ?? null],
    );
  }

  /**
   * Prepares the deletion of events: cancels the jobs that make clips of them, and adds the pending
   * deletions of their files. The caller then deletes the events, and the rows of their clips with them.
   */
  async removeWithEvents(
    clips: readonly RemovableClip[],
    reason: RemovalReason,
    manager: EntityManager,
  ): Promise<void> {
    for (const { eventId, pendingJob } of clips) {
      if (pendingJob === null) continue;
      await this.queue.cancel(CLIP_QUEUE, pendingJob, manager);
      await this.requests.notify(eventId, manager);
    }
    await this.deletions.add(clips.flatMap(filesToRemove), reason, manager);
    const recorded = clips.filter(({ fileName }) => fileName !== null);
    await this.record(
      recorded.map(({ eventId }) => eventId),
      manager,
    );
  }

  private record(eventIds: readonly number[], manager: EntityManager): Promise<void> {
    const events = eventIds.map((eventId) => ({ type: 'deleted', eventId }) as const);
    return this.events.record(events, manager);
  }
}

/** An event's clip, or what a request for one may have left behind. */
export interface RemovableClip {
  readonly eventId: number;
  /** Null where no clip is recorded. */
  readonly fileName: string | null;
  readonly hasPoster: boolean;
  /** The names of the files of its renditions, also of those that are being made. */
  readonly renditions: readonly string[];
  readonly isProtected: boolean;
  /** The job that makes a clip of the event; null: none does. */
  readonly pendingJob: string | null;
}

/** The names of the files that are deleted with a clip. */
export function filesToRemove(clip: RemovableClip): string[] {
  const { eventId, fileName, hasPoster, renditions } = clip;
  // The job may have published a file that it could not record.
  if (fileName === null) return filesOfClip(eventId);
  return [fileName, ...(hasPoster ? [posterFile(eventId)] : []), ...renditions];
}

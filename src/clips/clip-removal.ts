import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { JobQueue } from '../jobs/job-queue.js';
import { filesOfClip, posterFile } from '../media/clip-files.js';
import { ClipProtectedError } from './clip-errors.js';
import { CLIP_QUEUE } from './clip-job.js';
import { ClipRequests } from './clip-requests.js';
import { Clip } from './clip.entity.js';
import { type RemovalReason, Tombstones } from './tombstones.js';

/** Takes clips out of the books; their files follow by `Tombstones.remove` after the transaction. */
@Injectable()
export class ClipRemoval {
  constructor(
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
    private readonly requests: ClipRequests,
    private readonly tombstones: Tombstones,
    private readonly queue: JobQueue,
  ) {}

  /**
   * Removes the event's clip and forgets its request; tells whether there was a clip.
   *
   * @throws ClipProtectedError
   */
  async remove(eventId: number): Promise<boolean> {
    const recorded = await this.clips.manager.transaction(async (manager) => {
      await this.requests.lock(eventId, manager);
      const clip = await manager.findOneBy(Clip, { eventId });
      if (clip?.protected) throw new ClipProtectedError();
      await this.bury([eventId], 'deleted', manager);
      await this.requests.forgetRequest(eventId, manager);
      return clip !== null;
    });
    const removed = await this.tombstones.removeIfPossible(filesOfClip(eventId));
    return recorded || removed.length > 0;
  }

  /**
   * Takes the clips of events that stay. The caller's transaction has locked the events.
   *
   * @param message what those who look for the clip are told
   */
  async bury(
    eventIds: readonly number[],
    reason: RemovalReason,
    manager: EntityManager,
    message?: string,
  ): Promise<void> {
    await this.tombstones.bury(eventIds.flatMap(filesOfClip), reason, manager);
    await manager.query('DELETE FROM clips WHERE event_id = ANY($1)', [eventIds]);
    await manager.query('UPDATE events SET clip_path = NULL WHERE id = ANY($1)', [eventIds]);
    await manager.query(
      `UPDATE clip_requests SET message = $2 WHERE event_id = ANY($1) AND state = 'completed'`,
      [eventIds, message ?? null],
    );
  }

  /** What the books hold of clips of these events. Those of which they hold nothing are left out. */
  async of(eventIds: readonly number[], manager: EntityManager): Promise<RemovableClip[]> {
    return manager.query<RemovableClip[]>(
      `SELECT event.id AS "eventId", clip.file_name AS "fileName",
              coalesce(clip.has_poster, false) AS "hasPoster",
              coalesce(clip.protected, false) AS "isProtected",
              CASE WHEN request.state = 'pending' THEN request.job_id END AS "pendingJob"
         FROM unnest($1::int[]) AS event (id)
         LEFT JOIN clips clip ON clip.event_id = event.id
         LEFT JOIN clip_requests request ON request.event_id = event.id
        WHERE clip.event_id IS NOT NULL OR request.event_id IS NOT NULL`,
      [eventIds],
    );
  }

  /**
   * Takes the clips of events that are about to be deleted, and cancels those in the making. The
   * caller's transaction has locked the events and deletes them next, their rows here with them.
   */
  async buryWithEvents(
    clips: readonly RemovableClip[],
    reason: RemovalReason,
    manager: EntityManager,
  ): Promise<void> {
    for (const { pendingJob } of clips) {
      if (pendingJob !== null) await this.queue.cancel(CLIP_QUEUE, pendingJob, manager);
    }
    await this.tombstones.bury(clips.flatMap(filesToRemove), reason, manager);
  }
}

/** An event's clip, or what a request for one may have left. */
export interface RemovableClip {
  readonly eventId: number;
  /** Null where no clip is recorded. */
  readonly fileName: string | null;
  readonly hasPoster: boolean;
  readonly isProtected: boolean;
  /** The job that makes a clip of it. */
  readonly pendingJob: string | null;
}

/** Names of the files that go with a clip. */
export function filesToRemove({ eventId, fileName, hasPoster }: RemovableClip): string[] {
  // A request may have published a file that it could not record.
  if (fileName === null) return filesOfClip(eventId);
  return hasPoster ? [fileName, posterFile(eventId)] : [fileName];
}

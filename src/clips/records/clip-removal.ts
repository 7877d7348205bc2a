import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { JobQueue } from '../../jobs/job-queue.js';
import { ClipProtectedError } from '../../events/event-errors.js';
import { filesOfClip, posterFile } from '../../media/storage/clip-files.js';
import { ClipEvents } from './clip-events.js';
import { CLIP_QUEUE } from '../model/clip-job.js';
import type { ClipRequest } from './clip-request.entity.js';
import { ClipRequests } from './clip-requests.js';
import { Clip } from './clip.entity.js';
import { InterruptedClips } from './interrupted-clips.js';
import { type RemovalReason, Tombstones } from './pending-deletions.js';

/** Takes clips out of the books; their files follow by `Tombstones.remove` after the transaction. */
@Injectable()
export class ClipRemoval {
  constructor(
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
    private readonly requests: ClipRequests,
    private readonly tombstones: Tombstones,
    private readonly queue: JobQueue,
    private readonly interrupted: InterruptedClips,
    private readonly events: ClipEvents,
  ) {}

  /** Cancels the request that is pending, and removes nothing; tells whether there was one. */
  cancel(eventId: number): Promise<boolean> {
    return this.interrupted.inTurn(eventId, async (request, manager) => {
      if (request?.state !== 'pending') return false;
      await this.forget(eventId, request, manager);
      return true;
    });
  }

  /**
   * Cancels the request that is pending, else removes the clip; tells whether there was either. A clip
   * that is finished while its request is being cancelled stays.
   *
   * @throws ClipProtectedError
   */
  async cancelOrRemove(eventId: number): Promise<boolean> {
    // What the caller means. Its publication may hold the lock by now.
    const seen = await this.requests.find(eventId);
    const done = await this.interrupted.inTurn(eventId, async (request, manager) => {
      if (request?.state === 'pending') {
        await this.forget(eventId, request, manager);
        return true;
      }
      return seen?.state === 'pending' || this.takeFromBooks(eventId, request, manager);
    });
    return (await this.removeFiles(eventId)) || done;
  }

  /**
   * Removes the event's clip and forgets its request; tells whether there was a clip.
   *
   * @throws ClipProtectedError
   */
  async remove(eventId: number): Promise<boolean> {
    const recorded = await this.clips.manager.transaction(async (manager) => {
      const request = await this.requests.lock(eventId, manager);
      return this.takeFromBooks(eventId, request, manager);
    });
    return (await this.removeFiles(eventId)) || recorded;
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
    const [gone] = await manager.query<[{ event_id: number }[], number]>(
      'DELETE FROM clips WHERE event_id = ANY($1) RETURNING event_id',
      [eventIds],
    );
    await this.record(
      gone.map(({ event_id }) => event_id),
      manager,
    );
    await manager.query('UPDATE events SET clip_path = NULL WHERE id = ANY($1)', [eventIds]);
    await manager.query(
      `UPDATE clip_requests SET message = $2 WHERE event_id = ANY($1) AND state = 'completed'`,
      [eventIds, message ?? null],
    );
  }

  /**
   * What the books hold of clips of these events. Those of which they hold nothing are left out.
   * `OFFSET 0` has each event's rows looked up: for thousands of events the planner would read all there are.
   */
  async of(eventIds: readonly number[], manager: EntityManager): Promise<RemovableClip[]> {
    return manager.query<RemovableClip[]>(
      `SELECT event.id AS "eventId", clip.file_name AS "fileName",
              coalesce(clip.has_poster, false) AS "hasPoster",
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
   * Takes the clips of events that are about to be deleted, and cancels those in the making. The
   * caller's transaction has locked the events and deletes them next, their rows here with them.
   */
  async buryWithEvents(
    clips: readonly RemovableClip[],
    reason: RemovalReason,
    manager: EntityManager,
  ): Promise<void> {
    for (const { eventId, pendingJob } of clips) {
      if (pendingJob === null) continue;
      await this.queue.cancel(CLIP_QUEUE, pendingJob, manager);
      await this.requests.notify(eventId, manager);
    }
    await this.tombstones.bury(clips.flatMap(filesToRemove), reason, manager);
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

  private async takeFromBooks(
    eventId: number,
    request: ClipRequest | null,
    manager: EntityManager,
  ): Promise<boolean> {
    const clip = await manager.findOneBy(Clip, { eventId });
    if (clip?.protected) throw new ClipProtectedError();
    await this.bury([eventId], 'deleted', manager);
    await this.forget(eventId, request, manager);
    return clip !== null;
  }

  /** Nobody wants the request answered any more. */
  private async forget(
    eventId: number,
    request: ClipRequest | null,
    manager: EntityManager,
  ): Promise<void> {
    if (request?.state === 'pending') await this.queue.cancel(CLIP_QUEUE, request.jobId, manager);
    await this.requests.forgetRequest(eventId, manager);
  }

  private async removeFiles(eventId: number): Promise<boolean> {
    return (await this.tombstones.removeIfPossible(filesOfClip(eventId))).length > 0;
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

import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { AuditTrail } from '../../common/audit/audit-trail.js';
import { ClipProtectedError } from '../../events/event-errors.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { filesOfClip } from '../../media/storage/clip-files.js';
import { CLIP_QUEUE } from '../model/clip-job.js';
import { ClipRemoval } from '../records/clip-removal.js';
import type { ClipRequest } from '../records/clip-request.entity.js';
import { ClipRequests } from '../records/clip-requests.js';
import { Clip } from '../records/clip.entity.js';
import { InterruptedClips } from '../records/interrupted-clips.js';
import { PendingDeletions } from '../records/pending-deletions.js';

/** Cancels the request of an event, or removes its clip. */
@Injectable()
export class ClipCancellation {
  constructor(
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
    private readonly requests: ClipRequests,
    private readonly removal: ClipRemoval,
    private readonly deletions: PendingDeletions,
    private readonly queue: JobQueue,
    private readonly interrupted: InterruptedClips,
    private readonly trail: AuditTrail,
  ) {}

  /** Cancels the pending request and removes nothing. Returns whether there was one. */
  cancel(eventId: number): Promise<boolean> {
    return this.interrupted.withRequest(eventId, async (request, manager) => {
      if (request?.state !== 'pending') return false;
      await this.deleteRequest(eventId, request, manager);
      return true;
    });
  }

  /**
   * Cancels the pending request, or else removes the clip. Returns whether there was either. A clip
   * that is completed while the call waits for its turn is kept.
   *
   * @throws ClipProtectedError
   */
  async cancelOrRemove(eventId: number): Promise<boolean> {
    // This is the request that the caller wants to cancel, even if it is completed before the lock is free.
    const seen = await this.requests.find(eventId);
    const done = await this.interrupted.withRequest(eventId, async (request, manager) => {
      if (request?.state === 'pending') {
        await this.deleteRequest(eventId, request, manager);
        return true;
      }
      return seen?.state === 'pending' || this.removeRows(eventId, request, manager);
    });
    return (await this.removeFiles(eventId)) || done;
  }

  /**
   * Removes the event's clip and its request. Returns whether there was a clip.
   *
   * @throws ClipProtectedError
   */
  async remove(eventId: number): Promise<boolean> {
    const recorded = await this.clips.manager.transaction(async (manager) => {
      const request = await this.requests.lock(eventId, manager);
      return this.removeRows(eventId, request, manager);
    });
    return (await this.removeFiles(eventId)) || recorded;
  }

  private async removeRows(
    eventId: number,
    request: ClipRequest | null,
    manager: EntityManager,
  ): Promise<boolean> {
    const clip = await manager.findOneBy(Clip, { eventId });
    if (clip?.protected) throw new ClipProtectedError();
    await this.removal.remove([eventId], 'deleted', manager);
    await this.deleteRequest(eventId, request, manager);
    return clip !== null;
  }

  private async deleteRequest(
    eventId: number,
    request: ClipRequest | null,
    manager: EntityManager,
  ): Promise<void> {
    if (request?.state === 'pending') {
      await this.queue.cancel(CLIP_QUEUE, request.jobId, manager);
      await this.trail.record({ action: 'clip.cancelled', eventIds: [eventId] }, manager);
    }
    await this.requests.delete(eventId, manager);
  }

  private async removeFiles(eventId: number): Promise<boolean> {
    return (await this.deletions.executeIfPossible(filesOfClip(eventId))).length > 0;
  }
}

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

  /** Names of the files that the clips of these events consist of, or may have left. */
  async filesOf(eventIds: readonly number[], manager: EntityManager): Promise<string[]> {
    // A request without a clip may have published a file that it could not record.
    const known = await manager.query<{ event_id: number; file_name: string | null }[]>(
      `SELECT event_id, file_name FROM clips WHERE event_id = ANY($1)
       UNION ALL
       SELECT event_id, NULL FROM clip_requests request WHERE event_id = ANY($1)
          AND NOT EXISTS (SELECT FROM clips clip WHERE clip.event_id = request.event_id)`,
      [eventIds],
    );
    return known.flatMap(({ event_id, file_name }) =>
      file_name === null ? filesOfClip(event_id) : [file_name, posterFile(event_id)],
    );
  }

  /**
   * Takes the clips of events that are about to be deleted, and cancels those in the making. The
   * caller's transaction has locked the events and deletes them next, their rows here with them.
   *
   * @param files those of `filesOf`
   */
  async buryWithEvents(
    eventIds: readonly number[],
    files: readonly string[],
    reason: RemovalReason,
    manager: EntityManager,
  ): Promise<void> {
    const pending = await manager.query<{ event_id: number; job_id: string }[]>(
      `SELECT event_id, job_id FROM clip_requests WHERE event_id = ANY($1) AND state = 'pending'`,
      [eventIds],
    );
    for (const { event_id, job_id } of pending) {
      await this.queue.cancel(CLIP_QUEUE, job_id, manager);
      await this.requests.notify(event_id, manager);
    }
    await this.tombstones.bury(files, reason, manager);
  }
}

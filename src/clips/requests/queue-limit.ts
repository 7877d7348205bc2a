import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { EventClipsError } from '../../common/event-clips-error.js';
import { QUEUE_LIMIT_LOCK } from '../../database/advisory-locks.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { ClipsOptions } from '../clips.module-definition.js';

/** Limits how many jobs may wait in a queue. */
@Injectable()
export class QueueLimit {
  constructor(
    private readonly options: ClipsOptions,
    private readonly queue: JobQueue,
  ) {}

  /**
   * Holds a lock until the transaction ends, in which the job is to be queued, so that simultaneous calls count
   * each other's jobs.
   *
   * @throws the error of `refusal`, if the queue is full
   */
  async check(
    queue: string,
    refusal: () => EventClipsError,
    manager: EntityManager,
  ): Promise<void> {
    await QUEUE_LIMIT_LOCK.acquireUntilCommit(manager);
    const { queued } = await this.queue.statistics(queue, manager);
    if (queued >= this.options.queueLimit) throw refusal();
  }
}

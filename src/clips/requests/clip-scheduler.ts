import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, LessThan, Repository } from 'typeorm';
import { currentCaller, keyHashOf } from '../../common/http/caller.js';
import { requestId } from '../../common/http/request-id.js';
import { JobQueue, type SendOptions } from '../../jobs/job-queue.js';
import {
  CLIP_QUEUE,
  type ClipJob,
  PRIORITY_AUTOMATIC,
  PRIORITY_REQUESTED,
} from '../model/clip-job.js';
import { KeyQueueFullError, QueueFullError } from '../model/clip-errors.js';
import { isSameClip, type RequestedClip } from '../model/requested-clip.js';
import { ClipRequest } from '../records/clip-request.entity.js';
import { ClipRequests, requestedClipOf } from '../records/clip-requests.js';
import { JobRequests } from '../records/job-requests.js';
import { Clip } from '../records/clip.entity.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { waitingMessage } from '../footage/footage-wait.js';
import type { FootageSpan } from '../records/footage-spans.js';
import { InterruptedClips } from '../records/interrupted-clips.js';
import { waitingJobs } from '../records/on-footage.js';
import { type FootageWait, FutureFootage } from './future-footage.js';
import { QueueLimit } from './queue-limit.js';
import { exceedsShare, priorityOf } from './queue-share.js';
import { StartLimit } from './start-limit.js';

export interface Scheduling {
  readonly priority: number;
  /** Whether a job that makes another clip of the event is replaced. */
  readonly force: boolean;
  /** When the call came in, by the database's clock. */
  readonly calledAt: Date;
  /** Whether no caller has asked for the clip. Default false. */
  readonly automatic?: boolean;
  /** How long the job waits before it starts. Default 0. */
  readonly delayMs?: number;
}

/** Schedules at most one job for each event. */
@Injectable()
export class ClipScheduler {
  constructor(
    private readonly options: ClipsOptions,
    private readonly requests: ClipRequests,
    private readonly jobRequests: JobRequests,
    private readonly queue: JobQueue,
    private readonly interrupted: InterruptedClips,
    private readonly future: FutureFootage,
    private readonly starts: StartLimit,
    private readonly limit: QueueLimit,
    @InjectRepository(ClipRequest) private readonly repository: Repository<ClipRequest>,
  ) {}

  /**
   * Returns the job that makes the clip: one that waits or runs already, or a new one, which is queued
   * in the transaction that writes the request. Null when the clip was made since the call came in.
   *
   * @throws EventNotFoundError when the event was deleted meanwhile
   * @throws QueueFullError, KeyQueueFullError, TooManyStartsError
   */
  async schedule(clip: RequestedClip, scheduling: Scheduling): Promise<string | null> {
    const { id: eventId } = clip.event;
    // Without the lock first: many simultaneous calls would otherwise wait for it with all connections.
    const request = await this.requests.find(eventId);
    const present = await this.join(request, clip, scheduling, this.repository.manager);
    if (present !== null) return present;
    const wait = await this.future.waitOf(clip, scheduling.calledAt);
    return this.interrupted.withRequest(eventId, async (request, manager) => {
      const joined = await this.join(request, clip, scheduling, manager);
      if (joined !== null) return joined;
      if (request?.state === 'pending') {
        await this.queue.cancel(CLIP_QUEUE, request.jobId, manager);
      } else if (request?.state === 'completed' && isFor(request, clip)) {
        const made = await manager.findOneBy(Clip, { eventId });
        if (made && made.generatedAt >= scheduling.calledAt) return null;
      }
      return this.enqueue(clip, scheduling, wait, manager);
    });
  }

  /**
   * Makes this the event's latest request, for a process that makes the clip without the queue. A
   * pending job of the event is cancelled.
   *
   * @throws EventNotFoundError
   */
  takeOver(clip: RequestedClip, jobId: string): Promise<void> {
    return this.interrupted.withRequest(clip.event.id, async (previous, manager) => {
      if (previous?.state === 'pending') {
        await this.queue.cancel(CLIP_QUEUE, previous.jobId, manager);
      }
      await this.requests.begin(clip, jobId, manager);
    });
  }

  /** Starts the jobs that wait for footage of these cameras and times. */
  wake(spans: readonly FootageSpan[]): Promise<void> {
    return this.repository.manager.transaction(async (manager) => {
      for (const jobId of await waitingJobs(spans, manager)) {
        await this.queue.reschedule(CLIP_QUEUE, jobId, { startAfter: 0 }, manager);
      }
    });
  }

  /** Delays the request's job; returns false if it runs or has ended. */
  delay({ jobId }: ClipRequest, delayMs: number): Promise<boolean> {
    const { manager } = this.repository;
    return this.queue.reschedule(CLIP_QUEUE, jobId, { startAfter: delayMs }, manager);
  }

  /**
   * Queues a new job for each pending request whose job is gone: the process that made its clip without
   * the queue died, or the database was restored from a backup. Returns how many there were.
   *
   * @param before only requests from before then: a process may still work on a later one
   */
  async recover(before: Date): Promise<number> {
    const pending = await this.repository.findBy({
      state: 'pending',
      requestedAt: LessThan(before),
    });
    let recovered = 0;
    for (const { eventId } of pending) {
      await this.repository.manager.transaction(async (manager) => {
        const request = await this.requests.lock(eventId, manager);
        if (request?.state !== 'pending' || (await this.hasJob(request, manager))) return;
        const jobId = await this.send(eventId, { priority: PRIORITY_AUTOMATIC }, manager);
        await manager.update(ClipRequest, { eventId }, { jobId });
        recovered++;
      });
    }
    return recovered;
  }

  /** Returns the request's job if the call can share it, and raises its priority to the call's. */
  private async join(
    request: ClipRequest | null,
    clip: RequestedClip,
    { force, priority }: Scheduling,
    manager: EntityManager,
  ): Promise<string | null> {
    if (request?.state !== 'pending' || (force && !isFor(request, clip))) return null;
    const { jobId } = request;
    const isAsked = priority === PRIORITY_REQUESTED;
    const { eventId } = request;
    // From now on a caller waits for the clip, so it is made in any case, and without a delay.
    if (isAsked && request.automatic) {
      await manager.update(ClipRequest, { eventId, jobId }, { automatic: false });
    }
    // One that waits for footage is woken by it.
    const changes = request.waitingUntil ? { priority } : { priority, startAfter: 0 };
    const raised = isAsked && (await this.queue.reschedule(CLIP_QUEUE, jobId, changes, manager));
    return raised || (await this.hasJob(request, manager)) ? jobId : null;
  }

  private hasJob({ jobId }: ClipRequest, manager: EntityManager): Promise<boolean> {
    return this.queue.exists(CLIP_QUEUE, jobId, manager);
  }

  private async enqueue(
    clip: RequestedClip,
    { priority, automatic, delayMs = 0 }: Scheduling,
    wait: FootageWait | null,
    manager: EntityManager,
  ): Promise<string> {
    const { id: eventId } = clip.event;
    const isAsked = priority === PRIORITY_REQUESTED;
    const caller = isAsked ? currentCaller() : null;
    const key = caller && keyHashOf(caller);
    // One that waits for footage takes nothing from those that can run.
    if (isAsked && !wait) {
      await this.limit.check(CLIP_QUEUE, () => new QueueFullError(), manager);
    }
    const ofKey = key === null ? 0 : await this.requests.pendingOf(key, manager);
    if (!wait && exceedsShare(ofKey, this.options.queueLimit)) throw new KeyQueueFullError();
    // Last, so that only what is really started counts.
    if (key !== null) this.starts.count(key);
    const startAfter = wait ? wait.delayMs : delayMs;
    const sent = { priority: isAsked ? priorityOf(ofKey) : priority, startAfter };
    const jobId = await this.send(eventId, sent, manager);
    await this.requests.begin(clip, jobId, manager, automatic, key);
    if (wait) {
      const begun = { eventId, jobId, message: null, waitingUntil: null };
      await this.jobRequests.hold(begun, waitingMessage(wait.until), wait.until, manager);
    }
    return jobId;
  }

  private send(eventId: number, options: SendOptions, manager: EntityManager): Promise<string> {
    const job: ClipJob = {
      event_id: eventId,
      failures: 0,
      kills: 0,
      request_id: requestId() ?? null,
    };
    return this.queue.send(CLIP_QUEUE, job, options, manager);
  }
}

function isFor(request: ClipRequest, clip: RequestedClip): boolean {
  return isSameClip(requestedClipOf(request, clip.event), clip);
}

import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, LessThan, Repository } from 'typeorm';
import { QUEUE_LIMIT_LOCK } from '../../database/advisory-locks.js';
import { requestId } from '../../common/request-id.js';
import type { Event } from '../../events/records/event.entity.js';
import type { Recording } from '../../events/records/recording.entity.js';
import { FootageSource } from '../../events/footage/footage-source.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { CLIP_QUEUE, type ClipJob, PRIORITY_ASKED, PRIORITY_AUTOMATIC } from '../model/clip-job.js';
import { type ClipOptions, DEFAULT_FPS, type RequestedClip } from '../model/clip-options.js';
import { QueueFullError } from '../model/clip-errors.js';
import { ClipRequest } from '../records/clip-request.entity.js';
import { ClipRequests, type NewRequest } from '../records/clip-requests.js';
import { Clip } from '../records/clip.entity.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { InterruptedClips } from '../records/interrupted-clips.js';
import type { Interval } from '../model/interval.js';
import { eventEnd, windowOf } from '../model/window.js';

/** A clip as it was asked for. */
export interface Asked {
  readonly event: Event;
  readonly window: Interval;
  readonly options: ClipOptions;
  readonly force: boolean;
  /** When the call came in, by the database's clock. */
  readonly at: Date;
}

/** Turns what was asked into at most one job for each event. */
@Injectable()
export class ClipOrders {
  constructor(
    private readonly options: ClipsOptions,
    private readonly requests: ClipRequests,
    private readonly footage: FootageSource,
    private readonly queue: JobQueue,
    private readonly interrupted: InterruptedClips,
    @InjectRepository(ClipRequest) private readonly repository: Repository<ClipRequest>,
  ) {}

  /**
   * What a request asks for, with everything that it leaves out.
   *
   * @throws ReversedWindowError, ClipTooLongError
   */
  async asked(event: Event, request: RequestedClip): Promise<Asked> {
    const at = await this.requests.now();
    const end = eventEnd(event, await this.footage.lastDetectionAt(event));
    const offsets = {
      start: request.startOffsetSeconds ?? undefined,
      end: request.endOffsetSeconds ?? undefined,
    };
    const { preRollSeconds: preSeconds, postRollSeconds: postSeconds } = this.options;
    return {
      event,
      window: windowOf(event, end, offsets, { preSeconds, postSeconds }),
      options: {
        source: request.source ?? 'auto',
        format: request.format ?? 'mp4',
        cut: request.cut ?? this.options.cut,
        fps: request.fps ?? DEFAULT_FPS,
        followsEnd: offsets.end === undefined,
      },
      force: request.force ?? false,
      at,
    };
  }

  /** Whether there is anything, or may yet be, that such a clip can be made from. */
  async hasSource({ event, options: { source } }: Asked): Promise<boolean> {
    if (source !== 'images') {
      if (event.videoPath !== null) return true;
      if (await this.footage.hasRecordings(event.cameraId)) return true;
    }
    return source !== 'video' && (await this.footage.lastDetectionAt(event)) !== null;
  }

  /**
   * The job that makes the clip: the one that runs or waits already, or a new one that is queued in the
   * same transaction as the request is written. Null when the clip was made since the call came in.
   *
   * @throws EventNotFoundError when the event was deleted meanwhile, and QueueFullError
   */
  async place(asked: Asked, priority: number): Promise<string | null> {
    const { event, at } = asked;
    const { manager: books } = this.repository;
    // A crowd that asks at once would otherwise wait for one lock with every connection there is.
    const present = await this.join(await this.requests.find(event.id), asked, priority, books);
    if (present !== null) return present;
    return this.interrupted.inTurn(event.id, async (request, manager) => {
      const joined = await this.join(request, asked, priority, manager);
      if (joined !== null) return joined;
      if (request?.state === 'pending') {
        await this.queue.cancel(CLIP_QUEUE, request.jobId, manager);
      } else if (request?.state === 'completed' && isSame(request, asked)) {
        const clip = await manager.findOneBy(Clip, { eventId: event.id });
        if (clip && clip.generatedAt >= at) return null;
      }
      return this.enqueue(asked, priority, manager);
    });
  }

  /**
   * Makes the request of a process that makes its clip without the queue the latest one; a job that is
   * under way for the event ends.
   *
   * @throws EventNotFoundError
   */
  takeOver(request: NewRequest): Promise<void> {
    return this.interrupted.inTurn(request.event.id, async (previous, manager) => {
      if (previous?.state === 'pending') {
        await this.queue.cancel(CLIP_QUEUE, previous.jobId, manager);
      }
      await this.requests.begin(request, manager);
    });
  }

  /** Has the jobs that wait for footage like this look at it now. */
  wake({ cameraId, startedAt, endedAt }: Recording): Promise<void> {
    return this.repository.manager.transaction(async (manager) => {
      const waiting = await manager
        .createQueryBuilder(ClipRequest, 'request')
        .innerJoin('request.event', 'event', 'event.cameraId = :cameraId', { cameraId })
        .where('request.waitingUntil IS NOT NULL')
        .andWhere('request.startsAt <= :endedAt AND request.endsAt >= :startedAt')
        .setParameters({ startedAt, endedAt })
        .getMany();
      for (const { jobId } of waiting) {
        await this.queue.reschedule(CLIP_QUEUE, jobId, { startAfter: 0 }, manager);
      }
    });
  }

  /**
   * Gives the requests that have lost their job a new one: those of a process that made clips without
   * the queue and died, or of a database restored from a backup. Returns how many.
   *
   * @param before only requests from before then, since a process may still be at work on a later one
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
        const jobId = await this.send(eventId, PRIORITY_AUTOMATIC, manager);
        await manager.update(ClipRequest, { eventId }, { jobId });
        recovered++;
      });
    }
    return recovered;
  }

  /** The job under way that makes such a clip, which is now as urgent as it was asked for. */
  private async join(
    request: ClipRequest | null,
    asked: Asked,
    priority: number,
    manager: EntityManager,
  ): Promise<string | null> {
    if (request?.state !== 'pending' || (asked.force && !isSame(request, asked))) return null;
    const { jobId } = request;
    const urged =
      priority === PRIORITY_ASKED &&
      (await this.queue.reschedule(CLIP_QUEUE, jobId, { priority }, manager));
    return urged || (await this.hasJob(request, manager)) ? jobId : null;
  }

  private hasJob({ jobId }: ClipRequest, manager: EntityManager): Promise<boolean> {
    return this.queue.exists(CLIP_QUEUE, jobId, manager);
  }

  private async enqueue(asked: Asked, priority: number, manager: EntityManager): Promise<string> {
    if (priority === PRIORITY_ASKED) await this.refuseIfFull(manager);
    const jobId = await this.send(asked.event.id, priority, manager);
    await this.requests.begin({ ...asked, jobId }, manager);
    return jobId;
  }

  /** Under a lock that is held until the job is queued, so that simultaneous calls count each other. */
  private async refuseIfFull(manager: EntityManager): Promise<void> {
    await QUEUE_LIMIT_LOCK.acquireUntilCommit(manager);
    const { queued } = await this.queue.statistics(CLIP_QUEUE, manager);
    if (queued >= this.options.queueLimit) throw new QueueFullError();
  }

  private send(eventId: number, priority: number, manager: EntityManager): Promise<string> {
    const job: ClipJob = { event_id: eventId, failures: 0, request_id: requestId() ?? null };
    return this.queue.send(CLIP_QUEUE, job, { priority }, manager);
  }
}

function isSame(request: ClipRequest, { window, options }: Asked): boolean {
  return (
    request.startsAt.getTime() === window.startsAt &&
    request.endsAt.getTime() === window.endsAt &&
    request.options.format === options.format &&
    request.options.source === options.source &&
    request.options.cut === options.cut &&
    request.options.fps === options.fps
  );
}

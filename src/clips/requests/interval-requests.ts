import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { AuditTrail } from '../../common/audit/audit-trail.js';
import { currentCaller, keyHashOf } from '../../common/http/caller.js';
import { requestId } from '../../common/http/request-id.js';
import { QUEUE_LIMIT_LOCK } from '../../database/advisory-locks.js';
import { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import { JobQueue } from '../../jobs/job-queue.js';
import type { Asked, Completed, Pending } from '../../media/serving/made-files.js';
import { intervalFile } from '../../media/storage/clip-files.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { isStale } from '../footage/clip-inputs.js';
import {
  GenerationDisabledError,
  KeyQueueFullError,
  QueueFullError,
} from '../model/clip-errors.js';
import { INTERVAL_QUEUE, type IntervalJob, type WantedInterval } from '../model/interval-clip.js';
import { FAILURE_LASTS_SECONDS, failureAnswer } from '../model/interval-errors.js';
import { ClipRequests } from '../records/clip-requests.js';
import type { FootageSpan } from '../records/footage-spans.js';
import { IntervalClip } from '../records/interval-clip.entity.js';
import { IntervalClips } from '../records/interval-clips.js';
import { wakeIntervals } from '../records/on-footage.js';
import { PendingDeletions } from '../records/pending-deletions.js';
import { IntervalSource } from './interval-source.js';
import { IntervalWaiter } from './interval-waiter.js';
import { QueueLimit } from './queue-limit.js';
import { exceedsShare, priorityOf } from './queue-share.js';
import { StartLimit } from './start-limit.js';
import { unlessThere } from './unless-there.js';

/** A clip that is there, with its row. */
export interface CompletedInterval extends Completed {
  readonly clip: IntervalClip;
}

export type IntervalState = Pending | CompletedInterval;

/** Answers requests for clips of a camera alone, and schedules at most one job for equal ones. */
@Injectable()
export class IntervalRequests {
  constructor(
    private readonly options: ClipsOptions,
    private readonly clips: IntervalClips,
    private readonly source: IntervalSource,
    private readonly requests: ClipRequests,
    private readonly queue: JobQueue,
    private readonly waiter: IntervalWaiter,
    private readonly limit: QueueLimit,
    private readonly starts: StartLimit,
    private readonly deletions: PendingDeletions,
    private readonly runner: FfmpegRunner,
    private readonly trail: AuditTrail,
    @InjectRepository(IntervalClip) private readonly rows: Repository<IntervalClip>,
  ) {}

  /**
   * The clip, made if there is none or new footage was registered for its interval.
   *
   * @param waitMs how long to wait for one that has to be made
   * @throws CameraNotFoundError, NoFootageError, IntervalClipFailedError, GenerationDisabledError, QueueFullError,
   * KeyQueueFullError, TooManyStartsError, FfmpegError (`not_found`)
   */
  async request(
    wanted: WantedInterval,
    { lost, signal }: Asked,
    waitMs: number,
  ): Promise<IntervalState> {
    const found = await this.clips.find(wanted);
    const mustStart = await this.hasToStart(found, wanted, lost);
    if (found && !mustStart) await this.clips.touch(found);
    const id = mustStart ? await this.start(found, wanted, signal) : found!.id;
    const look = async () => {
      const row = await this.clips.find(wanted);
      const state = await this.stateOf(row);
      // One that waits for footage may do so for long.
      return state.status === 'pending' && !row?.waitingUntil ? null : state;
    };
    const ended = await this.waiter.until(id, look, waitMs, signal);
    return ended ?? this.stateOf(await this.clips.find(wanted));
  }

  /** Starts the jobs that wait for footage of these cameras and times. */
  wake(spans: readonly FootageSpan[]): Promise<void> {
    return this.rows.manager.transaction(async (manager) => {
      for (const jobId of await wakeIntervals(spans, manager)) {
        await this.queue.reschedule(INTERVAL_QUEUE, jobId, { startAfter: 0 }, manager);
      }
    });
  }

  private async stateOf(row: IntervalClip | null): Promise<IntervalState> {
    if (row?.state === 'completed' && row.made) {
      const { sha256 } = row.made;
      return { status: 'completed', fileName: intervalFile(row.id), sha256, clip: row };
    }
    if (row?.state === 'failed') throw await this.failureOf(row);
    const [progress, message] = [row?.progress ?? 0, row?.message ?? 'The clip is being made.'];
    return { status: 'pending', progress, message };
  }

  private async failureOf(row: IntervalClip): Promise<Error> {
    const left = Math.ceil(FAILURE_LASTS_SECONDS - (await this.failedFor(row)));
    return failureAnswer({ code: row.errorCode!, message: row.message! }, Math.max(1, left));
  }

  /** In seconds, by the clock of the database. */
  private async failedFor({ endedAt }: IntervalClip): Promise<number> {
    return ((await this.requests.now()).getTime() - endedAt!.getTime()) / 1000;
  }

  private async hasToStart(
    row: IntervalClip | null,
    wanted: WantedInterval,
    lost: string | null,
  ): Promise<boolean> {
    switch (row?.state) {
      case undefined:
        return true;
      case 'completed':
        if (!row.made || row.made.sha256 === lost) return true;
        return isStale(row.made.madeFrom, await this.source.inputsOf(wanted));
      case 'failed':
        if ((await this.failedFor(row)) >= FAILURE_LASTS_SECONDS) return true;
        return isStale(row.triedWith ?? [], await this.source.inputsOf(wanted));
      case 'pending':
        // After a restored backup its job may be gone.
        return !(await this.queue.exists(INTERVAL_QUEUE, row.jobId, this.rows.manager));
    }
  }

  /** Starts a job, unless another call has done so since the row was read. Returns the id of the clip. */
  private async start(
    found: IntervalClip | null,
    wanted: WantedInterval,
    signal: AbortSignal,
  ): Promise<number> {
    if (!this.options.enabled) throw new GenerationDisabledError();
    await this.source.check(wanted, signal);
    await this.runner.check().catch(unlessThere);
    const old: string[] = [];
    const id = await this.rows.manager.transaction(async (manager) => {
      await QUEUE_LIMIT_LOCK.acquireUntilCommit(manager);
      const now = await this.clips.find(wanted, manager);
      if (now && (now.id !== found?.id || now.jobId !== found.jobId || now.state !== found.state))
        return now.id;
      const { key, priority } = await this.admit(manager);
      const send = (clipId: number) => this.send(clipId, priority, manager);
      if (now?.state === 'pending') {
        await this.clips.restart(now, await send(now.id), manager);
        return now.id;
      }
      if (now)
        old.push(...(await this.clips.remove([now.id], 'replaced', manager, { wait: true })));
      await this.audit(wanted, manager);
      return this.clips.begin(wanted, key, send, manager);
    });
    if (old.length > 0) await this.deletions.executeIfPossible(old);
    return id;
  }

  /** What an export lacks is part of its own entry. */
  private async audit(
    { cameraId, interval }: WantedInterval,
    manager: EntityManager,
  ): Promise<void> {
    if (this.trail.isByService) return;
    const [startsAt, endsAt] = [new Date(interval.startsAtMs), new Date(interval.endsAtMs)];
    await this.trail.record(
      { action: 'camera_clip.generated', cameraIds: [cameraId], startsAt, endsAt },
      manager,
    );
  }

  /** @throws QueueFullError, KeyQueueFullError, TooManyStartsError */
  private async admit(manager: EntityManager): Promise<{ key: string | null; priority: number }> {
    await this.limit.check(INTERVAL_QUEUE, () => new QueueFullError(), manager);
    const caller = currentCaller();
    const key = caller && keyHashOf(caller);
    const ofKey = key === null ? 0 : await this.clips.pendingOf(key, manager);
    if (exceedsShare(ofKey, this.options.queueLimit)) throw new KeyQueueFullError();
    // Last, so that only what is really started counts.
    if (key !== null) this.starts.count(key);
    return { key, priority: priorityOf(ofKey) };
  }

  private send(id: number, priority: number, manager: EntityManager): Promise<string> {
    const job: IntervalJob = {
      ...{ interval_clip_id: id, failures: 0, kills: 0 },
      request_id: requestId() ?? null,
    };
    return this.queue.send(INTERVAL_QUEUE, job, { priority }, manager);
  }
}

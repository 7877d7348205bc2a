import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { currentCaller, keyHashOf } from '../../common/http/caller.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { versionOf } from '../../media/serving/clip-version.js';
import {
  ClipFileNotFoundError,
  ClipReplacedError,
  RenditionFailedError,
  RenditionsDisabledError,
  TooManyRenditionsError,
} from '../../media/serving/media-errors.js';
import type { RenditionRequest, RenditionState } from '../../media/serving/renditions.js';
import { clipFileName, type RenditionName } from '../../media/storage/clip-file.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { needsRendition } from '../model/needed-renditions.js';
import { PRIORITY_REQUESTED } from '../model/clip-job.js';
import { RENDITION_QUEUE } from '../model/rendition-job.js';
import type { ClipRendition } from '../records/clip-rendition.entity.js';
import { ClipRenditions } from '../records/clip-renditions.js';
import { ClipRequests } from '../records/clip-requests.js';
import { Clip } from '../records/clip.entity.js';
import { ClipWaiter } from './clip-waiter.js';
import { StartLimit } from './start-limit.js';
import { QueueLimit } from './queue-limit.js';

/** How long a failure is answered before the next request tries again. */
const FAILURE_LASTS_SECONDS = 30;

/** Which rendition of which clip. */
interface Wanted {
  readonly clip: Clip;
  readonly name: RenditionName;
  readonly lost: string | null;
}

/** Answers requests for renditions, and schedules at most one job for each. */
@Injectable()
export class RenditionRequests {
  constructor(
    private readonly options: ClipsOptions,
    private readonly renditions: ClipRenditions,
    private readonly requests: ClipRequests,
    private readonly queue: JobQueue,
    private readonly waiter: ClipWaiter,
    private readonly starts: StartLimit,
    private readonly limit: QueueLimit,
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
  ) {}

  /**
   * @throws ClipFileNotFoundError, ClipReplacedError, RenditionFailedError, RenditionsDisabledError,
   * TooManyRenditionsError, TooManyStartsError
   */
  async request(request: RenditionRequest): Promise<RenditionState> {
    const { name, lost, waitMs, signal } = request;
    const clip = await this.clipOf(request);
    if (!needsRendition(clip, name, this.options.notifyMaxBytes)) return { status: 'clip' };
    const wanted = { clip, name, lost };
    const { manager } = this.clips;
    // Without the lock first: many simultaneous requests would otherwise wait for it with all connections.
    const found = await this.renditions.find(clip.eventId, name);
    if (await this.hasToStart(found, wanted, manager)) await this.start(wanted);
    else if (found?.state === 'pending') await this.hurry(found, manager);
    const look = async () => {
      const state = await this.stateOf(wanted);
      return state.status === 'pending' ? null : state;
    };
    const ended = await this.waiter.until(clip.eventId, look, waitMs, signal);
    return ended ?? this.stateOf(wanted);
  }

  /** One that is made in advance has less priority, until it is requested. */
  private async hurry({ name, jobId }: ClipRendition, manager: EntityManager): Promise<void> {
    if (!this.options.renditionsInAdvance.includes(name)) return;
    const priority = PRIORITY_REQUESTED;
    await this.queue.reschedule(RENDITION_QUEUE, jobId, { priority }, manager);
  }

  private async clipOf({ clip, version }: RenditionRequest): Promise<Clip> {
    const { eventId, format } = clip;
    const found = await this.clips.findOneBy({ eventId });
    if (!found) throw new ClipFileNotFoundError();
    if (version !== null && versionOf(found.sha256) !== version) throw new ClipReplacedError();
    if (found.fileName !== clipFileName(eventId, format)) throw new ClipFileNotFoundError();
    return found;
  }

  private async stateOf({ clip: { eventId, sha256 }, name }: Wanted): Promise<RenditionState> {
    const row = await this.renditions.find(eventId, name);
    // The clip was replaced or removed since.
    if (row?.clipSha256 !== sha256) throw new ClipReplacedError();
    const { state, progress, message, errorCode, fileName } = row;
    if (state === 'completed') return { status: 'completed', fileName, sha256: row.sha256! };
    if (state === 'pending') {
      return { status: 'pending', progress, message: message ?? 'The rendition is being made.' };
    }
    const seconds = Math.max(1, Math.ceil(FAILURE_LASTS_SECONDS - (await this.failedFor(row))));
    throw new RenditionFailedError(errorCode!, message!, seconds);
  }

  /** In seconds, by the clock of the database. */
  private async failedFor({ endedAt }: ClipRendition): Promise<number> {
    return ((await this.requests.now()).getTime() - endedAt!.getTime()) / 1000;
  }

  private async hasToStart(
    row: ClipRendition | null,
    { clip, lost }: Wanted,
    manager: EntityManager,
  ): Promise<boolean> {
    if (row?.clipSha256 !== clip.sha256) return true;
    switch (row.state) {
      case 'completed':
        return row.sha256 === lost;
      case 'failed':
        return (await this.failedFor(row)) >= FAILURE_LASTS_SECONDS;
      case 'pending':
        // After a restored backup its job may be gone.
        return !(await this.queue.exists(RENDITION_QUEUE, row.jobId, manager));
    }
  }

  private async start(wanted: Wanted): Promise<void> {
    if (!this.options.enabled) throw new RenditionsDisabledError();
    const { clip, name } = wanted;
    const { eventId } = clip;
    await this.clips.manager.transaction(async (manager) => {
      await this.requests.lock(eventId, manager);
      const now = await manager.findOneBy(Clip, { eventId });
      if (now?.sha256 !== clip.sha256) throw new ClipReplacedError();
      const row = await this.renditions.find(eventId, name, manager);
      if (!(await this.hasToStart(row, wanted, manager))) return;
      await this.limit.check(RENDITION_QUEUE, () => new TooManyRenditionsError(), manager);
      const caller = currentCaller();
      // Last, so that only what is really started counts.
      if (caller) this.starts.count(keyHashOf(caller));
      await this.renditions.schedule(clip, name, PRIORITY_REQUESTED, manager);
    });
  }
}

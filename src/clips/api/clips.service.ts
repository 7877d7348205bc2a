import { Injectable } from '@nestjs/common';
import { ClipProtectedError } from '../../events/event-errors.js';
import { MediaLinks } from '../../media/serving/media-links.js';
import { EventsService } from '../../events/events/events.service.js';
import { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import {
  cancelledAnswer,
  clipInfo,
  existingAnswer,
  failedAnswer,
  type GenerateAnswer,
  madeAnswer,
  pendingAnswer,
} from './clip-answers.js';
import {
  ClipNotFoundError,
  ClipPendingError,
  GenerationDisabledError,
  NoClipSourceError,
  NothingPendingError,
} from '../model/clip-errors.js';
import { ClipHolds } from '../records/clip-protection.js';
import { PRIORITY_ASKED } from '../model/clip-job.js';
import { type Asked, ClipOrders } from '../requests/clip-scheduler.js';
import { ClipRemoval } from '../records/clip-removal.js';
import { ClipRequests } from '../records/clip-requests.js';
import { ClipStates } from './clip-states.js';
import { ClipWaiter } from '../requests/clip-waiter.js';
import { ClipsOptions } from '../clips.module-definition.js';
import type { ClipInfoResponse } from './dto/clip-answers.dto.js';
import type { ClipShareResponse } from './dto/clip-share.dto.js';
import { type ClipGenerateRequest, requestedClip } from './dto/clip-generate-request.dto.js';
import type { ClipUpdate } from './dto/clip-update.dto.js';

/** The clip endpoints. */
@Injectable()
export class ClipsService {
  constructor(
    private readonly options: ClipsOptions,
    private readonly events: EventsService,
    private readonly states: ClipStates,
    private readonly orders: ClipOrders,
    private readonly requests: ClipRequests,
    private readonly waiter: ClipWaiter,
    private readonly removal: ClipRemoval,
    private readonly holds: ClipHolds,
    private readonly runner: FfmpegRunner,
    private readonly links: MediaLinks,
  ) {}

  /** @throws EventNotFoundError */
  async info(eventId: number): Promise<ClipInfoResponse> {
    const event = await this.events.get(eventId);
    return clipInfo(eventId, await this.states.of(event), this.links);
  }

  /**
   * Has the event's clip made, unless there is a good one or one is being made, and waits for it.
   *
   * @param waitSeconds how long it waits before it answers that the clip is pending
   * @param signal ends the wait early; the clip is made all the same
   * @throws EventNotFoundError, ReversedWindowError, ClipTooLongError, NoClipSourceError,
   * GenerationDisabledError, ClipProtectedError, QueueFullError, FfmpegError (`not_found`)
   */
  async generate(
    eventId: number,
    dto: ClipGenerateRequest,
    waitSeconds = this.options.waitSeconds,
    signal?: AbortSignal,
  ): Promise<GenerateAnswer> {
    const event = await this.events.get(eventId);
    const asked = await this.orders.asked(event, requestedClip(dto));
    const { clip, request, stale } = await this.states.of(event);
    if (clip && asked.force && clip.protected) throw new ClipProtectedError();
    if (clip && !asked.force && (!stale || clip.protected)) {
      return clip.generatedAt < asked.at
        ? existingAnswer(clip, this.links)
        : madeAnswer(clip, this.links);
    }
    if (request?.state !== 'pending') await this.checkPossible(asked);

    const jobId = await this.orders.place(asked, PRIORITY_ASKED);
    const outcome = await this.waiter.until(
      eventId,
      () => this.outcome(asked, jobId),
      waitSeconds * 1000,
      signal,
    );
    return outcome ?? pendingAnswer(eventId, null);
  }

  /**
   * Protects the clip and its event, or lifts that.
   *
   * @throws EventNotFoundError, ClipNotFoundError
   */
  async update(eventId: number, dto: ClipUpdate): Promise<ClipInfoResponse> {
    await this.events.get(eventId);
    if (dto.protected) await this.holds.hold(eventId, dto.reason ?? null);
    else await this.holds.lift(eventId);
    return this.info(eventId);
  }

  /**
   * A link to the clip that needs no key.
   *
   * @throws EventNotFoundError, ClipNotFoundError
   */
  async share(eventId: number, ttlSeconds?: number): Promise<ClipShareResponse> {
    await this.events.get(eventId);
    const clip = await this.states.present(eventId);
    if (!clip) throw new ClipNotFoundError();
    return { event_id: eventId, clip_url: this.links.clip(clip.fileName, ttlSeconds) };
  }

  /**
   * Where the clip is served.
   *
   * @throws EventNotFoundError, ClipNotFoundError, ClipPendingError
   */
  async link(eventId: number): Promise<string> {
    await this.events.get(eventId);
    const clip = await this.states.present(eventId);
    if (clip) return this.links.clip(clip.fileName);
    const request = await this.requests.find(eventId);
    throw request?.state === 'pending' ? new ClipPendingError() : new ClipNotFoundError();
  }

  /**
   * Cancels the request that is pending, else removes the clip. One that is finished at that moment stays.
   *
   * @throws EventNotFoundError, ClipNotFoundError, ClipProtectedError
   */
  async remove(eventId: number): Promise<void> {
    await this.events.get(eventId);
    if (!(await this.removal.cancelOrRemove(eventId))) throw new ClipNotFoundError();
  }

  /**
   * Cancels the request that is pending, and removes nothing.
   *
   * @throws EventNotFoundError, NothingPendingError
   */
  async cancel(eventId: number): Promise<void> {
    await this.events.get(eventId);
    if (!(await this.removal.cancel(eventId))) throw new NothingPendingError();
  }

  private async checkPossible(asked: Asked): Promise<void> {
    if (!this.options.enabled) throw new GenerationDisabledError();
    if (!(await this.orders.hasSource(asked))) throw new NoClipSourceError();
    await this.runner.check();
  }

  /** How the job ended, null while it has not. */
  private async outcome(
    { event, at }: Asked,
    jobId: string | null,
  ): Promise<GenerateAnswer | null> {
    const request = await this.requests.find(event.id);
    const own = request !== null && request.jobId === jobId;
    if (own && request.state === 'pending') {
      return request.waitingUntil ? pendingAnswer(event.id, request.message) : null;
    }
    if (own && request.state === 'failed') return failedAnswer(request);
    const clip = await this.states.present(event.id);
    // Where another request replaced this one, its clip answers both, but an older clip neither.
    return clip && (own || clip.generatedAt >= at)
      ? madeAnswer(clip, this.links)
      : cancelledAnswer(event.id);
  }
}

import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../common/audit/audit-trail.js';
import { ClipProtectedError } from '../../events/event-errors.js';
import { MediaLinks } from '../../media/serving/media-links.js';
import { EventsService } from '../../events/events/events.service.js';
import { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import { hasChosenCodec, willHaveChosenCodec } from './chosen-codec.js';
import {
  cancelledAnswer,
  clipInfo,
  type ClipLinks,
  clipLink,
  existingAnswer,
  failedAnswer,
  type GenerateAnswer,
  madeAnswer,
  pendingAnswer,
  renditionLinks,
  subtitlesLink,
} from './clip-answers.js';
import {
  ClipNotFoundError,
  ClipPendingError,
  GenerationDisabledError,
  NoClipSourceError,
  NothingPendingError,
} from '../model/clip-errors.js';
import { ClipProtection } from '../records/clip-protection.js';
import { PRIORITY_REQUESTED } from '../model/clip-job.js';
import type { RequestedClip } from '../model/requested-clip.js';
import { ClipCancellation } from '../requests/clip-cancellation.js';
import { ClipResolver } from '../requests/clip-resolver.js';
import { ClipScheduler } from '../requests/clip-scheduler.js';
import { ClipRequests } from '../records/clip-requests.js';
import { ClipStates } from './clip-states.js';
import { ClipWaiter } from '../requests/clip-waiter.js';
import { unlessThere } from '../requests/unless-there.js';
import { ClipsOptions } from '../clips.module-definition.js';
import type { ClipInfoResponse } from './dto/clip-answers.dto.js';
import type { ClipShareResponse } from './dto/clip-share.dto.js';
import { type ClipGenerateRequest, clipChoices } from './dto/clip-generate-request.dto.js';
import type { ClipUpdate } from './dto/clip-update.dto.js';

/** What the clip endpoints do; a host application may call it too. */
@Injectable()
export class ClipsService {
  constructor(
    private readonly options: ClipsOptions,
    private readonly events: EventsService,
    private readonly states: ClipStates,
    private readonly resolver: ClipResolver,
    private readonly scheduler: ClipScheduler,
    private readonly requests: ClipRequests,
    private readonly waiter: ClipWaiter,
    private readonly cancellation: ClipCancellation,
    private readonly protection: ClipProtection,
    private readonly runner: FfmpegRunner,
    private readonly links: MediaLinks,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws EventNotFoundError */
  async info(eventId: number): Promise<ClipInfoResponse> {
    return clipInfo(eventId, await this.states.of(eventId), this.links);
  }

  /**
   * Makes the event's clip and waits for it, unless there is a good one already.
   *
   * @param waitSeconds how long it waits before it answers that the clip is pending
   * @param signal ends the wait early, but not the job
   * @throws EventNotFoundError, ReversedWindowError, ClipTooLongError, NoClipSourceError,
   * GenerationDisabledError, ClipProtectedError, QueueFullError, KeyQueueFullError, TooManyStartsError,
   * FfmpegError (`not_found`)
   */
  async generate(
    eventId: number,
    dto: ClipGenerateRequest,
    waitSeconds = this.options.waitSeconds,
    signal?: AbortSignal,
  ): Promise<GenerateAnswer> {
    const event = await this.events.get(eventId);
    const calledAt = await this.requests.now();
    const requested = await this.resolver.resolve(event, clipChoices(dto));
    const force = dto.force ?? false;
    const { clip, request, stale } = await this.states.withGrowth(event);
    if (clip && force && clip.protected) throw new ClipProtectedError();
    const isGood = clip && !stale && hasChosenCodec(dto.video_codec, clip, request);
    if (clip && !force && (isGood || clip.protected)) {
      return clip.generatedAt < calledAt
        ? existingAnswer(clip, this.links)
        : madeAnswer(clip, this.links);
    }
    if (request?.state !== 'pending') await this.checkPossible(requested);

    const replaces = force || !willHaveChosenCodec(dto.video_codec, request);
    const scheduling = { priority: PRIORITY_REQUESTED, force: replaces, calledAt };
    const jobId = await this.scheduler.schedule(requested, scheduling);
    // What an export lacks is part of its own entry.
    if (!this.trail.isByService) {
      this.trail.note({ action: 'clip.generated', eventIds: [eventId] });
    }
    const outcome = await this.waiter.until(
      eventId,
      () => this.outcome(eventId, jobId, calledAt),
      waitSeconds * 1000,
      signal,
    );
    return outcome ?? pendingAnswer(eventId, await this.reasonOf(eventId, jobId));
  }

  /**
   * Protects the clip and its event, or lifts the protection.
   *
   * @throws EventNotFoundError, ClipNotFoundError
   */
  async update(eventId: number, dto: ClipUpdate): Promise<ClipInfoResponse> {
    await this.events.get(eventId);
    if (dto.protected) await this.protection.protect(eventId, dto.reason ?? null);
    else await this.protection.lift(eventId);
    return this.info(eventId);
  }

  /**
   * A link to the clip that needs no key.
   *
   * @param current whether the link stays valid when the clip is replaced, and then shows the new one
   * @throws EventNotFoundError, ClipNotFoundError
   */
  async share(
    eventId: number,
    ttlSeconds?: number,
    { current = false } = {},
  ): Promise<ClipShareResponse> {
    await this.events.get(eventId);
    const clip = await this.states.existing(eventId);
    if (!clip) throw new ClipNotFoundError();
    this.trail.note({ action: 'clip.shared', eventIds: [eventId], files: [clip.fileName] });
    const options = { ttlSeconds, ...(!current && { sha256: clip.sha256 }) };
    const links: ClipLinks = {
      clip: (fileName) => this.links.clip(fileName, options),
      rendition: (fileName, name) => this.links.rendition(fileName, name, options),
      poster: (id) => this.links.poster(id, options),
      subtitles: (id) => this.links.subtitles(id, options),
    };
    return {
      event_id: eventId,
      clip_url: clipLink(clip, links),
      rendition_urls: renditionLinks(clip, links),
      subtitles_url: subtitlesLink(clip, links),
    };
  }

  /**
   * Where the clip is served.
   *
   * @throws EventNotFoundError, ClipNotFoundError, ClipPendingError
   */
  async link(eventId: number): Promise<string> {
    await this.events.get(eventId);
    const clip = await this.states.existing(eventId);
    if (clip) return clipLink(clip, this.links);
    const request = await this.requests.find(eventId);
    throw request?.state === 'pending' ? new ClipPendingError() : new ClipNotFoundError();
  }

  /**
   * Cancels the pending request, or else removes the clip. A clip that is completed meanwhile is kept.
   *
   * @throws EventNotFoundError, ClipNotFoundError, ClipProtectedError
   */
  async remove(eventId: number): Promise<void> {
    await this.events.get(eventId);
    if (!(await this.cancellation.cancelOrRemove(eventId))) throw new ClipNotFoundError();
  }

  /**
   * Cancels the pending request and removes nothing.
   *
   * @throws EventNotFoundError, NothingPendingError
   */
  async cancel(eventId: number): Promise<void> {
    await this.events.get(eventId);
    if (!(await this.cancellation.cancel(eventId))) throw new NothingPendingError();
  }

  private async checkPossible(requested: RequestedClip): Promise<void> {
    if (!this.options.enabled) throw new GenerationDisabledError();
    if (!(await this.resolver.hasSource(requested))) throw new NoClipSourceError();
    await this.runner.check().catch(unlessThere);
  }

  /** Why a pending request cannot go on just now; null where it can. */
  private async reasonOf(eventId: number, jobId: string | null): Promise<string | null> {
    const request = await this.requests.find(eventId);
    return request?.jobId === jobId && request.state === 'pending' ? request.message : null;
  }

  /** How the job ended; null while it has not, unless it waits for footage. */
  private async outcome(
    eventId: number,
    jobId: string | null,
    calledAt: Date,
  ): Promise<GenerateAnswer | null> {
    const request = await this.requests.find(eventId);
    const own = request !== null && request.jobId === jobId;
    if (own && request.state === 'pending') {
      return request.waitingUntil ? pendingAnswer(eventId, request.message) : null;
    }
    if (own && request.state === 'failed') return failedAnswer(request);
    const clip = await this.states.existing(eventId);
    // Where another request replaced this one, its clip answers both; an older clip answers neither.
    return clip && (own || clip.generatedAt >= calledAt)
      ? madeAnswer(clip, this.links)
      : cancelledAnswer(eventId);
  }
}

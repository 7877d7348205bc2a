import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { EventClipsError } from '../../common/event-clips-error.js';
import { FootageSource } from '../../events/footage/footage-source.js';
import type { Event } from '../../events/records/event.entity.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { clipInputs, isStale } from '../footage/clip-inputs.js';
import { knownInputs } from '../footage/known-footage.js';
import { showsMore, shownBy, shownByRows } from '../footage/shown-footage.js';
import { PRIORITY_AUTOMATIC } from '../model/clip-job.js';
import { intervalOf, lengthMsOf } from '../model/interval.js';
import { isSameClip, type RequestedClip } from '../model/requested-clip.js';
import type { ClipRequest } from '../records/clip-request.entity.js';
import { ClipRequests, requestedClipOf } from '../records/clip-requests.js';
import { JobRequests } from '../records/job-requests.js';
import { Clip } from '../records/clip.entity.js';
import { ClipResolver } from './clip-resolver.js';
import { ClipScheduler } from './clip-scheduler.js';
import { isWorthTrying } from './is-worth-trying.js';
import { KeptEvents } from './kept-events.js';
import { quietDelayMs } from './quiet-delay.js';
import { StaleClips } from './stale-clips.js';

/** What has changed: the event, or the footage of its time. */
export type Change = 'event' | 'footage';

/**
 * Makes a clip of every event once it has ended, and makes it again when the event or its footage has changed. If the
 * service is not configured to, it only reports which clips are stale.
 */
@Injectable()
export class AutomaticClips {
  private readonly logger = new Logger('Clips');

  constructor(
    private readonly options: ClipsOptions,
    private readonly resolver: ClipResolver,
    private readonly scheduler: ClipScheduler,
    private readonly requests: ClipRequests,
    private readonly jobRequests: JobRequests,
    private readonly footage: FootageSource,
    private readonly kept: KeptEvents,
    private readonly stale: StaleClips,
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
  ) {}

  /** Requests the clip of an event that was just registered, of which there is none. Returns whether it was requested. */
  async considerNew(event: Event): Promise<boolean> {
    return this.options.autoGenerate ? this.consider(event) : false;
  }

  /** Requests or reports the event's clip if the change calls for it. Returns whether it was requested. */
  async consider(event: Event, change: Change = 'event'): Promise<boolean> {
    const { enabled, autoGenerate } = this.options;
    if (!enabled) return false;
    if (!autoGenerate) {
      await this.stale.report(event);
      return false;
    }
    try {
      return await this.follow(event, change);
    } catch (error) {
      // The caller registers an event, which is no error because its clip would be too long, for example.
      if (!(error instanceof EventClipsError)) throw error;
      this.logger.warn({ msg: 'No automatic clip', event_id: event.id, err: error });
      return false;
    }
  }

  private async follow(event: Event, change: Change): Promise<boolean> {
    const calledAt = await this.requests.now();
    const [clip, request] = await Promise.all([
      this.clips.findOneBy({ eventId: event.id }),
      this.requests.find(event.id),
    ]);
    if (request?.state === 'pending') {
      if (request.automatic) await this.delay(event, request, change, calledAt, clip);
      return false;
    }
    const isFirst = !clip && !request;
    // A clip that was removed stays removed.
    const isRemoved = !clip && (event.clipPath !== null || request?.state === 'completed');
    if (isRemoved || clip?.protected || (isFirst && !event.endedAt)) return false;
    if (!(await this.kept.has(event, await this.footage.lastDetectionAt(event)))) return false;

    const wanted = await this.resolver.again(event, request, clip);
    if (!(await this.resolver.hasSource(wanted))) return false;
    if (!isFirst && !(await this.isBetter(wanted, clip, request, change))) return false;
    const delayMs = isFirst ? 0 : delayOf(clip, calledAt, calledAt);
    await this.scheduler.schedule(wanted, {
      ...{ priority: PRIORITY_AUTOMATIC, automatic: true },
      ...{ force: false, calledAt, delayMs },
    });
    return true;
  }

  /** Delays a clip that is not being made yet, as another change may follow. */
  private async delay(
    event: Event,
    request: ClipRequest,
    change: Change,
    now: Date,
    present: Clip | null,
  ): Promise<void> {
    const wanted = await this.resolver.again(event, request, null);
    const isSame = isSameClip(wanted, requestedClipOf(request, event));
    // Footage starts a clip that waits for it.
    if (isSame && (change === 'event' || request.waitingUntil)) return;
    const delayMs = delayOf(present, request.requestedAt, now);
    if (!(await this.scheduler.delay(request, delayMs)) || isSame) return;
    await this.jobRequests.follow(wanted, request.jobId);
  }

  /** Whether there are inputs that no clip was made or tried with, and the clip may show more because of them. */
  private async isBetter(
    wanted: RequestedClip,
    clip: Clip | null,
    request: ClipRequest | null,
    change: Change,
  ): Promise<boolean> {
    const { event, interval, followedEnd } = wanted;
    const known = await knownInputs(this.footage, event, interval);
    const inputs = clipInputs(known, interval, followedEnd ?? undefined);
    if (!clip) return isWorthTrying(request, inputs, change);
    return (
      isStale(clip.madeFrom, inputs) &&
      isWorthTrying(request, inputs, change) &&
      showsMore(shownByRows(wanted, known), shownBy(clip))
    );
  }
}

function delayOf(present: Clip | null, changedAt: Date, now: Date): number {
  const presentMs = present
    ? lengthMsOf(intervalOf(present.requestedStartsAt, present.requestedEndsAt))
    : 0;
  return quietDelayMs(changedAt.getTime(), now.getTime(), presentMs);
}

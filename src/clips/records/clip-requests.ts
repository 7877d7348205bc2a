import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, IsNull, LessThan, Not, QueryFailedError, Repository } from 'typeorm';
import { EventNotFoundError } from '../../events/event-errors.js';
import { Event } from '../../events/records/event.entity.js';
import { Notifications } from '../../jobs/notifications.js';
import { CLIP_CHANNEL, type ClipNotice } from './clip-channel.js';
import { ClipEvents } from './clip-events.js';
import { ClipRequest } from './clip-request.entity.js';
import type { ClipGenerationError } from '../model/clip-generation-error.js';
import { intervalOf } from '../model/interval.js';
import type { RequestedClip } from '../model/requested-clip.js';

/** What is set back when a request ends. */
export const ENDED = {
  progress: null,
  message: null,
  errorCode: null,
  finished: null,
  waitingUntil: null,
} as const;

/** What `hold` reads and changes of a request. */
export type HeldRequest = Pick<ClipRequest, 'eventId' | 'jobId' | 'message' | 'waitingUntil'>;

/** The request no longer belongs to the job: it was cancelled or replaced, or its event was deleted. */
export class RequestGoneError extends Error {
  override readonly name = 'RequestGoneError';
}

/** The clip that a stored request asks for. */
export function requestedClipOf(request: ClipRequest, event: Event): RequestedClip {
  const { startsAt, endsAt, options, followedEnd } = request;
  return { event, interval: intervalOf(startsAt, endsAt), options, followedEnd };
}

/** The rows of requests. What a job writes, it writes only while the request belongs to it. */
@Injectable()
export class ClipRequests {
  constructor(
    @InjectRepository(ClipRequest) private readonly requests: Repository<ClipRequest>,
    private readonly notifications: Notifications,
    private readonly events: ClipEvents,
  ) {}

  find(eventId: number): Promise<ClipRequest | null> {
    return this.requests.findOneBy({ eventId });
  }

  /**
   * The event's request, which no other transaction changes until this one ends. Whatever writes the
   * rows of an event's clip locks the event first, so that there are no deadlocks.
   */
  async lock(eventId: number, manager: EntityManager): Promise<ClipRequest | null> {
    await manager.findOne(Event, { where: { id: eventId }, lock: { mode: 'for_no_key_update' } });
    return manager.findOneBy(ClipRequest, { eventId });
  }

  /**
   * Replaces the event's latest request by this one.
   *
   * @param jobId the job that makes the clip
   * @param automatic whether nobody has asked for it
   * @param requestedBy the hash of the API key that has
   * @throws EventNotFoundError when the event was deleted meanwhile
   */
  async begin(
    { event, interval, options, followedEnd }: RequestedClip,
    jobId: string,
    manager = this.requests.manager,
    automatic = false,
    requestedBy: string | null = null,
  ): Promise<void> {
    const upserted = manager.upsert(
      ClipRequest,
      {
        eventId: event.id,
        startsAt: new Date(interval.startsAtMs),
        endsAt: new Date(interval.endsAtMs),
        options,
        followedEnd,
        automatic,
        requestedBy,
        triedWith: null,
        jobId,
        requestedAt: () => 'now()',
        ...ENDED,
        state: 'pending',
        progress: 0,
      },
      ['eventId'],
    );
    await upserted.catch((error: unknown) => {
      throw isForeignKeyViolation(error) ? new EventNotFoundError() : error;
    });
    await this.notify(event.id, manager);
  }

  /** Records that the interval follows another end of its event. Returns false where the request is gone. */
  async follow({ event, interval, followedEnd }: RequestedClip, jobId: string): Promise<boolean> {
    const { affected } = await this.requests.update(
      { eventId: event.id, jobId, state: 'pending' },
      {
        startsAt: new Date(interval.startsAtMs),
        endsAt: new Date(interval.endsAtMs),
        followedEnd,
      },
    );
    return Boolean(affected);
  }

  /**
   * Records why the pending request does not continue just now, if that has changed.
   *
   * @param request as it was read; it gets what is recorded
   * @param message null: it continues
   * @param waitingUntil until when it waits for footage; null: it does not
   */
  async hold(
    request: HeldRequest,
    message: string | null,
    waitingUntil: Date | null,
    manager = this.requests.manager,
  ): Promise<void> {
    const isSameTime = request.waitingUntil?.getTime() === waitingUntil?.getTime();
    if (request.message === message && isSameTime) return;
    const { eventId, jobId } = request;
    const held = { message, waitingUntil };
    const pending = { eventId, jobId, state: 'pending' } as const;
    const { affected } = await manager.update(ClipRequest, pending, held);
    Object.assign(request, held);
    if (affected) await this.notify(eventId, manager);
  }

  /** How many requests wait for footage. */
  waiting(): Promise<number> {
    return this.requests.countBy({ waitingUntil: Not(IsNull()) });
  }

  /** How many requests of a key are pending, without those that wait for footage. */
  pendingOf(requestedBy: string, manager: EntityManager): Promise<number> {
    const where = { requestedBy, state: 'pending', waitingUntil: IsNull() } as const;
    return manager.countBy(ClipRequest, where);
  }

  pending(): Promise<Pick<ClipRequest, 'eventId' | 'jobId'>[]> {
    return this.requests.find({
      select: { eventId: true, jobId: true },
      where: { state: 'pending' },
    });
  }

  /** The database's clock, which all nodes share. */
  async now(): Promise<Date> {
    const [{ now }] = await this.requests.query<[{ now: Date }]>('SELECT now()');
    return now;
  }

  /** Never goes back: another attempt starts at 0 again, and reports may overtake each other. */
  async progress(eventId: number, jobId: string, percent: number): Promise<void> {
    const { affected } = await this.requests.update(
      { eventId, jobId, state: 'pending', progress: LessThan(percent) },
      { progress: percent },
    );
    if (affected) await this.notify(eventId);
  }

  /** @param triedWith the keys of the inputs that there were; null where they are not known */
  async fail(
    eventId: number,
    jobId: string,
    { code, message }: ClipGenerationError,
    triedWith: readonly string[] | null = null,
  ): Promise<void> {
    const event = { type: 'failed', eventId, code, message } as const;
    const failed = await this.requests.manager.transaction(async (manager) => {
      const { affected } = await manager.update(
        ClipRequest,
        { eventId, jobId, state: 'pending' },
        { ...ENDED, state: 'failed', errorCode: code, message, triedWith: copyOf(triedWith) },
      );
      if (!affected) return false;
      await this.events.record([event], manager);
      await this.notify(eventId, manager);
      return true;
    });
    if (failed) this.events.emit(event);
  }

  /**
   * Ends an automatic request without a new clip. Returns false where somebody has asked for the clip meanwhile.
   *
   * @param triedWith the keys of the inputs that there are
   * @param message why the present clip is kept; null where there is nothing to say
   */
  async keep(
    eventId: number,
    jobId: string,
    triedWith: readonly string[],
    message: string | null,
  ): Promise<boolean> {
    const { affected } = await this.requests.update(
      { eventId, jobId, state: 'pending', automatic: true },
      { ...ENDED, state: 'completed', progress: 100, message, triedWith: copyOf(triedWith) },
    );
    if (affected) await this.notify(eventId);
    return Boolean(affected);
  }

  async delete(eventId: number, manager: EntityManager): Promise<void> {
    await manager.delete(ClipRequest, { eventId });
    await this.notify(eventId, manager);
  }

  /** Makes every node that waits for the event's clip look at it again. */
  notify(eventId: number, manager?: EntityManager): Promise<void> {
    const notice: ClipNotice = { event_id: eventId };
    return this.notifications.publish(CLIP_CHANNEL, notice, manager);
  }
}

function copyOf(keys: readonly string[] | null): string[] | null {
  return keys && [...keys];
}

function isForeignKeyViolation(error: unknown): boolean {
  const { code } = (error instanceof QueryFailedError ? error.driverError : {}) as {
    code?: unknown;
  };
  return code === '23503';
}

import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, IsNull, Not, QueryFailedError, Repository } from 'typeorm';
import { EventNotFoundError } from '../../events/event-errors.js';
import { Event } from '../../events/records/event.entity.js';
import { Notifications } from '../../jobs/notifications.js';
import { CLIP_CHANNEL, type ClipNotice } from './clip-channel.js';
import { ClipRequest } from './clip-request.entity.js';
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

/** The request no longer belongs to the job: it was cancelled or replaced, or its event was deleted. */
export class RequestGoneError extends Error {
  override readonly name = 'RequestGoneError';
}

/** The clip that a stored request asks for. */
export function requestedClipOf(request: ClipRequest, event: Event): RequestedClip {
  const { startsAt, endsAt, options, followedEnd } = request;
  return { event, interval: intervalOf(startsAt, endsAt), options, followedEnd };
}

/** The rows of requests. What their jobs write, `JobRequests` writes. */
@Injectable()
export class ClipRequests {
  constructor(
    @InjectRepository(ClipRequest) private readonly requests: Repository<ClipRequest>,
    private readonly notifications: Notifications,
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
   * @param automatic whether no caller has asked for it
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

function isForeignKeyViolation(error: unknown): boolean {
  const { code } = (error instanceof QueryFailedError ? error.driverError : {}) as {
    code?: unknown;
  };
  return code === '23503';
}

import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, LessThan, QueryFailedError, Repository } from 'typeorm';
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

/** The request no longer belongs to the job: it was cancelled or replaced, or its event was deleted. */
export class RequestGoneError extends Error {
  override readonly name = 'RequestGoneError';
}

/** The clip that a stored request asks for. */
export function requestedClipOf(request: ClipRequest, event: Event): RequestedClip {
  const { startsAt, endsAt, options } = request;
  return { event, interval: intervalOf(startsAt, endsAt), options };
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
   * @throws EventNotFoundError when the event was deleted meanwhile
   */
  async begin(
    { event, interval, options }: RequestedClip,
    jobId: string,
    manager = this.requests.manager,
  ): Promise<void> {
    const upserted = manager.upsert(
      ClipRequest,
      {
        eventId: event.id,
        startsAt: new Date(interval.startsAtMs),
        endsAt: new Date(interval.endsAtMs),
        options,
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

  /** Records until when the request waits for footage; null: it waits no longer. */
  async waitUntil(eventId: number, jobId: string, until: Date | null): Promise<void> {
    const message = until && `Waiting for footage until ${until.toISOString()}.`;
    const { affected } = await this.requests.update(
      { eventId, jobId, state: 'pending' },
      { waitingUntil: until, message },
    );
    if (affected) await this.notify(eventId);
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

  async fail(
    eventId: number,
    jobId: string,
    { code, message }: ClipGenerationError,
  ): Promise<void> {
    const event = { type: 'failed', eventId, code, message } as const;
    const failed = await this.requests.manager.transaction(async (manager) => {
      const { affected } = await manager.update(
        ClipRequest,
        { eventId, jobId, state: 'pending' },
        { ...ENDED, state: 'failed', errorCode: code, message },
      );
      if (!affected) return false;
      await this.events.record([event], manager);
      await this.notify(eventId, manager);
      return true;
    });
    if (failed) this.events.emit(event);
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

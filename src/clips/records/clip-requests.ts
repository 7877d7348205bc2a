import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, LessThan, QueryFailedError, Repository } from 'typeorm';
import { EventNotFoundError } from '../../events/event-errors.js';
import { Event } from '../../events/records/event.entity.js';
import { Notifications } from '../../jobs/notifications.js';
import { posterFile } from '../../media/storage/clip-files.js';
import { CLIP_CHANNEL, type ClipNotice } from './clip-channel.js';
import { ClipEvents } from './clip-events.js';
import { type ClipRecord, clipRow } from './clip-record.js';
import { ClipRequest } from './clip-request.entity.js';
import type { ClipGenerationError } from '../model/clip-generation-error.js';
import type { ClipOptions } from '../model/clip-options.js';
import type { Interval } from '../model/interval.js';
import { Clip } from './clip.entity.js';
import { Tombstones } from './pending-deletions.js';

export interface NewRequest {
  readonly event: Event;
  readonly window: Interval;
  readonly options: ClipOptions;
  /** The job that may answer it. */
  readonly jobId: string;
}

export interface Completion {
  /** The job that the request belongs to. */
  readonly jobId: string;
  readonly record: ClipRecord;
  /** Puts the file in place, unless it is there already. It is given the clip that it replaces. */
  readonly publish?: (previous: Clip | null) => Promise<void>;
  /** What the making took; null where that is not known. */
  readonly seconds?: number | null;
}

const SETTLED = {
  progress: null,
  message: null,
  errorCode: null,
  finished: null,
  waitingUntil: null,
} as const;

/** A job's request is no longer its own: it was cancelled, replaced, or its event is gone. */
export class RequestGoneError extends Error {
  override readonly name = 'RequestGoneError';
}

/** The books of who asked for which clip. Whatever a job writes, it writes only while the request is its own. */
@Injectable()
export class ClipRequests {
  constructor(
    @InjectRepository(ClipRequest) private readonly requests: Repository<ClipRequest>,
    private readonly notifications: Notifications,
    private readonly tombstones: Tombstones,
    private readonly events: ClipEvents,
  ) {}

  find(eventId: number): Promise<ClipRequest | null> {
    return this.requests.findOneBy({ eventId });
  }

  /**
   * The event's request, which no other transaction changes until this one ends. All that write the
   * books of an event's clip lock the event first, so that none waits for another crosswise.
   */
  async lock(eventId: number, manager: EntityManager): Promise<ClipRequest | null> {
    await manager.findOne(Event, { where: { id: eventId }, lock: { mode: 'for_no_key_update' } });
    return manager.findOneBy(ClipRequest, { eventId });
  }

  /**
   * Replaces the event's latest request by this one.
   *
   * @throws EventNotFoundError when the event was deleted meanwhile
   */
  async begin(order: NewRequest, manager = this.requests.manager): Promise<void> {
    const upserted = manager.upsert(
      ClipRequest,
      {
        eventId: order.event.id,
        startsAt: new Date(order.window.startsAt),
        endsAt: new Date(order.window.endsAt),
        options: order.options,
        jobId: order.jobId,
        requestedAt: () => 'now()',
        state: 'pending',
        progress: 0,
        message: null,
        errorCode: null,
        finished: null,
        waitingUntil: null,
      },
      ['eventId'],
    );
    await upserted.catch((error: unknown) => {
      throw isForeignKeyViolation(error) ? new EventNotFoundError() : error;
    });
    await this.notify(order.event.id, manager);
  }

  /** Tells those who ask that footage is waited for; null: no longer. */
  async waitFor(eventId: number, jobId: string, until: Date | null): Promise<void> {
    const message = until && `Waiting for footage until ${until.toISOString()}.`;
    const { affected } = await this.requests.update(
      { eventId, jobId, state: 'pending' },
      { waitingUntil: until, message },
    );
    if (affected) await this.notify(eventId);
  }

  /** Those that a job is at work on, or is to be. */
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

  /** Only ever forward: a further try starts anew, and reports may overtake each other. */
  async progress(eventId: number, jobId: string, percent: number): Promise<void> {
    const { affected } = await this.requests.update(
      { eventId, jobId, state: 'pending', progress: LessThan(percent) },
      { progress: percent },
    );
    if (affected) await this.notify(eventId);
  }

  /** @throws RequestGoneError */
  async finished(jobId: string, record: ClipRecord): Promise<void> {
    const { affected } = await this.requests.update(
      { eventId: record.eventId, jobId, state: 'pending' },
      { finished: record },
    );
    if (!affected) throw new RequestGoneError();
  }

  /**
   * Publishes by `publish` and records what was published, or does neither: the lock that is held
   * meanwhile makes a cancellation come before or after, never in between. A crash between the two is
   * mended from `finished` by the job's next start.
   *
   * @throws RequestGoneError
   */
  async complete({ jobId, record, publish, seconds = null }: Completion): Promise<Clip> {
    const { eventId } = record;
    const replaced: string[] = [];
    const event = await this.requests.manager.transaction(async (manager) => {
      const request = await this.lock(eventId, manager);
      if (request?.jobId !== jobId || request.state !== 'pending') throw new RequestGoneError();
      const previous = await manager.findOneBy(Clip, { eventId });
      if (previous && previous.fileName !== record.fileName) replaced.push(previous.fileName);
      await this.tombstones.lift([record.fileName, posterFile(eventId)], manager);
      await publish?.(previous);
      await this.tombstones.bury(replaced, 'replaced', manager);
      const fresh = { hasPoster: false, missingSince: null };
      await manager.upsert(Clip, { ...clipRow(record), ...fresh }, ['eventId']);
      await manager.update(Event, { id: eventId }, { clipPath: record.fileName });
      await manager.update(
        ClipRequest,
        { eventId },
        { ...SETTLED, state: 'completed', progress: 100 },
      );
      await this.notify(eventId, manager);
      const clip = await manager.findOneByOrFail(Clip, { eventId });
      const event = { type: 'completed', eventId, clip, seconds } as const;
      await this.events.record([event], manager);
      return event;
    });
    this.events.emit(event);
    if (replaced.length > 0) await this.tombstones.removeIfPossible(replaced);
    return event.clip;
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
        { ...SETTLED, state: 'failed', errorCode: code, message },
      );
      if (!affected) return false;
      await this.events.record([event], manager);
      await this.notify(eventId, manager);
      return true;
    });
    if (failed) this.events.emit(event);
  }

  async forgetRequest(eventId: number, manager: EntityManager): Promise<void> {
    await manager.delete(ClipRequest, { eventId });
    await this.notify(eventId, manager);
  }

  /** Has those who wait for the event's clip look again, on every node. */
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

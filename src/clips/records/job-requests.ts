import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, Repository } from 'typeorm';
import type { ClipGenerationError } from '../model/clip-generation-error.js';
import type { RequestedClip } from '../model/requested-clip.js';
import { ClipEvents } from './clip-events.js';
import { ClipRequest } from './clip-request.entity.js';
import { ClipRequests, ENDED } from './clip-requests.js';

/** What `hold` reads and changes of a request. */
export type HeldRequest = Pick<ClipRequest, 'eventId' | 'jobId' | 'message' | 'waitingUntil'>;

/** What a job writes of its request: only while the request is pending and belongs to it. */
@Injectable()
export class JobRequests {
  constructor(
    @InjectRepository(ClipRequest) private readonly requests: Repository<ClipRequest>,
    private readonly all: ClipRequests,
    private readonly events: ClipEvents,
  ) {}

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
    if (affected) await this.all.notify(eventId, manager);
  }

  /** Never goes back: another attempt starts at 0 again, and reports may overtake each other. */
  async progress(eventId: number, jobId: string, percent: number): Promise<void> {
    const { affected } = await this.requests.update(
      { eventId, jobId, state: 'pending', progress: LessThan(percent) },
      { progress: percent },
    );
    if (affected) await this.all.notify(eventId);
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
      await this.all.notify(eventId, manager);
      return true;
    });
    if (failed) this.events.emit(event);
  }

  /**
   * Ends an automatic request without a new clip. Returns false where a caller has asked for the clip meanwhile.
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
    if (affected) await this.all.notify(eventId);
    return Boolean(affected);
  }
}

function copyOf(keys: readonly string[] | null): string[] | null {
  return keys && [...keys];
}

import { Injectable } from '@nestjs/common';
import { EventsService } from '../../events/events/events.service.js';
import { progressOf, statusOf } from './clip-answers.js';
import { ClipRequests } from '../records/clip-requests.js';
import { ClipStates } from './clip-states.js';
import { ClipWaiter } from '../requests/clip-waiter.js';
import type { ClipProgress } from './dto/clip-answers.dto.js';

/** Follows the making of a clip until it ends. */
@Injectable()
export class ClipProgressService {
  constructor(
    private readonly events: EventsService,
    private readonly requests: ClipRequests,
    private readonly states: ClipStates,
    private readonly waiter: ClipWaiter,
  ) {}

  /**
   * Yields the current state and then each new one; null keeps the connection open. Ends after a state
   * that is not `pending`, when the signal aborts, or when the service shuts down.
   *
   * @throws EventNotFoundError before the first state
   */
  async *follow(eventId: number, signal: AbortSignal): AsyncGenerator<ClipProgress | null> {
    await this.events.get(eventId);
    yield* this.waiter.follow(
      eventId,
      () => this.current(eventId),
      ({ status }) => status !== 'pending',
      signal,
    );
  }

  private async current(eventId: number): Promise<ClipProgress> {
    const request = await this.requests.find(eventId);
    const pending = request?.state === 'pending';
    const clip = pending ? null : await this.states.existing(eventId);
    const status = statusOf(clip, request?.state ?? null);
    return { status, progress: progressOf(status, request), message: request?.message ?? null };
  }
}

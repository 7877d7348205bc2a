import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { ClipStore } from '../media/clip-store.js';
import { ClipRequest } from './clip-request.entity.js';
import { ClipRequests, RequestGoneError } from './clip-requests.js';
import { sha256Of } from './sha256.js';

/** Clips whose file is published and whose record is not, because the process died in between. */
@Injectable()
export class InterruptedClips {
  constructor(
    @InjectRepository(ClipRequest) private readonly repository: Repository<ClipRequest>,
    private readonly requests: ClipRequests,
    private readonly store: ClipStore,
  ) {}

  /**
   * Records the clip that the request was interrupted over; tells whether there is one.
   *
   * @throws RequestGoneError
   */
  async complete(request: ClipRequest): Promise<boolean> {
    if (!(await this.isPublished(request))) return false;
    const { eventId, jobId, finished } = request;
    await this.requests.complete(eventId, jobId, finished!, () => Promise.resolve());
    return true;
  }

  /**
   * Runs `work` in a transaction in which nobody else changes the event's request, and which may take
   * the request from its job. A clip that it was interrupted over is recorded first, or it would be lost.
   */
  async inTurn<T>(
    eventId: number,
    work: (request: ClipRequest | null, manager: EntityManager) => Promise<T>,
  ): Promise<T> {
    for (;;) {
      const turn = await this.repository.manager.transaction(async (manager) => {
        const request = await this.requests.lock(eventId, manager);
        if (request?.state === 'pending' && (await this.isPublished(request))) return { request };
        return { value: await work(request, manager) };
      });
      if (!turn.request) return turn.value;
      await this.complete(turn.request).catch(unlessGone);
    }
  }

  private async isPublished({ finished }: ClipRequest): Promise<boolean> {
    const stored = finished && (await this.store.get(finished.fileName));
    return stored ? (await sha256Of(stored.path)) === finished.sha256 : false;
  }
}

/** Somebody else has recorded it, or taken the request away. */
function unlessGone(error: unknown): void {
  if (!(error instanceof RequestGoneError)) throw error;
}

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
    const { isPublished } = await this.look(request);
    if (isPublished) await this.record(request);
    return isPublished;
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
      // A long clip takes seconds to read, which is not done while others wait for the lock.
      const present = await this.requests.find(eventId);
      const seen = await this.look(present);
      if (present && seen.isPublished) await this.record(present).catch(unlessGone);
      const turn = await this.repository.manager.transaction(async (manager) => {
        const request = await this.requests.lock(eventId, manager);
        if ((await this.fileOf(request)) !== seen.file) return null;
        return { value: await work(request, manager) };
      });
      if (turn) return turn.value;
    }
  }

  private async look(request: ClipRequest | null): Promise<Look> {
    const file = await this.fileOf(request);
    const stored = file === null ? null : await this.store.get(request!.finished!.fileName);
    const sha256 = stored && (await sha256Of(stored.path));
    return { file, isPublished: sha256 === request?.finished?.sha256 };
  }

  /** What may be the clip of a request that is about to be recorded; null where there is none. */
  private async fileOf(request: ClipRequest | null): Promise<string | null> {
    if (request?.state !== 'pending' || !request.finished) return null;
    const stored = await this.store.get(request.finished.fileName);
    return stored && `${request.finished.sha256} ${stored.version}`;
  }

  private async record({ jobId, finished }: ClipRequest): Promise<void> {
    await this.requests.complete({ jobId, record: finished! });
  }
}

/** What was found in place of a request's finished clip, and whether it is that clip. */
interface Look {
  readonly file: string | null;
  readonly isPublished: boolean;
}

/** Somebody else has recorded it, or taken the request away. */
function unlessGone(error: unknown): void {
  if (!(error instanceof RequestGoneError)) throw error;
}

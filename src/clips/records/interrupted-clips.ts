import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { ClipStorage, type StoredFile } from '../../media/storage/clip-storage.js';
import { sha256OfFile } from '../../media/storage/sha256.js';
import { ClipRequest } from './clip-request.entity.js';
import { ClipRequests, RequestGoneError } from './clip-requests.js';

/** Clips whose file is published and whose record is not, because the process died in between. */
@Injectable()
export class InterruptedClips {
  constructor(
    @InjectRepository(ClipRequest) private readonly repository: Repository<ClipRequest>,
    private readonly requests: ClipRequests,
    private readonly storage: ClipStorage,
  ) {}

  /**
   * Records the clip over which the request was interrupted; returns whether there is one.
   *
   * @throws RequestGoneError
   */
  async complete(request: ClipRequest): Promise<boolean> {
    const stored = await this.mayBeClipOf(request);
    if (!stored) return false;
    const sha256 = await sha256OfFile(this.storage, stored.name);
    if (sha256 !== request.finished!.sha256) return false;
    await this.requests.complete({ jobId: request.jobId, record: request.finished! });
    return true;
  }

  /**
   * Runs `work` in a transaction in which nothing else changes the event's request, and which may take
   * the request from its job. A clip over which it was interrupted is recorded first, or it would be lost.
   */
  async inTurn<T>(
    eventId: number,
    work: (request: ClipRequest | null, manager: EntityManager) => Promise<T>,
  ): Promise<T> {
    let seen: string | null = null;
    for (;;) {
      const turn = await this.repository.manager.transaction<Turn<T>>(async (manager) => {
        const request = await this.requests.lock(eventId, manager);
        const stored = await this.mayBeClipOf(request);
        const file = stored && `${request!.finished!.sha256} ${stored.version}`;
        if (file !== null && file !== seen) return { file, interrupted: request! };
        return { value: await work(request, manager) };
      });
      if ('value' in turn) return turn.value;
      // A long clip takes seconds to read, which is not done while others wait for the lock.
      await this.complete(turn.interrupted).catch(unlessGone);
      seen = turn.file;
    }
  }

  /** The file under the name of the clip that the request has finished; null where there is none. */
  private async mayBeClipOf(request: ClipRequest | null): Promise<StoredFile | null> {
    if (request?.state !== 'pending' || !request.finished) return null;
    return this.storage.stat(request.finished.fileName);
  }
}

/** What became of a turn: its work was done, or a clip that was interrupted comes first. */
type Turn<T> = { value: T } | { file: string; interrupted: ClipRequest };

/** Somebody else has recorded it, or taken the request away. */
function unlessGone(error: unknown): void {
  if (!(error instanceof RequestGoneError)) throw error;
}

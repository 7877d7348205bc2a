import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { ClipStorage, type StoredFile } from '../../media/storage/clip-storage.js';
import { sha256OfFile } from '../../media/storage/sha256.js';
import { ClipCompletion } from './clip-completion.js';
import { ClipRequest } from './clip-request.entity.js';
import { ClipRequests, RequestGoneError } from './clip-requests.js';

/** Clips whose file is published but not recorded, because the process died in between. */
@Injectable()
export class InterruptedClips {
  constructor(
    @InjectRepository(ClipRequest) private readonly repository: Repository<ClipRequest>,
    private readonly requests: ClipRequests,
    private readonly completion: ClipCompletion,
    private readonly storage: ClipStorage,
  ) {}

  /**
   * Records the clip of a request that was interrupted. Returns whether there is such a clip.
   *
   * @throws RequestGoneError
   */
  async complete(request: ClipRequest): Promise<boolean> {
    const stored = await this.candidate(request);
    if (!stored) return false;
    const sha256 = await sha256OfFile(this.storage, stored.name);
    if (sha256 !== request.finished!.sha256) return false;
    await this.completion.complete({ jobId: request.jobId, record: request.finished! });
    return true;
  }

  /**
   * Runs `work` in a transaction that has locked the event's request and may cancel or replace it. The
   * clip of an interrupted request is recorded first, as it would be lost otherwise.
   */
  async withRequest<T>(
    eventId: number,
    work: (request: ClipRequest | null, manager: EntityManager) => Promise<T>,
  ): Promise<T> {
    let checked: string | null = null;
    for (;;) {
      const attempt = await this.repository.manager.transaction<Attempt<T>>(async (manager) => {
        const request = await this.requests.lock(eventId, manager);
        const stored = await this.candidate(request);
        const file = stored && `${request!.finished!.sha256} ${stored.version}`;
        if (file !== null && file !== checked) return { file, interrupted: request! };
        return { value: await work(request, manager) };
      });
      if ('value' in attempt) return attempt.value;
      // Outside the transaction: a long clip takes seconds to read, and others wait for the lock.
      await this.complete(attempt.interrupted).catch(ignoreRequestGone);
      checked = attempt.file;
    }
  }

  /** The published file that may be the clip of a request that was interrupted. */
  private async candidate(request: ClipRequest | null): Promise<StoredFile | null> {
    if (request?.state !== 'pending' || !request.finished) return null;
    return this.storage.stat(request.finished.fileName);
  }
}

/** Either the work was done, or there is a file that has to be checked first. */
type Attempt<T> = { value: T } | { file: string; interrupted: ClipRequest };

/** Another process has recorded the clip, or has cancelled or replaced the request. */
function ignoreRequestGone(error: unknown): void {
  if (!(error instanceof RequestGoneError)) throw error;
}

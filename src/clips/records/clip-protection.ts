import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { ClipProtectedError } from '../../events/event-errors.js';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import { ClipNotFoundError } from '../model/clip-errors.js';
import { ClipRequests } from './clip-requests.js';
import { Clip } from './clip.entity.js';

/** Clips that are kept, each with its event, until that is lifted. */
@Injectable()
export class ClipHolds {
  constructor(
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
    private readonly requests: ClipRequests,
    private readonly storage: ClipStorage,
  ) {}

  /**
   * @param reason for those who look later; null: not told
   * @throws ClipNotFoundError
   */
  async hold(eventId: number, reason: string | null): Promise<void> {
    await this.update(eventId, { protected: true, protectedReason: reason });
  }

  /** @throws ClipNotFoundError */
  async lift(eventId: number): Promise<void> {
    await this.update(eventId, { protected: false, protectedReason: null });
  }

  /**
   * Whether a clip may be replaced, asked in a transaction that has locked its event. One whose file is
   * gone has nothing left to keep.
   *
   * @throws ClipProtectedError
   */
  async check(clip: Clip): Promise<void> {
    if (clip.protected && (await this.storage.stat(clip.fileName))) throw new ClipProtectedError();
  }

  /** Under the event's lock, so that a removal comes before or after, never in between. */
  private async update(
    eventId: number,
    hold: Pick<Clip, 'protected' | 'protectedReason'>,
  ): Promise<void> {
    await this.clips.manager.transaction(async (manager) => {
      await this.requests.lock(eventId, manager);
      const { affected } = await manager.update(Clip, { eventId }, hold);
      if (!affected) throw new ClipNotFoundError();
    });
  }
}

import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AuditTrail } from '../../common/audit/audit-trail.js';
import { ClipProtectedError } from '../../events/event-errors.js';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import { ClipNotFoundError } from '../model/clip-errors.js';
import { ClipRequests } from './clip-requests.js';
import { Clip } from './clip.entity.js';

/** A protected clip is kept, and its event with it, until the protection is lifted. */
@Injectable()
export class ClipProtection {
  constructor(
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
    private readonly requests: ClipRequests,
    private readonly storage: ClipStorage,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * @param reason shown with the clip; null: none is given
   * @throws ClipNotFoundError
   */
  async protect(eventId: number, reason: string | null): Promise<void> {
    await this.update(eventId, { protected: true, protectedReason: reason });
  }

  /** @throws ClipNotFoundError */
  async lift(eventId: number): Promise<void> {
    await this.update(eventId, { protected: false, protectedReason: null });
  }

  /**
   * Checks that a clip may be replaced, in a transaction that has locked its event. A protected clip
   * whose file is missing may be.
   *
   * @throws ClipProtectedError
   */
  async check(clip: Clip): Promise<void> {
    if (clip.protected && (await this.storage.stat(clip.fileName))) throw new ClipProtectedError();
  }

  /** With the event locked, so that a removal comes before it or after it. */
  private async update(
    eventId: number,
    protection: Pick<Clip, 'protected' | 'protectedReason'>,
  ): Promise<void> {
    await this.clips.manager.transaction(async (manager) => {
      await this.requests.lock(eventId, manager);
      const { affected } = await manager.update(Clip, { eventId }, protection);
      if (!affected) throw new ClipNotFoundError();
      const action = protection.protected ? 'clip.protected' : 'clip.unprotected';
      await this.trail.record({ action, eventIds: [eventId] }, manager);
    });
  }
}

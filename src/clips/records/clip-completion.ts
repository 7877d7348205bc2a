import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { Event } from '../../events/records/event.entity.js';
import { posterFile } from '../../media/storage/clip-files.js';
import { ClipEvents } from './clip-events.js';
import { type ClipRecord, clipRow } from './clip-record.js';
import { ClipRenditions } from './clip-renditions.js';
import { ClipRequest } from './clip-request.entity.js';
import { ClipRequests, ENDED, RequestGoneError } from './clip-requests.js';
import { Clip } from './clip.entity.js';
import { PendingDeletions } from './pending-deletions.js';

export interface Completion {
  /** The job that the request belongs to. */
  readonly jobId: string;
  readonly record: ClipRecord;
  /** Publishes the file, unless it is published already; called with the clip that it replaces. */
  readonly publish?: (previous: Clip | null) => Promise<void>;
  /** How long the clip took to make; null where that is not known. */
  readonly seconds?: number | null;
}

/** In a transaction that has locked the event. */
export type FollowClip = (clip: Clip, manager: EntityManager) => Promise<void>;

/** Publishes a finished clip and records it, so that file and rows agree after a crash at any moment. */
@Injectable()
export class ClipCompletion {
  private follow: FollowClip = () => Promise.resolve();

  constructor(
    @InjectRepository(ClipRequest) private readonly repository: Repository<ClipRequest>,
    private readonly requests: ClipRequests,
    private readonly deletions: PendingDeletions,
    private readonly renditions: ClipRenditions,
    private readonly events: ClipEvents,
  ) {}

  /** Sets what else is to happen with a clip in the transaction that records it. */
  use(follow: FollowClip): void {
    this.follow = follow;
  }

  /**
   * Keeps the record with the request. If the process dies after it publishes the file, the next start
   * of the job completes the clip from it.
   *
   * @throws RequestGoneError
   */
  async prepare(jobId: string, record: ClipRecord): Promise<void> {
    const { affected } = await this.repository.update(
      { eventId: record.eventId, jobId, state: 'pending' },
      { finished: record },
    );
    if (!affected) throw new RequestGoneError();
  }

  /**
   * Publishes by `publish` and writes the rows, or does neither. Meanwhile the event is locked, so that
   * a cancellation comes before both or after both.
   *
   * @throws RequestGoneError
   */
  async complete({ jobId, record, publish, seconds = null }: Completion): Promise<Clip> {
    const { eventId } = record;
    const replaced: string[] = [];
    const event = await this.repository.manager.transaction(async (manager) => {
      const request = await this.requests.lock(eventId, manager);
      if (request?.jobId !== jobId || request.state !== 'pending') throw new RequestGoneError();
      const previous = await manager.findOneBy(Clip, { eventId });
      if (previous && previous.fileName !== record.fileName) replaced.push(previous.fileName);
      await this.deletions.withdraw([record.fileName, posterFile(eventId)], manager);
      await publish?.(previous);
      await this.deletions.add(replaced, 'replaced', manager);
      replaced.push(...(await this.renditions.removeOther(record, manager)));
      const fresh = { hasPoster: false, missingSince: null, reportedWith: null };
      await manager.upsert(Clip, { ...clipRow(record), ...fresh }, ['eventId']);
      await manager.update(Event, { id: eventId }, { clipPath: record.fileName });
      await manager.update(
        ClipRequest,
        { eventId },
        { ...ENDED, state: 'completed', progress: 100 },
      );
      await this.requests.notify(eventId, manager);
      const clip = await manager.findOneByOrFail(Clip, { eventId });
      const event = { type: 'completed', eventId, clip, seconds } as const;
      await this.events.record([event], manager);
      await this.follow(clip, manager);
      return event;
    });
    this.events.emit(event);
    if (replaced.length > 0) await this.deletions.executeIfPossible(replaced);
    return event.clip;
  }
}

import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, LessThan, Repository } from 'typeorm';
import { Event } from '../../events/records/event.entity.js';
import { MissingPosters } from '../../media/serving/missing-posters.js';
import { Clip } from '../records/clip.entity.js';
import { ClipPosters } from './clip-posters.js';

/** Of one call. Each takes a fraction of a second; the next call goes on. */
const MOST = 100;
/** After so many failures in a row, FFmpeg is at fault, or the folder. */
const MAX_FAILURES = 3;

/** Makes the posters that a clip lacks since its process died, or since the file was deleted. */
@Injectable()
export class RestoredPosters {
  constructor(
    private readonly posters: ClipPosters,
    private readonly missing: MissingPosters,
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
    @InjectRepository(Event) private readonly events: Repository<Event>,
  ) {}

  /** @returns whether the event has a clip, and its poster could be made */
  async make(eventId: number): Promise<boolean> {
    const [clip, event] = await Promise.all([
      this.clips.findOneBy({ eventId }),
      this.events.findOneBy({ id: eventId }),
    ]);
    if (!clip || !event || clip.missingSince !== null) return false;
    return this.posters.restore(clip, event, new AbortController().signal);
  }

  /** Those of the newest clips that were recorded without one before the instant. @returns how many it made */
  async makeSome(before: Date, signal: AbortSignal): Promise<number> {
    let [made, failures] = [0, 0];
    for (const eventId of await this.without(before)) {
      if (signal.aborted || failures === MAX_FAILURES) break;
      const isMade = await this.missing.make(eventId);
      failures = isMade ? 0 : failures + 1;
      made += isMade ? 1 : 0;
    }
    return made;
  }

  private async without(before: Date): Promise<number[]> {
    const clips = await this.clips.find({
      select: { eventId: true },
      where: {
        ...{ hasPoster: false, missingSince: IsNull() },
        generatedAt: LessThan(before),
      },
      order: { eventId: 'DESC' },
      take: MOST,
    });
    return clips.map(({ eventId }) => eventId);
  }
}

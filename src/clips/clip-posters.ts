import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Event } from '../events/event.entity.js';
import { PosterMaker } from '../media/poster-maker.js';
import { Clip } from './clip.entity.js';

/** A little before the end, so that rounding does not ask for a frame after the last one. */
const END_MARGIN_SECONDS = 0.1;

/** Posters of clips: one frame where the event starts. */
@Injectable()
export class ClipPosters {
  private readonly logger = new Logger('Posters');

  constructor(
    private readonly maker: PosterMaker,
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
  ) {}

  /** Makes the poster that a recorded clip lacks. A clip without one is still a good clip: no error. */
  async makeFor(event: Event): Promise<void> {
    try {
      const clip = await this.clips.findOneBy({ eventId: event.id });
      if (!clip || clip.hasPoster) return;
      if (!(await this.maker.make(event.id, secondsOf(clip, event)))) return;
      const { eventId, sha256 } = clip;
      await this.clips.update({ eventId, sha256 }, { hasPoster: true });
    } catch (error) {
      this.logger.warn({ msg: 'No poster', event_id: event.id, err: error });
    }
  }
}

/** Where the event's start lies in its clip; still frames have a time line of their own. */
function secondsOf(clip: Clip, { startedAt }: Event): number {
  if (clip.method === 'images') return 0;
  const skipped = clip.gaps
    .filter((gap) => new Date(gap.starts_at) >= clip.startsAt && new Date(gap.ends_at) <= startedAt)
    .reduce((sum, gap) => sum + Date.parse(gap.ends_at) - Date.parse(gap.starts_at), 0);
  const seconds = (startedAt.getTime() - clip.startsAt.getTime() - skipped) / 1000;
  return Math.max(0, Math.min(seconds, clip.durationSeconds - END_MARGIN_SECONDS));
}

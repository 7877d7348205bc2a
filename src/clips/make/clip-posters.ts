import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Event } from '../../events/event.entity.js';
import { posterFile } from '../../media/storage/clip-files.js';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import { sha256Of } from '../../media/storage/sha256.js';
import { WorkFolder } from '../../media/storage/work-folder.js';
import { PosterMaker, posterName } from './poster-maker.js';
import { type ClipRecord, clipRow } from '../records/clip-record.js';
import { Clip } from '../records/clip.entity.js';

/** A little before the end, so that rounding does not ask for a frame after the last one. */
const END_MARGIN_SECONDS = 0.1;

/** A clip that is not published yet. */
export interface DrawnClip {
  readonly record: ClipRecord;
  /** Where it lies until its poster is drawn. */
  readonly path: string;
  /** Where the poster is to lie. */
  readonly output: string;
}

/** Posters of clips: one frame where the event starts. */
@Injectable()
export class ClipPosters {
  private readonly logger = new Logger('Posters');

  constructor(
    private readonly maker: PosterMaker,
    private readonly storage: ClipStorage,
    private readonly work: WorkFolder,
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
  ) {}

  /** Draws the poster of a clip that is about to be published; gives where, or null as it is no error. */
  async draw(event: Event, clip: DrawnClip, signal: AbortSignal): Promise<string | null> {
    const { path, record, output } = clip;
    try {
      const seconds = secondsOf(clipRow(record), event);
      await this.maker.draw({ path, format: record.format }, seconds, output, signal);
      return output;
    } catch (error) {
      if (!signal.aborted) this.warn(event.id, error);
      return null;
    }
  }

  /** Puts a poster beside its clip, which has been published. */
  async publish(clip: Clip, drawn: string): Promise<void> {
    await this.place(clip, drawn).catch((error: unknown) => this.warn(clip.eventId, error));
  }

  /**
   * Makes the poster that a recorded clip lacks. A clip without one is still a good clip: no error, but
   * for the signal's reason.
   */
  async makeFor(event: Event, signal: AbortSignal): Promise<void> {
    try {
      const clip = await this.clips.findOneBy({ eventId: event.id });
      if (!clip || clip.hasPoster) return;
      const { fileName, format } = clip;
      const output = this.work.path(posterName(event.id), 'jpg');
      try {
        const drawn = await this.storage.withLocalFile(fileName, async (path) => {
          await this.maker.draw({ path, format }, secondsOf(clip, event), output, signal);
          return output;
        });
        if (drawn !== null) await this.place(clip, drawn);
      } finally {
        await this.work.discard(output);
      }
    } catch (error) {
      signal.throwIfAborted();
      this.warn(event.id, error);
    }
  }

  private async place({ eventId, sha256 }: Clip, drawn: string): Promise<void> {
    await this.storage.put(drawn, posterFile(eventId), await sha256Of(drawn));
    await this.clips.update({ eventId, sha256 }, { hasPoster: true });
  }

  private warn(eventId: number, error: unknown): void {
    this.logger.warn({ msg: 'No poster', event_id: eventId, err: error });
  }
}

/** Where the event's start lies in its clip; still frames have a time line of their own. */
function secondsOf(clip: ReturnType<typeof clipRow>, { startedAt }: Event): number {
  if (clip.method === 'images') return 0;
  const skipped = clip.gaps
    .filter((gap) => new Date(gap.starts_at) >= clip.startsAt && new Date(gap.ends_at) <= startedAt)
    .reduce((sum, gap) => sum + Date.parse(gap.ends_at) - Date.parse(gap.starts_at), 0);
  const seconds = (startedAt.getTime() - clip.startsAt.getTime() - skipped) / 1000;
  return Math.max(0, Math.min(seconds, clip.durationSeconds - END_MARGIN_SECONDS));
}

import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Event } from '../../events/records/event.entity.js';
import { posterFile } from '../../media/storage/clip-files.js';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import { sha256Of } from '../../media/storage/sha256.js';
import { WorkFolder } from '../../media/storage/work-folder.js';
import { PosterMaker, posterName } from './poster-maker.js';
import { posterSeconds } from './poster-seconds.js';
import { type ClipRecord, clipRow } from '../records/clip-record.js';
import { Clip } from '../records/clip.entity.js';

export interface UnpublishedClip {
  readonly record: ClipRecord;
  /** The clip's temporary file. */
  readonly path: string;
  /** The file to draw the poster into. */
  readonly output: string;
}

/** Posters of clips: the frame at the start of the event. A clip whose poster fails is a good clip. */
@Injectable()
export class ClipPosters {
  private readonly logger = new Logger('Posters');

  constructor(
    private readonly maker: PosterMaker,
    private readonly storage: ClipStorage,
    private readonly work: WorkFolder,
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
  ) {}

  /** Draws the poster of a clip that is about to be published. Returns its path; null: it failed. */
  async draw(event: Event, clip: UnpublishedClip, signal: AbortSignal): Promise<string | null> {
    const { path, record, output } = clip;
    try {
      const seconds = posterSeconds(clipRow(record), event);
      await this.maker.draw({ path, format: record.format }, seconds, output, signal);
      return output;
    } catch (error) {
      if (!signal.aborted) this.warn(event.id, error);
      return null;
    }
  }

  /** Publishes the poster of a clip that has been published. */
  async publish(clip: Clip, drawn: string): Promise<void> {
    await this.publishAndRecord(clip, drawn).catch((error: unknown) =>
      this.warn(clip.eventId, error),
    );
  }

  /** Makes the poster of the event's recorded clip, if it has none. Only the signal and the database make it throw. */
  async makeFor(event: Event, signal: AbortSignal): Promise<void> {
    const clip = await this.clips.findOneBy({ eventId: event.id });
    if (clip && !clip.hasPoster) await this.restore(clip, event, signal);
  }

  /**
   * Makes the poster of a recorded clip again, or for the first time. Throws only the signal's reason.
   *
   * @returns whether it was published
   */
  async restore(clip: Clip, event: Event, signal: AbortSignal): Promise<boolean> {
    try {
      const { fileName, format } = clip;
      const output = this.work.path(posterName(event.id), 'jpg');
      try {
        const drawn = await this.storage.withLocalFile(fileName, async (path) => {
          await this.maker.draw({ path, format }, posterSeconds(clip, event), output, signal);
          return output;
        });
        if (drawn !== null) await this.publishAndRecord(clip, drawn);
        return drawn !== null;
      } finally {
        await this.work.discard(output);
      }
    } catch (error) {
      signal.throwIfAborted();
      this.warn(event.id, error);
      return false;
    }
  }

  private async publishAndRecord({ eventId, sha256 }: Clip, drawn: string): Promise<void> {
    await this.storage.put(drawn, posterFile(eventId), await sha256Of(drawn));
    await this.clips.update({ eventId, sha256 }, { hasPoster: true });
  }

  private warn(eventId: number, error: unknown): void {
    this.logger.warn({ msg: 'No poster', event_id: eventId, err: error });
  }
}

import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { EventClipsError } from '../../common/event-clips-error.js';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import { isStale } from '../footage/clip-inputs.js';
import type { ClipSources } from '../footage/clip-sources.js';
import { showsLess, showsMore, shownBy, shownOf } from '../footage/shown-footage.js';
import type { Interval } from '../model/interval.js';
import type { ClipRequest } from '../records/clip-request.entity.js';
import { Clip } from '../records/clip.entity.js';
import { clipFailureOf } from '../make/clip-failure.js';

/** An automatic clip would be no better than the present one, which is kept. */
export class ClipKept extends Error {
  override readonly name = 'ClipKept';

  /** @param shownMessage what the clip's answers say; null: nothing */
  constructor(
    readonly shownMessage: string | null,
    options?: ErrorOptions,
  ) {
    super('The present clip is kept', options);
  }
}

const GONE =
  'The event or its footage has changed since the clip was made. Part of the footage that the clip shows is gone, so the clip is kept.';

/** Failures of footage that is not there. */
const NO_FOOTAGE = new Set([
  'WINDOW_OUTSIDE_FOOTAGE',
  'VIDEO_NOT_FOUND',
  'NO_VALID_IMAGES',
  'UNREADABLE_SOURCE',
]);

/** Decides whether an automatic request replaces the present clip. */
@Injectable()
export class Replacement {
  constructor(
    private readonly storage: ClipStorage,
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
  ) {}

  /**
   * The clip that is only replaced by a better one; null where the request's clip is made in any case.
   *
   * @param inputs the keys of the inputs that there are now
   * @throws ClipKept where the clip is protected, or was made with these inputs
   */
  async of({ automatic, eventId }: ClipRequest, inputs: readonly string[]): Promise<Clip | null> {
    const clip = automatic ? await this.clips.findOneBy({ eventId }) : null;
    if (!clip || !(await this.storage.stat(clip.fileName))) return null;
    if (clip.protected || !isStale(clip.madeFrom, inputs)) throw new ClipKept(null);
    return clip;
  }

  /**
   * Returns the sources of the next clip.
   *
   * @throws ClipKept where it would lose footage that the present clip shows, or show no more
   */
  async check(
    present: Clip,
    interval: Interval,
    opening: Promise<ClipSources>,
  ): Promise<ClipSources> {
    const sources = await opening.catch((error: unknown) => {
      throw withoutFootage(error) ? new ClipKept(GONE, { cause: error }) : error;
    });
    const [next, shown] = [shownOf(sources, interval), shownBy(present)];
    if (showsLess(next, shown)) throw new ClipKept(GONE);
    if (!showsMore(next, shown)) throw new ClipKept(null);
    return sources;
  }
}

function withoutFootage(error: unknown): boolean {
  const code = error instanceof EventClipsError && clipFailureOf(error)?.code;
  return code ? NO_FOOTAGE.has(code) : false;
}

import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pLimit, { type LimitFunction } from 'p-limit';
import { onClipsFolder } from '../../isolation/clips-folder.js';
import { ClipsOptions } from '../clips.module-definition.js';
import type { ClipSources } from '../footage/clip-sources.js';
import { DEFAULT_OPTIONS } from '../model/clip-options.js';
import type { Interval } from '../model/interval.js';
import { optionsOf } from '../model/interval-clip.js';
import { ClipProduction } from './clip-production.js';
import { PosterMaker } from './poster-maker.js';

export interface WantedFrame {
  readonly cameraId: string;
  /** A millisecond that begins at the instant: it has one frame, the one that is displayed then. */
  readonly interval: Interval;
  readonly sources: ClipSources;
  /** Of the picture, in pixels; null: as recorded. It is never enlarged. */
  readonly maxWidth: number | null;
  readonly signal: AbortSignal;
}

/**
 * Makes pictures of single frames. Each is that of a clip of one frame, so that it is as exact, of every format, and
 * costs the decoding of one GOP. As many are made at a time as clips; others wait for their turn.
 */
@Injectable()
export class FrameMaker {
  private readonly limit: LimitFunction;

  constructor(
    options: ClipsOptions,
    private readonly production: ClipProduction,
    private readonly posters: PosterMaker,
  ) {
    this.limit = pLimit(options.concurrency);
  }

  /**
   * A JPEG.
   *
   * @throws what {@link ClipProduction} throws, or the signal's reason
   */
  make(frame: WantedFrame): Promise<Buffer> {
    return this.limit(() => {
      frame.signal.throwIfAborted();
      return this.draw(frame);
    });
  }

  private draw({ maxWidth, ...frame }: WantedFrame): Promise<Buffer> {
    const about = { camera_id: frame.cameraId };
    const clip = { ...frame, about, options: optionsOf(DEFAULT_OPTIONS) };
    return this.production.run(clip, `frame-${randomUUID()}`, async (made, files, signal) => {
      const output = files.path('jpg');
      const shown = { path: made.output, format: 'mp4' } as const;
      await this.posters.draw(shown, 0, output, signal, maxWidth);
      return onClipsFolder(() => readFile(output));
    });
  }
}

import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Event } from '../../events/event.entity.js';
import { FootageSource } from '../../events/footage-source.js';
import type { ClipFormat } from '../../media/storage/clip-file.js';
import { ClipStore } from '../../media/storage/clip-store.js';
import { clipFailureOf } from './clip-failure.js';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import { ClipMaker } from '../make/clip-maker.js';
import { ClipOrders } from '../requests/clip-scheduler.js';
import { DEFAULT_FPS } from '../model/clip-options.js';
import { ClipRemoval } from '../records/clip-removal.js';
import { ClipRequests, RequestGoneError } from '../records/clip-requests.js';
import type { ClipSources } from '../footage/clip-sources.js';
import { ClipsOptions } from '../clips.module-definition.js';
import type { Interval } from '../model/interval.js';
import { eventEnd, windowOf } from '../model/window.js';
import { madeFrom } from '../footage/clip-inputs.js';
import { SourceFinder } from '../footage/source-finder.js';

export interface VideoClipOptions {
  /** Seconds before the event, a whole number from 0 to 300. Default: the configured pre-roll. */
  preSeconds?: number;
  /** Seconds after the event, a whole number from 0 to 300. Default: the configured post-roll. */
  postSeconds?: number;
  /** When the video's first frame was taken. Default: told by the file's name, metadata or age. */
  startedAt?: Date | null;
  signal?: AbortSignal;
}

export interface ImageClipOptions {
  /** Frames per second, a whole number from 1 to 60. Default 2. */
  fps?: number;
  /** Default `mp4`. */
  outputFormat?: ClipFormat;
  signal?: AbortSignal;
}

export interface EventClipOptions extends VideoClipOptions, ImageClipOptions {
  videoPath?: string;
  imagePaths?: string[];
}

/**
 * Makes the clip of an event, in this process and at once, and records it on the event.
 *
 * Each method returns the path of the published clip in the clips folder (with a storage that is no folder, its
 * name in the storage), or null where there is nothing to do: generation is switched off, the source is
 * missing, no image is valid. It throws `ClipGenerationError` when no clip could be made from a source that
 * exists, and `RangeError` for options out of bounds.
 */
@Injectable()
export class ClipGenerator {
  constructor(
    private readonly options: ClipsOptions,
    private readonly footage: FootageSource,
    private readonly sources: SourceFinder,
    private readonly maker: ClipMaker,
    private readonly orders: ClipOrders,
    private readonly requests: ClipRequests,
    private readonly removal: ClipRemoval,
    private readonly store: ClipStore,
  ) {}

  /** Cuts the event with its pre- and post-roll out of a video. */
  async generateClipFromVideo(
    event: Event,
    videoPath: string,
    options: VideoClipOptions = {},
  ): Promise<string | null> {
    const { startedAt = null, signal } = options;
    return this.generate(event, 'mp4', options, (window) =>
      this.sources.ofVideo(videoPath, startedAt, window, signal),
    );
  }

  /** Compiles still frames, in the order given. */
  async generateClipFromImages(
    event: Event,
    imagePaths: string[],
    options: ImageClipOptions = {},
  ): Promise<string | null> {
    const first = event.startedAt.getTime();
    const last = event.endedAt?.getTime() ?? first;
    const stills = imagePaths.map((path, index) => ({ path, at: index === 0 ? first : last }));
    return this.generate(event, options.outputFormat ?? 'mp4', options, () =>
      this.sources.ofStills(stills),
    );
  }

  /** Prefers the video; where it is not given, or missing, the images. */
  async generateClipForEvent(event: Event, options: EventClipOptions): Promise<string | null> {
    const { videoPath, imagePaths } = options;
    const clip = videoPath ? await this.generateClipFromVideo(event, videoPath, options) : null;
    if (clip !== null || !imagePaths?.length) return clip;
    return this.generateClipFromImages(event, imagePaths, options);
  }

  /**
   * The event's clip, MP4 before GIF, by its absolute path in the clips folder; with a storage that is no
   * folder, by its name in the storage. Null where there is none.
   */
  async getClipPath(eventId: number): Promise<string | null> {
    return (await this.store.find(eventId))?.path ?? null;
  }

  /**
   * Removes the event's clip and its record; tells whether there was one.
   *
   * @throws ClipProtectedError
   */
  async deleteClip(eventId: number): Promise<boolean> {
    return this.removal.remove(eventId);
  }

  private async generate(
    event: Event,
    format: ClipFormat,
    options: VideoClipOptions & ImageClipOptions,
    open: (window: Interval) => Promise<ClipSources>,
  ): Promise<string | null> {
    const { preRollSeconds, postRollSeconds, enabled, cut } = this.options;
    const preSeconds = within('preSeconds', options.preSeconds ?? preRollSeconds, 0, 300);
    const postSeconds = within('postSeconds', options.postSeconds ?? postRollSeconds, 0, 300);
    const fps = within('fps', options.fps ?? DEFAULT_FPS, 1, 60);
    if (!enabled) return null;

    const end = eventEnd(event, await this.footage.lastDetectionAt(event));
    const window = windowOf(event, end, {}, { preSeconds, postSeconds });
    const jobId = randomUUID();
    const order = {
      event,
      window,
      jobId,
      options: { source: 'auto', format, cut, fps, followsEnd: true } as const,
    };
    await this.orders.takeOver(order);
    try {
      const known = await this.sources.known(event, window);
      const sources = await open(window);
      await this.maker.make({
        ...order,
        sources,
        madeFrom: madeFrom(known, window, end),
        signal: options.signal ?? new AbortController().signal,
      });
      return await this.getClipPath(event.id);
    } catch (error) {
      const failure = error instanceof RequestGoneError ? REPLACED : clipFailureOf(error);
      if (!failure) throw error;
      await this.requests.fail(event.id, jobId, failure);
      if (QUIET.has(failure.code)) return null;
      throw failure;
    }
  }
}

const REPLACED = new ClipGenerationError(
  'CANCELLED',
  'The request was cancelled, or replaced by another one, before the clip was made.',
);

/** A source that is not there is no error of this service. */
const QUIET = new Set(['VIDEO_NOT_FOUND', 'NO_VALID_IMAGES']);

function within(name: string, value: number, minimum: number, maximum: number): number {
  if (Number.isInteger(value) && value >= minimum && value <= maximum) return value;
  throw new RangeError(`${name} must be a whole number from ${minimum} to ${maximum}.`);
}

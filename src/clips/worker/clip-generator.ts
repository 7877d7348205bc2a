import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Event } from '../../events/records/event.entity.js';
import { FootageSource } from '../../events/footage/footage-source.js';
import type { ClipFormat } from '../../media/storage/clip-file.js';
import { ClipStore } from '../../media/storage/clip-store.js';
import { clipFailureOf } from '../make/clip-failure.js';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import { ClipMaker } from '../make/clip-maker.js';
import { ClipScheduler } from '../requests/clip-scheduler.js';
import { DEFAULT_FPS } from '../model/clip-options.js';
import { ClipCancellation } from '../requests/clip-cancellation.js';
import { RequestGoneError } from '../records/clip-requests.js';
import { JobRequests } from '../records/job-requests.js';
import type { ClipSources } from '../footage/clip-sources.js';
import { ClipsOptions } from '../clips.module-definition.js';
import type { Interval } from '../model/interval.js';
import { eventEnd } from '../model/event-end.js';
import { requestedClip } from '../model/requested-clip.js';
import { clipInputs } from '../footage/clip-inputs.js';
import { knownInputs } from '../footage/known-footage.js';
import { SourceFinder } from '../footage/source-finder.js';

export interface VideoClipOptions {
  /** Seconds before the event, a whole number from 0 to 300. Default: the configured pre-roll. */
  preSeconds?: number;
  /** Seconds after the event, a whole number from 0 to 300. Default: the configured post-roll. */
  postSeconds?: number;
  /** When the video's first frame was taken. Default: as its name, metadata or modification time says. */
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
 * Makes the clip of an event in this process, without the queue, and records it.
 *
 * Each method returns the absolute path of the published clip in the clips folder; with a storage that is no
 * folder, the name of the clip in it. It returns null where generation is disabled, the source is missing, or
 * no image is valid. It throws `ClipGenerationError` when the clip cannot be made of a source that exists, and
 * `RangeError` for options out of bounds.
 */
@Injectable()
export class ClipGenerator {
  constructor(
    private readonly options: ClipsOptions,
    private readonly footage: FootageSource,
    private readonly sources: SourceFinder,
    private readonly maker: ClipMaker,
    private readonly scheduler: ClipScheduler,
    private readonly requests: JobRequests,
    private readonly cancellation: ClipCancellation,
    private readonly store: ClipStore,
  ) {}

  /** Cuts the event with its pre-roll and post-roll out of a video. */
  async generateClipFromVideo(
    event: Event,
    videoPath: string,
    options: VideoClipOptions = {},
  ): Promise<string | null> {
    const { startedAt = null, signal } = options;
    return this.generate(event, 'mp4', options, (interval) =>
      this.sources.ofVideo(event.cameraId, videoPath, startedAt, interval, signal),
    );
  }

  /** Compiles still frames, in the order given. */
  async generateClipFromImages(
    event: Event,
    imagePaths: string[],
    options: ImageClipOptions = {},
  ): Promise<string | null> {
    const firstMs = event.startedAt.getTime();
    const lastMs = event.endedAt?.getTime() ?? firstMs;
    const stills = imagePaths.map((path, index) => ({
      path,
      takenAtMs: index === 0 ? firstMs : lastMs,
    }));
    return this.generate(event, options.outputFormat ?? 'mp4', options, () =>
      this.sources.ofStills(stills),
    );
  }

  /** Uses the video; where it is not given or missing, the images. */
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
   * Removes the event's clip and its row. Returns whether there was one.
   *
   * @throws ClipProtectedError
   */
  async deleteClip(eventId: number): Promise<boolean> {
    return this.cancellation.remove(eventId);
  }

  private async generate(
    event: Event,
    format: ClipFormat,
    options: VideoClipOptions & ImageClipOptions,
    open: (interval: Interval) => Promise<ClipSources>,
  ): Promise<string | null> {
    const { enabled, cut, videoCodec, ...defaults } = this.options;
    const { preSeconds = defaults.preRollSeconds, postSeconds = defaults.postRollSeconds } =
      options;
    const preRollSeconds = within('preSeconds', preSeconds, 0, 300);
    const postRollSeconds = within('postSeconds', postSeconds, 0, 300);
    const fps = within('fps', options.fps ?? DEFAULT_FPS, 1, 60);
    if (!enabled) return null;

    const lastDetectionAt = await this.footage.lastDetectionAt(event);
    const clipDefaults = { cut, videoCodec, preRollSeconds, postRollSeconds };
    const clip = requestedClip(event, lastDetectionAt, { format, fps }, clipDefaults);
    const jobId = randomUUID();
    await this.scheduler.takeOver(clip, jobId);
    try {
      const known = await knownInputs(this.footage, event, clip.interval);
      const sources = await open(clip.interval);
      await this.maker.make({
        ...clip,
        jobId,
        sources,
        inputs: clipInputs(known, clip.interval, eventEnd(event, lastDetectionAt)),
        signal: options.signal ?? new AbortController().signal,
      });
      return await this.getClipPath(event.id);
    } catch (error) {
      const failure = error instanceof RequestGoneError ? REPLACED : clipFailureOf(error);
      if (!failure) throw error;
      await this.requests.fail(event.id, jobId, failure);
      if (MISSING_SOURCE.has(failure.code)) return null;
      throw failure;
    }
  }
}

const REPLACED = new ClipGenerationError(
  'CANCELLED',
  'The request was cancelled, or replaced by another one, before the clip was made.',
);

/** A missing source is no error of this service. */
const MISSING_SOURCE = new Set(['VIDEO_NOT_FOUND', 'NO_VALID_IMAGES']);

function within(name: string, value: number, minimum: number, maximum: number): number {
  if (Number.isInteger(value) && value >= minimum && value <= maximum) return value;
  throw new RangeError(`${name} must be a whole number from ${minimum} to ${maximum}.`);
}

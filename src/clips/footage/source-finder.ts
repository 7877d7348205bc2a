import { Injectable } from '@nestjs/common';
import type { Event } from '../../events/records/event.entity.js';
import {
  type FootageDetection,
  type FootageRecording,
  FootageSource,
} from '../../events/footage/footage-source.js';
import { EventClipsError } from '../../common/event-clips-error.js';
import { FootageRoots } from '../../media/footage/footage-roots.js';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import type { ClipSource } from '../model/clip-options.js';
import type { ClipSources, StillFootage, VideoFootage } from './clip-sources.js';
import { coverageOf } from './coverage.js';
import { type Interval, iso } from '../model/interval.js';
import type { VideoSource } from './video-source.js';
import { VideoSources } from './video-sources.js';

/** What the books hold for an event's window; nothing was opened yet. */
export interface KnownFootage {
  readonly cameraId: string;
  /** The event's own video. */
  readonly video: { path: string; startedAt: Date | null } | null;
  readonly recordings: readonly FootageRecording[];
  readonly detections: readonly FootageDetection[];
}

/** Finds what a clip can be made of: the event's own video, its camera's recordings, its still frames. */
@Injectable()
export class SourceFinder {
  constructor(
    private readonly footage: FootageSource,
    private readonly videos: VideoSources,
    private readonly roots: FootageRoots,
  ) {}

  async known(event: Event, window: Interval): Promise<KnownFootage> {
    const [from, to] = [new Date(window.startsAt), new Date(window.endsAt)];
    const [recordings, detections] = await Promise.all([
      this.footage.recordings(event.cameraId, from, to),
      this.footage.detections(event, from, to),
    ]);
    const { videoPath, videoStartedAt } = event;
    const video = videoPath === null ? null : { path: videoPath, startedAt: videoStartedAt };
    return { cameraId: event.cameraId, video, recordings, detections };
  }

  /**
   * Opens the best of what is known. What fails gives way to the next, and the viewer is told; when
   * nothing is left the first failure is thrown.
   *
   * @throws EventClipsError such as `VIDEO_NOT_FOUND`, `WINDOW_OUTSIDE_FOOTAGE`, `NO_VALID_IMAGES`
   */
  async open(
    known: KnownFootage,
    window: Interval,
    source: ClipSource,
    signal?: AbortSignal,
  ): Promise<ClipSources> {
    const { video, recordings, detections } = known;
    const attempts: (() => Promise<ClipSources>)[] = [];
    if (source !== 'images') {
      if (video) attempts.push(() => this.ofVideo(video.path, video.startedAt, window, signal));
      if (recordings.length > 0) attempts.push(() => this.ofRecordings(recordings, window, signal));
    }
    const none = attempts.length === 0 && detections.length === 0;
    if (none && source !== 'images' && (await this.footage.hasRecordings(known.cameraId))) {
      throw nothingIn(window);
    }
    if (source !== 'video' && (detections.length > 0 || none)) {
      attempts.push(() =>
        this.ofStills(
          detections.map(({ filePath, detectedAt }) => ({
            path: filePath,
            at: detectedAt.getTime(),
          })),
        ),
      );
    }
    return firstThatWorks(attempts);
  }

  /** One file, placed by `startedAt` or by itself. */
  async ofVideo(
    path: string,
    startedAt: Date | null,
    window: Interval,
    signal?: AbortSignal,
  ): Promise<VideoFootage> {
    const source = await this.videos.open(path, startedAt, signal);
    return within(window, [source]);
  }

  async ofStills(stills: readonly { path: string; at: number }[]): Promise<StillFootage> {
    const found: { path: string; at: number }[] = [];
    for (const { path, at } of stills) {
      const real = await this.roots.resolve(path).catch(nullIfRefused);
      if (real !== null) found.push({ path: real, at });
    }
    const [first, last] = [found[0], found.at(-1)];
    if (!first || !last) {
      throw new ClipGenerationError(
        'NO_VALID_IMAGES',
        'None of the still frames in this window can be read. Check the detections of the event.',
      );
    }
    const missing = stills.length - found.length;
    return {
      kind: 'images',
      paths: found.map(({ path }) => path),
      firstAt: first.at,
      lastAt: last.at,
      ...(missing > 0 && { note: `${missing} of ${stills.length} still frames are missing.` }),
    };
  }

  private async ofRecordings(
    recordings: readonly FootageRecording[],
    window: Interval,
    signal?: AbortSignal,
  ): Promise<VideoFootage> {
    const opened: VideoSource[] = [];
    let failure: unknown;
    for (const recording of recordings) {
      try {
        opened.push(await this.videos.openRecording(recording, signal));
      } catch (error) {
        if (!(error instanceof EventClipsError)) throw error;
        failure ??= error;
      }
    }
    if (opened.length === 0) throw failure;
    const unreadable = recordings.length - opened.length;
    const footage = within(window, opened);
    return unreadable > 0
      ? { ...footage, note: `${unreadable} of ${recordings.length} recordings could not be read.` }
      : footage;
  }
}

function within(window: Interval, sources: readonly VideoSource[]): VideoFootage {
  const stretches = coverageOf(window, sources);
  if (stretches.length > 0) return { kind: 'video', stretches };
  const startsAt = Math.min(...sources.map((source) => source.startsAt));
  const endsAt = Math.max(...sources.map((source) => source.endsAt));
  // A file that tells no duration is still being written.
  const until = Number.isFinite(endsAt) ? `to ${iso(endsAt)}` : 'on';
  throw new ClipGenerationError(
    'WINDOW_OUTSIDE_FOOTAGE',
    `The footage runs from ${iso(startsAt)} ${until}, but the clip was asked from ${iso(window.startsAt)} to ${iso(window.endsAt)}.`,
  );
}

function nothingIn({ startsAt, endsAt }: Interval): ClipGenerationError {
  return new ClipGenerationError(
    'WINDOW_OUTSIDE_FOOTAGE',
    `None of the camera's recordings shows anything from ${iso(startsAt)} to ${iso(endsAt)}.`,
  );
}

async function firstThatWorks(attempts: (() => Promise<ClipSources>)[]): Promise<ClipSources> {
  let failure: EventClipsError | undefined;
  for (const attempt of attempts) {
    try {
      const sources = await attempt();
      return failure
        ? { ...sources, note: [failure.message, sources.note].filter(Boolean).join(' ') }
        : sources;
    } catch (error) {
      if (!(error instanceof EventClipsError)) throw error;
      failure ??= error;
    }
  }
  throw failure ?? new ClipGenerationError('VIDEO_NOT_FOUND', 'There is no video of this window.');
}

function nullIfRefused(error: unknown): null {
  if (error instanceof EventClipsError) return null;
  throw error;
}

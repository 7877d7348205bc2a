import { Injectable } from '@nestjs/common';
import { type FootageRecording, FootageSource } from '../../events/footage/footage-source.js';
import { EventClipsError } from '../../common/event-clips-error.js';
import { FootageRoots } from '../../media/footage/footage-roots.js';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import type { ClipSource } from '../model/clip-options.js';
import { type Interval, iso } from '../model/interval.js';
import type { ClipSources, StillFootage, VideoFootage } from './clip-sources.js';
import { coverageOf } from './coverage.js';
import type { KnownFootage } from './known-footage.js';
import type { VideoSource } from './video-source.js';
import { VideoSources } from './video-sources.js';

export interface StillFile {
  readonly path: string;
  readonly takenAtMs: number;
}

/** Opens what a clip can be made of: the event's own video, its camera's recordings, its still frames. */
@Injectable()
export class SourceFinder {
  constructor(
    private readonly footage: FootageSource,
    private readonly videos: VideoSources,
    private readonly roots: FootageRoots,
  ) {}

  /**
   * Opens the best of what is known. Where that fails the next best is tried, and the note of the
   * result says why; where everything fails, the first error is thrown.
   *
   * @throws EventClipsError such as `VIDEO_NOT_FOUND`, `WINDOW_OUTSIDE_FOOTAGE`, `NO_VALID_IMAGES`
   */
  async open(
    known: KnownFootage,
    interval: Interval,
    source: ClipSource,
    signal?: AbortSignal,
  ): Promise<ClipSources> {
    const { video, recordings, detections } = known;
    const attempts: (() => Promise<ClipSources>)[] = [];
    if (source !== 'images') {
      if (video) attempts.push(() => this.ofVideo(video.path, video.startedAt, interval, signal));
      if (recordings.length > 0) {
        attempts.push(() => this.ofRecordings(recordings, interval, signal));
      }
    }
    const none = attempts.length === 0 && detections.length === 0;
    if (none && source !== 'images' && (await this.footage.hasRecordings(known.cameraId))) {
      throw noRecordingIn(interval);
    }
    if (source !== 'video' && (detections.length > 0 || none)) {
      const stills = detections.map(({ filePath, detectedAt }) => ({
        path: filePath,
        takenAtMs: detectedAt.getTime(),
      }));
      attempts.push(() => this.ofStills(stills));
    }
    return firstThatWorks(attempts);
  }

  /** @param startedAt when the first frame was taken; null: as the file itself says */
  async ofVideo(
    path: string,
    startedAt: Date | null,
    interval: Interval,
    signal?: AbortSignal,
  ): Promise<VideoFootage> {
    const source = await this.videos.open(path, startedAt, signal);
    return videoIn(interval, [source]);
  }

  async ofStills(stills: readonly StillFile[]): Promise<StillFootage> {
    const found: StillFile[] = [];
    for (const { path, takenAtMs } of stills) {
      const real = await this.roots.resolve(path).catch(nullIfRefused);
      if (real !== null) found.push({ path: real, takenAtMs });
    }
    const [first, last] = [found[0], found.at(-1)];
    if (!first || !last) {
      throw new ClipGenerationError(
        'NO_VALID_IMAGES',
        'None of the still frames in this interval can be read. Check the detections of the event.',
      );
    }
    const missing = stills.length - found.length;
    return {
      kind: 'images',
      paths: found.map(({ path }) => path),
      taken: { startsAtMs: first.takenAtMs, endsAtMs: last.takenAtMs },
      ...(missing > 0 && { note: `${missing} of ${stills.length} still frames are missing.` }),
    };
  }

  private async ofRecordings(
    recordings: readonly FootageRecording[],
    interval: Interval,
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
    const footage = videoIn(interval, opened);
    return unreadable > 0
      ? { ...footage, note: `${unreadable} of ${recordings.length} recordings could not be read.` }
      : footage;
  }
}

function videoIn(interval: Interval, sources: readonly VideoSource[]): VideoFootage {
  const segments = coverageOf(interval, sources);
  if (segments.length > 0) return { kind: 'video', segments };
  const startsAtMs = Math.min(...sources.map((source) => source.startsAtMs));
  const endsAtMs = Math.max(...sources.map((source) => source.endsAtMs));
  // The end of a file that is still being written is not known.
  const end = Number.isFinite(endsAtMs)
    ? `runs from ${iso(startsAtMs)} to ${iso(endsAtMs)}`
    : `starts at ${iso(startsAtMs)}`;
  throw new ClipGenerationError(
    'WINDOW_OUTSIDE_FOOTAGE',
    `The footage ${end}, but the clip was requested from ${iso(interval.startsAtMs)} to ${iso(interval.endsAtMs)}.`,
  );
}

function noRecordingIn({ startsAtMs, endsAtMs }: Interval): ClipGenerationError {
  return new ClipGenerationError(
    'WINDOW_OUTSIDE_FOOTAGE',
    `The camera has no recording from ${iso(startsAtMs)} to ${iso(endsAtMs)}.`,
  );
}

/** The result of the first attempt that succeeds; its note says why the first one failed. */
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
  throw (
    failure ?? new ClipGenerationError('VIDEO_NOT_FOUND', 'There is no video of this interval.')
  );
}

function nullIfRefused(error: unknown): null {
  if (error instanceof EventClipsError) return null;
  throw error;
}

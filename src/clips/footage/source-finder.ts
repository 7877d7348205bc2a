import { Injectable } from '@nestjs/common';
import { stillFile } from '../../events/footage/footage-files.js';
import { FootageSource } from '../../events/footage/footage-source.js';
import type { CameraNaming } from '../../events/placing/camera-naming.js';
import { EventClipsError } from '../../common/event-clips-error.js';
import { isAboutFile } from './about-file.js';
import { shownName } from '../../common/shown-name.js';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import type { ClipSource } from '../model/clip-options.js';
import type { Interval } from '../model/interval.js';
import type { ClipSources, StillFootage, VideoFootage } from './clip-sources.js';
import { coverageOf } from './coverage.js';
import type { KnownFootage } from './known-footage.js';
import { openStills } from './open-stills.js';
import { replacedIn } from './replaced-recordings.js';
import { SourceFiles } from './source-files.js';
import { type LeftOut, leftOut, partLeftOut } from './left-out.js';
import { type FailedSources, usablePieces } from './usable-pieces.js';
import { noRecordingIn, noStillIn, outsideFootage } from './outside-footage.js';
import { placedByAge } from './source-placing.js';
import { piecesOf, placingsOf, type VideoSource } from './video-source.js';
import { VideoSources } from './video-sources.js';

/** A still frame that the caller names. */
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
    private readonly files: SourceFiles,
  ) {}

  /**
   * Opens the best of what is known. Where that fails the next best is tried, and the note of the
   * result says why; where everything fails, the first error is thrown.
   *
   * @param failed why sources gave no picture: they are not used again
   * @throws EventClipsError such as `VIDEO_NOT_FOUND`, `WINDOW_OUTSIDE_FOOTAGE`, `NO_VALID_IMAGES`
   */
  async open(
    known: KnownFootage,
    interval: Interval,
    source: ClipSource,
    failed: FailedSources,
    signal?: AbortSignal,
  ): Promise<ClipSources> {
    const { cameraId, video, recordings, replaced, detections } = known;
    const naming = await this.videos.namingOf(cameraId);
    const attempts: (() => Promise<ClipSources>)[] = [];
    if (source !== 'images') {
      if (video) {
        attempts.push(async () => {
          const { path, startedAt, file } = video;
          const source = await this.videos.open(path, startedAt, naming, signal, file);
          const { usable, failure } = usablePieces(source, failed);
          const footage = videoIn(interval, usable, failure);
          const name = shownName(video.path);
          return failure ? withNote(footage, partLeftOut({ name, error: failure })) : footage;
        });
      }
      if (recordings.length > 0 || replaced.length > 0) {
        attempts.push(() => this.ofRecordings(known, interval, failed, naming, signal));
      }
    }
    const none = attempts.length === 0 && detections.length === 0;
    if (none && source !== 'images' && (await this.footage.hasRecordings(cameraId))) {
      throw await this.nothingRecorded(cameraId, interval, naming);
    }
    if (source !== 'video' && (detections.length > 0 || none)) {
      const stills = detections.map((detection) => ({
        open: () => this.files.open(stillFile(detection)),
        takenAtMs: detection.detectedAt.getTime(),
      }));
      attempts.push(() => {
        if (stills.length === 0) throw noStillIn(interval);
        return openStills(stills, failed);
      });
    }
    return firstThatWorks(attempts);
  }

  /** @param startedAt when the first frame was taken; null: as the file itself says */
  async ofVideo(
    cameraId: string,
    path: string,
    startedAt: Date | null,
    interval: Interval,
    signal?: AbortSignal,
  ): Promise<VideoFootage> {
    const naming = await this.videos.namingOf(cameraId);
    const source = await this.videos.open(path, startedAt, naming, signal);
    return videoIn(interval, piecesOf(source));
  }

  ofStills(stills: readonly StillFile[]): Promise<StillFootage> {
    const named = stills.map(({ path, takenAtMs }) => ({
      ...{ open: () => this.files.openNamed('still', path), takenAtMs },
    }));
    return openStills(named, new Map());
  }

  private async ofRecordings(
    { recordings, replaced }: KnownFootage,
    interval: Interval,
    failed: FailedSources,
    naming: CameraNaming,
    signal?: AbortSignal,
  ): Promise<VideoFootage> {
    const opened: VideoSource[] = [];
    const failures: LeftOut[] = [];
    const parts: LeftOut[] = [];
    for (const recording of recordings) {
      const name = shownName(recording.filePath);
      try {
        const source = await this.videos.openRecording(recording, naming, signal);
        const { usable, failure } = usablePieces(source, failed);
        opened.push(...usable);
        if (failure) parts.push({ name, error: failure });
      } catch (error) {
        if (!isAboutFile(error)) throw error;
        failures.push({ name, error });
      }
    }
    const uncovered = replacedIn(interval, coverageOf(interval, opened), replaced);
    failures.push(...uncovered);
    const [failure] = [...failures, ...parts];
    if (opened.length === 0) throw failure!.error;
    const footage = videoIn(interval, opened, failure?.error);
    const note = leftOut(failures, parts, recordings.length + uncovered.length);
    return note ? withNote(footage, note) : footage;
  }

  /** Names the recordings beside the interval, which may be placed wrongly. */
  private async nothingRecorded(
    cameraId: string,
    interval: Interval,
    naming: CameraNaming,
  ): Promise<ClipGenerationError> {
    const { startsAtMs, endsAtMs } = interval;
    const nearest = await Promise.all([
      this.footage.recordingBefore(cameraId, new Date(startsAtMs)),
      this.footage.recordingAfter(cameraId, new Date(endsAtMs)),
    ]);
    const beside = nearest.filter((recording) => recording !== null);
    const placings = beside.flatMap((recording) => this.videos.placingOf(recording, naming) ?? []);
    return noRecordingIn(interval, beside, placings);
  }
}

/** @param failure why other sources are left out, if any are */
function videoIn(
  interval: Interval,
  sources: readonly VideoSource[],
  failure?: EventClipsError | null,
): VideoFootage {
  const segments = coverageOf(interval, sources);
  if (segments.length > 0) {
    const note = placedByAge(placingsOf(segments.map(({ source }) => source)));
    return { kind: 'video', segments, ...(note && { note }) };
  }
  if (failure) throw failure;
  throw outsideFootage(interval, sources);
}

/** Puts a sentence before those that a viewer should know already. */
function withNote<T extends ClipSources>(sources: T, note: string): T {
  return { ...sources, note: [note, sources.note].filter(Boolean).join(' ') };
}

/** The result of the first attempt that succeeds; its note says why the first one failed. */
async function firstThatWorks(attempts: (() => Promise<ClipSources>)[]): Promise<ClipSources> {
  let failure: EventClipsError | undefined;
  for (const attempt of attempts) {
    try {
      const sources = await attempt();
      return failure ? withNote(sources, failure.message) : sources;
    } catch (error) {
      if (!isAboutFile(error)) throw error;
      failure ??= error;
    }
  }
  throw (
    failure ?? new ClipGenerationError('VIDEO_NOT_FOUND', 'There is no video of this interval.')
  );
}

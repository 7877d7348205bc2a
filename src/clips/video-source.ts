import { Injectable } from '@nestjs/common';
import { stat } from 'node:fs/promises';
import { placeVideo } from '../events/placing/place-video.js';
import type { Recording } from '../events/recording.entity.js';
import type { MediaFacts, VideoFacts } from '../ffmpeg/media-facts.js';
import { MediaProbe } from '../ffmpeg/media-probe.js';
import { FootageRoots } from '../media/footage-roots.js';
import { ClipGenerationError } from './clip-generation-error.js';
import { ClipsOptions } from './clips.module-definition.js';
import type { Interval } from './interval.js';

/** A video file whose place in time is known: its first frame is shown at `startsAt`. */
export interface VideoSource extends Interval {
  /** Real path inside the footage roots. */
  readonly path: string;
  readonly facts: MediaFacts & { video: VideoFacts };
}

/** Opens video files as sources of a clip. */
@Injectable()
export class VideoSources {
  constructor(
    private readonly options: ClipsOptions,
    private readonly roots: FootageRoots,
    private readonly probe: MediaProbe,
  ) {}

  /**
   * @param startedAt when the file's first frame was taken; null: told by the file itself
   * @throws FootageMissingError, PathNotAllowedError, UnreadableSourceError
   */
  async open(path: string, startedAt: Date | null, signal?: AbortSignal): Promise<VideoSource> {
    const realPath = await this.roots.resolve(path);
    const facts = await this.probe.probe(realPath, signal ? { signal } : {});
    const { mtime } = await stat(realPath);
    const durationSeconds = facts.durationSeconds ?? 0;
    const placed = placeVideo({
      given: startedAt,
      filePath: path,
      timezone: this.options.cameraTimezone,
      creationTime: facts.creationTime,
      modifiedAt: mtime,
      durationSeconds,
    });
    return sourceOf(realPath, facts, placed.startedAt.getTime());
  }

  /** A registered recording as it is now: one that has grown or was replaced since is read again. */
  async openRecording(recording: Recording, signal?: AbortSignal): Promise<VideoSource> {
    const realPath = await this.roots.resolve(recording.filePath);
    const { size } = await stat(realPath);
    const facts =
      size === recording.facts.sizeBytes
        ? recording.facts
        : await this.probe.probe(realPath, signal ? { signal } : {});
    return sourceOf(realPath, facts, recording.startedAt.getTime());
  }
}

function sourceOf(path: string, facts: MediaFacts, startsAt: number): VideoSource {
  const { video } = facts;
  if (!video) {
    throw new ClipGenerationError(
      'UNREADABLE_SOURCE',
      'The footage holds no video. Check the file.',
    );
  }
  // A file still being written tells no duration: it reaches as far as frames are found in it.
  const seconds = facts.durationSeconds ?? Infinity;
  const lead = video.startTimeSeconds - facts.startTimeSeconds;
  return {
    path,
    facts: { ...facts, video },
    startsAt,
    endsAt: startsAt + Math.round((seconds - lead) * 1000),
  };
}

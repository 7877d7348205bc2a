import { Injectable } from '@nestjs/common';
import { stat } from 'node:fs/promises';
import type { FootageRecording } from '../../events/footage/footage-source.js';
import { MediaProbe } from '../../probe/media-probe.js';
import { FootageRoots } from '../../media/footage/footage-roots.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { readVideoSource, type VideoSource, videoSourceOf } from './video-source.js';

/** Opens video files inside the footage roots as sources of a clip. */
@Injectable()
export class VideoSources {
  constructor(
    private readonly options: ClipsOptions,
    private readonly roots: FootageRoots,
    private readonly probe: MediaProbe,
  ) {}

  /**
   * @param startedAt when the file's first frame was taken; null: as the file itself says
   * @throws FootageMissingError, PathNotAllowedError, UnreadableSourceError, ClipGenerationError
   */
  async open(path: string, startedAt: Date | null, signal?: AbortSignal): Promise<VideoSource> {
    const placement = { startedAt, name: path, timezone: this.options.cameraTimezone };
    return readVideoSource(this.probe, await this.roots.resolve(path), placement, signal);
  }

  /** A recording as it is now: one that was probed with another size is probed again. */
  async openRecording(recording: FootageRecording, signal?: AbortSignal): Promise<VideoSource> {
    const path = await this.roots.resolve(recording.filePath);
    const { size } = await stat(path);
    const known = recording.facts?.sizeBytes === size ? recording.facts : null;
    const facts = known ?? (await this.probe.probe(path, signal ? { signal } : {}));
    return videoSourceOf(path, facts, recording.startedAt.getTime());
  }
}

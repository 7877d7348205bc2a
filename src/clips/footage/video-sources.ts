import { Injectable } from '@nestjs/common';
import { type CameraNaming, namingOf } from '../../events/placing/camera-naming.js';
import { CameraNamings } from '../../events/records/camera-namings.js';
import type { FootageFile } from '../../events/footage/footage-file.js';
import { recordingFile } from '../../events/footage/footage-files.js';
import type { FootageRecording } from '../../events/footage/footage-source.js';
import type { MediaFacts } from '../../formats/media-facts.js';
import type { FileIdentity } from '../../media/footage/file-identity.js';
import { StartLimits } from '../../events/placing/start-limits.js';
import { MediaProbe } from '../../probe/media-probe.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { SourceFiles } from './source-files.js';
import { type SourcePlacing, sourcePlacing } from './source-placing.js';
import { readVideoSource, type VideoSource, videoSourceOf } from './video-source.js';

/** Opens video files inside the footage roots as sources of a clip. */
@Injectable()
export class VideoSources {
  constructor(
    private readonly options: ClipsOptions,
    private readonly probe: MediaProbe,
    private readonly files: SourceFiles,
    private readonly namings: CameraNamings,
    private readonly limits: StartLimits,
  ) {}

  /** How a camera names its files. */
  namingOf(cameraId: string): Promise<CameraNaming> {
    return this.namings.of(cameraId, namingOf(this.options));
  }

  /**
   * @param startedAt when the file's first frame was taken; null: as the file itself says
   * @param registered left out: the caller names the file just now
   * @throws FootageMissingError, FootageReplacedError, PathNotAllowedError, UnreadableSourceError,
   * ImplausibleStartError, ClipGenerationError
   */
  async open(
    path: string,
    startedAt: Date | null,
    naming: CameraNaming,
    signal?: AbortSignal,
    registered?: FootageFile,
  ): Promise<VideoSource> {
    const file = registered
      ? await this.files.open(registered)
      : await this.files.openNamed('video', path);
    const placement = { startedAt, name: path, naming };
    const source = await readVideoSource(
      this.probe,
      file.path,
      placement,
      signal,
      this.files.isolation,
    );
    const { placedBy } = source.placing!;
    // What the caller gave is not a claim of the file.
    if (placedBy !== 'given')
      this.limits.checkRecording(path, { startedAt: new Date(source.startsAtMs), placedBy });
    return { ...source, file };
  }

  /** Opens a recording by its facts; one without is probed. */
  async openRecording(
    recording: FootageRecording,
    naming: CameraNaming,
    signal?: AbortSignal,
  ): Promise<VideoSource> {
    const file = await this.files.open(recordingFile(recording));
    const { path } = file;
    const facts = recording.facts ?? (await this.probe.probe(path, signal ? { signal } : {}));
    const source = { ...videoSourceOf(path, facts, recording.startedAt.getTime()), file };
    const placing = this.placingOf(recording, naming);
    return placing ? { ...source, placing } : source;
  }

  /** How a recording's start was determined; null where its footage source does not know. */
  placingOf({ filePath, placedBy }: FootageRecording, naming: CameraNaming): SourcePlacing | null {
    return placedBy ? sourcePlacing(filePath, placedBy, naming) : null;
  }

  /**
   * By what a recording's file is recognized now, and its facts if it has another size than when they were
   * read; null: they hold.
   *
   * @throws FootageMissingError, FootageReplacedError, PathNotAllowedError, UnreadableSourceError, FfmpegError
   */
  async look(
    recording: FootageRecording,
    signal?: AbortSignal,
  ): Promise<{ identity: FileIdentity; changed: MediaFacts | null }> {
    const { path, identity } = await this.files.open(recordingFile(recording));
    if (recording.facts?.sizeBytes === identity.sizeBytes) return { identity, changed: null };
    return { identity, changed: await this.probe.probe(path, signal ? { signal } : {}) };
  }
}

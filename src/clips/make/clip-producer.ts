import { Injectable, Logger } from '@nestjs/common';
import { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import { FileIsolation } from '../../isolation/file-isolation.js';
import { ClipsOptions } from '../clips.module-definition.js';
import type { ClipCut, ClipOptions } from '../model/clip-options.js';
import type { Interval } from '../model/interval.js';
import type { ClipSources, VideoFootage } from '../footage/clip-sources.js';
import type { TemporaryFiles } from '../records/temporary-files.js';
import { EncodedCameras } from './encoded-cameras.js';
import { sourceAtFault } from './failed-source.js';
import { gifOfVideo } from './gif-of-video.js';
import { produceImages } from './produce-images.js';
import { produceVideo } from './produce-video.js';
import { type VerifiedClip, withTranscodeFallback } from './verified-clip.js';
import { verify } from './verify.js';

/** A clip whose sources are open. */
export interface ClipToProduce {
  readonly cameraId: string;
  /** What it is of, for the log. */
  readonly about: Readonly<Record<string, unknown>>;
  readonly interval: Interval;
  readonly options: ClipOptions;
  readonly sources: ClipSources;
  readonly signal: AbortSignal;
  /** 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

/** A verified temporary file, with the version of what encoded in it. */
export interface ProducedClip extends VerifiedClip {
  /** Null: FFmpeg encoded nothing, or does not say. */
  readonly ffmpegVersion: string | null;
}

/** Makes a verified temporary file of a clip's sources: plan → produce → verify. */
@Injectable()
export class ClipProducer {
  private readonly logger = new Logger('Clips');

  constructor(
    private readonly options: ClipsOptions,
    private readonly runner: FfmpegRunner,
    private readonly footage: FileIsolation,
    private readonly encoded: EncodedCameras,
  ) {}

  /**
   * @throws SourceFailedError where one source is at fault
   * @throws FfmpegError, ClipGenerationError, SmartCutNotPossible, VerificationError
   */
  async produce(clip: ClipToProduce, files: TemporaryFiles): Promise<ProducedClip> {
    const made = await this.verified(clip, files);
    const { encoded_frames, audio } = made.produced.encoded;
    const isEncoded = encoded_frames.length > 0 || audio === 'encoded';
    return { ...made, ffmpegVersion: isEncoded ? await this.ffmpegVersion(clip) : null };
  }

  /** A clip is not made again only because FFmpeg does not say its version. */
  private async ffmpegVersion({ about }: ClipToProduce): Promise<string | null> {
    try {
      return await this.runner.version();
    } catch (err) {
      this.logger.warn({ msg: 'The version of FFmpeg is not known', ...about, err });
      return null;
    }
  }

  private async verified(clip: ClipToProduce, files: TemporaryFiles): Promise<VerifiedClip> {
    const { cameraId, sources, options } = clip;
    const { videoCodec: requested } = options;
    this.encoded.note(cameraId, sources, { requested, configured: this.options.videoCodec });
    if (sources.kind === 'images') return this.attempt(clip, clip.options.cut, files);
    const ofSources = (some: VideoFootage) => this.ofVideo({ ...clip, sources: some }, files);
    try {
      return await ofSources(sources);
    } catch (error) {
      throw await sourceAtFault(error, sources.segments, (segment) =>
        ofSources({ ...sources, segments: [segment] }),
      );
    }
  }

  private ofVideo(clip: ClipToProduce, files: TemporaryFiles): Promise<VerifiedClip> {
    const attempt = (cut: ClipCut) => this.attempt(clip, cut, files);
    return withTranscodeFallback(attempt, clip.options.cut, (error) =>
      this.logger.error({
        msg: 'The clip was not what was planned, so it is made again by transcode',
        ...clip.about,
        err: error,
      }),
    );
  }

  private async attempt(
    clip: ClipToProduce,
    cut: ClipCut,
    files: TemporaryFiles,
  ): Promise<VerifiedClip> {
    const { sources, options, signal, onProgress } = clip;
    if (sources.kind === 'video' && options.format === 'gif')
      return this.gifOfVideo(clip, cut, files);
    const output = files.path(options.format);
    const { gifMaxSeconds, timeoutSeconds } = this.options;
    const job = { output, files, signal, onProgress };
    // So that a source on which FFmpeg hangs fails before the whole clip does.
    const stalledAfterMs = (timeoutSeconds * 1000) / 2;
    const produced =
      sources.kind === 'video'
        ? await produceVideo(this.runner, sources, {
            ...{ ...job, cut, stalledAfterMs },
            videoCodec: options.videoCodec,
          })
        : await produceImages(this.runner, sources, {
            ...{ ...job, ...options, gifMaxSeconds },
            footage: this.footage,
          });
    const measured = await verify(this.runner, output, options.format, produced, signal);
    return { output, produced, measured };
  }

  private async gifOfVideo(
    clip: ClipToProduce,
    cut: ClipCut,
    files: TemporaryFiles,
  ): Promise<VerifiedClip> {
    const { options, signal } = clip;
    const asMp4 = { ...clip, options: { ...options, format: 'mp4' as const } };
    const mp4 = await this.attempt(asMp4, cut, files);
    const output = files.path('gif');
    const maxSeconds = this.options.gifMaxSeconds;
    const job = { input: mp4.output, output, maxSeconds, signal };
    const produced = await gifOfVideo(this.runner, mp4.produced, job);
    const measured = await verify(this.runner, output, 'gif', produced, signal);
    return { output, produced, measured };
  }
}

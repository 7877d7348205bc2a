import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import type { MediaFacts } from '../../formats/media-facts.js';
import type { RenditionName } from '../../media/storage/clip-file.js';
import { videoSourceOf } from '../footage/video-source.js';
import { SMALL_MAX_HEIGHT } from '../model/needed-renditions.js';
import type { PreviewedClip } from '../model/preview-plan.js';
import type { TemporaryFiles } from '../records/temporary-files.js';
import { gifOfVideo } from './gif-of-video.js';
import { producePreview } from './produce-preview.js';
import { type Produced, producedOfClip } from './produced.js';
import { produceVideo } from './produce-video.js';
import { VerificationError } from './verification-error.js';

/** A published MP4 clip. */
export interface FinishedClip {
  readonly path: string;
  readonly facts: MediaFacts;
  readonly clip: PreviewedClip;
}

export interface RenditionToProduce {
  readonly output: string;
  readonly files: TemporaryFiles;
  readonly gifMaxSeconds: number;
  readonly notifyMaxBytes: number;
  readonly signal: AbortSignal;
  /** 0 to 1. */
  readonly onProgress: (fraction: number) => void;
}

/** @throws FfmpegError, ClipGenerationError, VerificationError, SmartCutNotPossible */
export async function produceRendition(
  runner: FfmpegRunner,
  name: RenditionName,
  finished: FinishedClip,
  job: RenditionToProduce,
): Promise<Produced> {
  const { path: input, clip } = finished;
  switch (name) {
    case 'h264':
      return withAllFrames(runner, finished, job);
    case 'small':
      return withAllFrames(runner, finished, { ...job, maxHeight: SMALL_MAX_HEIGHT });
    case 'gif': {
      const { output, gifMaxSeconds: maxSeconds, signal } = job;
      const whole = producedOfClip({ ...clip, why: 'a GIF was requested' });
      return gifOfVideo(runner, whole, { input, output, maxSeconds, signal });
    }
    case 'notify':
    case 'chat':
    case 'timelapse':
      return producePreview(runner, name, clip, { ...job, input });
  }
}

/** Encodes all of the clip as if it were a recording, and verifies that it has the same frames. */
async function withAllFrames(
  runner: FfmpegRunner,
  { path, facts, clip }: FinishedClip,
  job: RenditionToProduce & { readonly maxHeight?: number },
): Promise<Produced> {
  const source = videoSourceOf(path, facts, 0);
  const { startsAtMs, endsAtMs } = source;
  const produced = await produceVideo(
    runner,
    { kind: 'video', segments: [{ source, startsAtMs, endsAtMs }] },
    { ...job, cut: 'transcode', videoCodec: 'h264' },
  );
  if (produced.frames !== clip.frames) {
    throw new VerificationError(`${produced.frames} frames instead of ${clip.frames}`);
  }
  return produced;
}

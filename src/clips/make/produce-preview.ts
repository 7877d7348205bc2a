import { stat } from 'node:fs/promises';
import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import { onClipsFolder } from '../../isolation/clips-folder.js';
import {
  limitsOf,
  type PreviewedClip,
  type PreviewName,
  previewPlanOf,
  smallerPlan,
} from '../model/preview-plan.js';
import { previewArguments } from './preview-arguments.js';
import { type Produced, producedOfClip } from './produced.js';
import { VerificationError } from './verification-error.js';

export interface PreviewJob {
  /** A finished MP4 clip. */
  readonly input: string;
  readonly output: string;
  readonly notifyMaxBytes: number;
  readonly signal: AbortSignal;
  /** 0 to 1. */
  readonly onProgress: (fraction: number) => void;
}

/** The encoder keeps its rate so well that even noise takes one; what does not fit after five never will. */
const ATTEMPTS = 5;

/**
 * Encodes a preview of a clip, again with fewer pixels where it has too many bytes.
 *
 * @throws FfmpegError, VerificationError where every attempt has too many bytes
 */
export async function producePreview(
  runner: FfmpegRunner,
  name: PreviewName,
  clip: PreviewedClip,
  job: PreviewJob,
): Promise<Produced> {
  const { input, output, notifyMaxBytes, signal, onProgress } = job;
  const { maxBytes } = limitsOf(name, notifyMaxBytes);
  let plan = previewPlanOf(name, clip, notifyMaxBytes);
  let bytes = 0;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const seconds = clip.durationSeconds / plan.speed;
    let frames = 0;
    await runner.ffmpeg(previewArguments(input, output, plan), {
      signal,
      onProgress: (progress) => {
        frames = progress.frames;
        onProgress(Math.min(1, progress.outTimeSeconds / seconds));
      },
    });
    ({ size: bytes } = await onClipsFolder(() => stat(output)));
    if (maxBytes === null || bytes <= maxBytes) {
      const why = `${plan.speed.toFixed(2)} times as fast, at most ${plan.maxHeight} pixels high, attempt ${attempt}`;
      return producedOfClip({ frames, durationSeconds: frames / plan.framesPerSecond, why });
    }
    plan = smallerPlan(plan, bytes, maxBytes);
  }
  throw new VerificationError(`${bytes} bytes instead of at most ${maxBytes}`);
}

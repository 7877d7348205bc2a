import { EventClipsError } from '../../common/event-clips-error.js';
import { SmartCutNotPossible } from '../../cut/cut-errors.js';
import { FfmpegError } from '../../ffmpeg/ffmpeg-error.js';
import type { Segment } from '../footage/coverage.js';
import { sourceKey } from '../footage/usable-pieces.js';
import type { VideoSource } from '../footage/video-source.js';
import type { ClipGenerationError } from '../model/clip-generation-error.js';
import { SourceFailedError } from '../model/source-failed-error.js';
import { clipFailureOf } from './clip-failure.js';
import { VerificationError } from './verification-error.js';

/** The error as one of this source; null where the footage is not at fault, but the disk, the time limit or FFmpeg. */
export function failedSource(source: VideoSource, error: unknown): SourceFailedError | null {
  const failure = failureOfFootage(error);
  return failure && new SourceFailedError(sourceKey(source), failure);
}

/**
 * Finds the source that made a whole clip fail, by making a clip of each segment alone. Where each of them succeeds,
 * none is at fault, and the error is returned.
 *
 * @param tryAlone makes the clip of one segment
 */
export async function sourceAtFault(
  error: unknown,
  segments: readonly Segment<VideoSource>[],
  tryAlone: (segment: Segment<VideoSource>) => Promise<unknown>,
): Promise<unknown> {
  if (error instanceof SourceFailedError || !failureOfFootage(error)) return error;
  const [first, ...others] = segments;
  if (first && others.length === 0) return failedSource(first.source, error);
  for (const segment of segments) {
    try {
      await tryAlone(segment);
    } catch (alone) {
      return alone instanceof SourceFailedError
        ? alone
        : (failedSource(segment.source, alone) ?? alone);
    }
  }
  return error;
}

function failureOfFootage(error: unknown): ClipGenerationError | null {
  return isOfFootage(error) ? clipFailureOf(error) : null;
}

function isOfFootage(error: unknown): boolean {
  if (error instanceof FfmpegError)
    return ['failed', 'too_much_output', 'stalled'].includes(error.reason);
  if (error instanceof VerificationError || error instanceof SmartCutNotPossible) return true;
  return error instanceof EventClipsError && error.code === 'UNREADABLE_SOURCE';
}

import { stat } from 'node:fs/promises';
import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import { onClipsFolder } from '../../isolation/clips-folder.js';
import type { ClipFormat } from '../../media/storage/clip-file.js';
import { codecsOfLocalFile } from '../../media/storage/codecs-of-file.js';
import { sha256Of } from '../../media/storage/sha256.js';
import { checkHead } from './check-head.js';
import { readClip } from './read-clip.js';
import type { Produced } from './produced.js';
import { VerificationError } from './verification-error.js';

/** What was measured on the finished file. */
export interface Measured {
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly frames: number;
  /** As shown, that is after rotation. */
  readonly width: number;
  readonly height: number;
  readonly durationSeconds: number;
  /** What players call its codecs (RFC 6381), the video's first; null for a GIF, and where its index does not say. */
  readonly codecs: string | null;
}

/**
 * Verifies a finished file. If its packets were compared with the recordings already, only its heads are decoded, and
 * compared with what they were encoded of. Every other file is also measured and compared with the plan: it has one
 * video stream and exactly the planned frames, the first is at 0, they are at most half a frame too short and a frame
 * too long, and the seams decode without an error.
 *
 * @throws VerificationError, FfmpegError
 */
export async function verify(
  runner: FfmpegRunner,
  path: string,
  format: ClipFormat,
  produced: Produced,
  signal?: AbortSignal,
): Promise<Measured> {
  const { comparedSize, frames, durationSeconds } = produced;
  const [shown, { size }, sha256, codecs] = await Promise.all([
    comparedSize
      ? { ...comparedSize, frames, durationSeconds }
      : measured(runner, path, format, produced, signal),
    onClipsFolder(() => stat(path)),
    sha256Of(path, signal),
    format === 'mp4' ? codecsOfLocalFile(path) : null,
    ...produced.seams.map((seam) => checkHead(runner, path, seam, signal)),
  ]);
  return { ...shown, bytes: size, sha256, codecs };
}

async function measured(
  runner: FfmpegRunner,
  path: string,
  format: ClipFormat,
  produced: Produced,
  signal?: AbortSignal,
): Promise<Omit<Measured, 'bytes' | 'sha256' | 'codecs'>> {
  const joins = produced.seams.filter(({ head }) => !head);
  const report = await readClip(runner, path, format, joins, signal);
  const { frames, width, height, startsAtSeconds, durationSeconds } = report;
  if (report.streams !== 1 || !width || !height) {
    throw new VerificationError('not exactly one stream of pictures');
  }
  if (frames !== produced.frames) {
    throw new VerificationError(`${frames} frames instead of ${produced.frames}`);
  }
  const frame = produced.durationSeconds / produced.frames;
  const halfFrame = Math.max(frame / 2, 0.05);
  const longer = durationSeconds - produced.durationSeconds;
  // Of a last frame with B-frames before it, FFmpeg gives the length in the order of decoding.
  if (!(longer >= -halfFrame && longer <= halfFrame + frame / 2)) {
    throw new VerificationError(`${durationSeconds} s instead of ${produced.durationSeconds} s`);
  }
  if (!(Math.abs(startsAtSeconds) <= halfFrame)) {
    throw new VerificationError(`the first frame at ${startsAtSeconds} s instead of 0`);
  }
  const turned = produced.rotation % 180 !== 0;
  const shown = turned ? { width: height, height: width } : { width, height };
  // FFmpeg does not say how long a last frame with B-frames before it lasts. The index says it as planned.
  const isCut = format === 'mp4' && produced.method !== 'images';
  return {
    ...shown,
    frames,
    durationSeconds: isCut ? produced.durationSeconds : durationSeconds,
  };
}

import { maxBytesOf, readSmallPictures, smallPictures } from '../../cut/head/small-pictures.js';
import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import { localInput } from '../../ffmpeg/local-input.js';
import { differenceOfAll } from './picture-difference.js';
import { NO_ANALYSIS, orRefused, SEAM_OPTIONS } from './read-clip.js';
import type { FilePart } from '../model/interval.js';
import type { Seam } from './seams.js';
import { VerificationError } from './verification-error.js';

/**
 * Decodes a head and the frames after it, and compares its frames with those that it was encoded of.
 *
 * @throws VerificationError, FfmpegError
 */
export async function checkHead(
  runner: FfmpegRunner,
  path: string,
  seam: Seam,
  signal?: AbortSignal,
): Promise<void> {
  if (!seam.head) return;
  const { frames, gop } = seam.head;
  const run = runner.ffmpeg(headArguments(path, seam, frames), {
    maxOutputBytes: maxBytesOf(frames),
    ...(signal && { signal }),
  });
  const { stdout } = await orRefused(run);
  const shown = readSmallPictures(stdout);
  const difference =
    shown.length < frames
      ? `${shown.length} of ${frames} encoded frames can be decoded`
      : await differenceOfAll(shown, gop.pictures, gop.skip);
  if (difference === null) return;
  throw new VerificationError(`from ${seam.fromSeconds.toFixed(3)} s on, ${difference}`);
}

/**
 * The head begins with a keyframe. What follows its frames is decoded, too, but there are no pictures of it, as it is
 * shown after them.
 */
export function headArguments(
  path: string,
  { fromSeconds, toSeconds }: FilePart,
  frames: number,
): string[] {
  const from = fromSeconds + HALF_TICK_SECONDS;
  const seek = fromSeconds > 0 ? ['-noaccurate_seek', '-ss', from.toFixed(6)] : [];
  const range = [...seek, '-t', (toSeconds - fromSeconds).toFixed(6)];
  return [
    ...['-xerror', '-copyts'],
    ...localInput(path, 'mov', [...NO_ANALYSIS, ...SEAM_OPTIONS, ...AS_CODED, ...range]),
    ...smallPictures('0:v:0', 'pipe:1', [`select='lt(n,${frames})'`]),
  ];
}

/** The pictures that it was encoded of are not turned either. */
const AS_CODED = ['-noautorotate'];

/** A time is rounded to the nearest tick, which may be later. */
const HALF_TICK_SECONDS = 0.000006;

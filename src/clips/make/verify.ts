import { stat } from 'node:fs/promises';
import { FfmpegError } from '../../ffmpeg/ffmpeg-error.js';
import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import { localInput } from '../../ffmpeg/local-input.js';
import { CLIP_DEMUXERS, type ClipFormat } from '../../media/storage/clip-file.js';
import { sha256Of } from '../../media/storage/sha256.js';
import { PacketReport } from './packet-report.js';
import type { Produced } from './produced.js';
import type { FilePart } from '../model/interval.js';

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
}

/** The finished file is not what was planned. `message` says how, for the log. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError';
}

/**
 * Measures a finished file and compares it with the plan: it has one video stream and exactly the planned
 * frames, the first is at 0, their length is right to within half a frame, and the seams decode without
 * an error.
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
  const [report, { size }, sha256] = await Promise.all([
    read(runner, path, format, produced.seams, signal),
    stat(path),
    sha256Of(path, signal),
  ]);
  const { frames, width, height, startsAtSeconds, durationSeconds } = report;
  if (report.streams !== 1 || !width || !height) {
    throw new VerificationError('not exactly one stream of pictures');
  }
  if (frames !== produced.frames) {
    throw new VerificationError(`${frames} frames instead of ${produced.frames}`);
  }
  const halfFrame = Math.max(0.5 / (produced.frames / produced.durationSeconds), 0.05);
  if (!(Math.abs(durationSeconds - produced.durationSeconds) <= halfFrame)) {
    throw new VerificationError(`${durationSeconds} s instead of ${produced.durationSeconds} s`);
  }
  if (!(Math.abs(startsAtSeconds) <= halfFrame)) {
    throw new VerificationError(`the first frame at ${startsAtSeconds} s instead of 0`);
  }
  const turned = produced.rotation % 180 !== 0;
  const shown = turned ? { width: height, height: width } : { width, height };
  return { ...shown, frames, durationSeconds, bytes: size, sha256 };
}

/** Seams that one process decodes; it opens the file once for each. */
const SEAMS_AT_ONCE = 50;

async function read(
  runner: FfmpegRunner,
  path: string,
  format: ClipFormat,
  seams: readonly FilePart[],
  signal?: AbortSignal,
): Promise<PacketReport> {
  const report = new PacketReport();
  const onOutput = (chunk: Buffer) => report.push(chunk.toString('latin1'));
  for (let first = 0; first === 0 || first < seams.length; first += SEAMS_AT_ONCE) {
    const batch = seams.slice(first, first + SEAMS_AT_ONCE);
    const args = verifyArguments(path, format, batch, first === 0);
    try {
      await runner.ffmpeg(args, { onOutput, ...(signal && { signal }) });
    } catch (error) {
      const failed = error instanceof FfmpegError && error.reason === 'failed';
      if (!failed) throw error;
      throw new VerificationError('it cannot be read, or a seam does not decode', { cause: error });
    }
  }
  return report;
}

/**
 * Decodes the seams of a clip and stops at the first error. With `whole`, the same process also reports
 * every packet: starting a process takes longer than either.
 */
export function verifyArguments(
  path: string,
  format: ClipFormat,
  seams: readonly FilePart[],
  whole: boolean,
): string[] {
  const known = format === 'mp4' ? NO_ANALYSIS : [];
  const input = (options: readonly string[]) =>
    localInput(path, CLIP_DEMUXERS[format], [...known, ...options]);
  const inputs = seams.flatMap(({ fromSeconds, toSeconds }) =>
    input([
      ...SEAM_OPTIONS,
      '-ss',
      fromSeconds.toFixed(3),
      '-t',
      (toSeconds - fromSeconds).toFixed(3),
    ]),
  );
  const maps = seams.flatMap((_, index) => ['-map', `${index}:v:0`]);
  const report = ['-map', `${seams.length}:v`, '-c', 'copy', '-f', 'framecrc', 'pipe:1'];
  return [
    // Without -copyts, FFmpeg moves a first frame that is late to 0, and the report would not show it.
    ...['-xerror', '-copyts', ...inputs, ...(whole ? input([]) : [])],
    ...(seams.length > 0 ? [...maps, '-f', 'null', '-'] : []),
    ...(whole ? report : []),
  ];
}

/**
 * One thread for each seam: a seam has few frames, and the memory of further threads would cost more
 * than they gain.
 */
const SEAM_OPTIONS = ['-err_detect', 'explode', '-threads', '1'];

/** The index of an MP4 describes its streams, so FFmpeg need not decode frames to find out. */
const NO_ANALYSIS = ['-probesize', '32', '-analyzeduration', '0'];

import { FfmpegError } from '../../ffmpeg/ffmpeg-error.js';
import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import { localInput } from '../../ffmpeg/local-input.js';
import { CLIP_DEMUXERS, type ClipFormat } from '../../media/storage/clip-file.js';
import type { FilePart } from '../model/interval.js';
import { PacketReport } from './packet-report.js';
import { VerificationError } from './verification-error.js';

/** Seams that one process decodes; it opens the file once for each. */
const SEAMS_AT_ONCE = 50;

/** Reads all packets of a finished file, and decodes its seams. */
export async function readClip(
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
    const args = readArguments(path, format, batch, first === 0);
    await orRefused(runner.ffmpeg(args, { onOutput, ...(signal && { signal }) }));
  }
  return report;
}

/** What FFmpeg cannot read or decode of a clip is a fault of the clip. */
export async function orRefused<T>(run: Promise<T>): Promise<T> {
  try {
    return await run;
  } catch (error) {
    const failed = error instanceof FfmpegError && error.reason === 'failed';
    if (!failed) throw error;
    throw new VerificationError('it cannot be read, or a seam does not decode', { cause: error });
  }
}

/**
 * Decodes the seams of a clip and stops at the first error. With `whole`, the same process also reports
 * every packet: starting a process takes longer than either.
 */
export function readArguments(
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
export const SEAM_OPTIONS = ['-err_detect', 'explode', '-threads', '1'];

/** The index of an MP4 describes its streams, so FFmpeg need not decode frames to find out. */
export const NO_ANALYSIS = ['-probesize', '32', '-analyzeduration', '0'];

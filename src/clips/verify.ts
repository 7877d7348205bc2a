import { stat } from 'node:fs/promises';
import { FfmpegError } from '../ffmpeg/ffmpeg-error.js';
import type { FfmpegRunner } from '../ffmpeg/ffmpeg-runner.js';
import { localInput } from '../ffmpeg/local-input.js';
import type { ClipFormat } from '../media/clip-file.js';
import type { Produced, Seam } from './produced.js';
import { sha256Of } from './sha256.js';

/** The finished file as measured. */
export interface Measured {
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly frames: number;
  /** Of the picture as it is shown, turned where the file asks for that. */
  readonly width: number;
  readonly height: number;
  readonly durationSeconds: number;
}

/** The finished file is not what was planned. `message` says how, for the log. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError';
}

/**
 * Measures a finished file and compares it with what should be in it: one video stream of at least one
 * pixel, exactly the frames planned, their span to within half a frame, and seams that decode without an
 * error.
 */
export async function verify(
  runner: FfmpegRunner,
  path: string,
  format: ClipFormat,
  produced: Produced,
  signal?: AbortSignal,
): Promise<Measured> {
  const [video, { size }, sha256] = await Promise.all([
    probe(runner, path, format, signal),
    stat(path),
    sha256Of(path, signal),
    checkSeams(runner, path, produced.seams, signal),
  ]);
  if (video.frames !== produced.frames) {
    throw new VerificationError(`${video.frames} frames instead of ${produced.frames}`);
  }
  const halfFrame = Math.max(0.5 / (produced.frames / produced.durationSeconds), 0.05);
  if (Math.abs(video.durationSeconds - produced.durationSeconds) > halfFrame) {
    throw new VerificationError(
      `${video.durationSeconds} s instead of ${produced.durationSeconds} s`,
    );
  }
  return { ...video, bytes: size, sha256 };
}

/** Seams that one process decodes: each opens the file again. */
const SEAMS_AT_ONCE = 50;

async function checkSeams(
  runner: FfmpegRunner,
  path: string,
  seams: readonly Seam[],
  signal?: AbortSignal,
): Promise<void> {
  for (let first = 0; first < seams.length; first += SEAMS_AT_ONCE) {
    const batch = seams.slice(first, first + SEAMS_AT_ONCE);
    try {
      await runner.ffmpeg(seamArguments(path, batch), signal ? { signal } : {});
    } catch (error) {
      const failed = error instanceof FfmpegError && error.reason === 'failed';
      if (!failed) throw error;
      throw new VerificationError('a seam does not decode', { cause: error });
    }
  }
}

/** Decodes the seams and stops at the first error. */
export function seamArguments(path: string, seams: readonly Seam[]): string[] {
  const inputs = seams.flatMap(({ from, to }) => {
    const span = ['-ss', from.toFixed(3), '-t', (to - from).toFixed(3)];
    return localInput(path, DEMUXERS.mp4, ['-err_detect', 'explode', ...span]);
  });
  const maps = seams.flatMap((_, index) => ['-map', `${index}:v:0`]);
  return ['-xerror', ...inputs, ...maps, '-f', 'null', '-'];
}

const DEMUXERS: Record<ClipFormat, string> = { mp4: 'mov', gif: 'gif' };

interface StreamReport {
  width?: number;
  height?: number;
  nb_read_packets?: string;
  duration?: string;
  side_data_list?: { rotation?: number }[];
}

async function probe(runner: FfmpegRunner, path: string, format: ClipFormat, signal?: AbortSignal) {
  const { stdout } = await runner.ffprobe(
    [
      ...['-count_packets', '-select_streams', 'v'],
      ...[
        '-show_entries',
        'stream=width,height,nb_read_packets,duration:stream_side_data=rotation',
      ],
      ...['-of', 'json'],
      ...localInput(path, DEMUXERS[format]),
    ],
    signal ? { signal } : {},
  );
  const { streams = [] } = JSON.parse(stdout.toString()) as { streams?: StreamReport[] };
  const [video] = streams;
  if (streams.length !== 1 || !video?.width || !video.height) {
    throw new VerificationError('not exactly one picture stream');
  }
  const { width, height, side_data_list = [] } = video;
  const turned = side_data_list.some(({ rotation = 0 }) => rotation % 180 !== 0);
  return {
    ...(turned ? { width: height, height: width } : { width, height }),
    frames: Number(video.nb_read_packets),
    durationSeconds: Number(video.duration),
  };
}

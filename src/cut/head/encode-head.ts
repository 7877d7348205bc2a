import { Readable } from 'node:stream';
import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import { MAX_PIXELS } from '../../ffmpeg/local-input.js';
import type { HeadJob } from '../cut-types.js';

/** A head is short, but its pictures may be large. */
const MAX_HEAD_BYTES = 512 * 1024 * 1024;

/** Encodes the frames of a head; returns a byte stream (Annex B) with a delimiter before each frame. */
export async function encodeHead(
  runner: FfmpegRunner,
  job: HeadJob,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { stdout } = await runner.ffmpeg(headArguments(job), {
    input: Readable.from([job.stream]),
    maxOutputBytes: MAX_HEAD_BYTES,
    signal,
  });
  return stdout;
}

export function headArguments(job: HeadJob): string[] {
  const { skip, frames, frameRate } = job;
  return [
    // Strict: where a stream does not tell its reordering, allow for the most instead of guessing.
    ...['-strict', 'strict', '-protocol_whitelist', 'pipe', '-f', 'h264'],
    // Its first bytes tell all that is to be known; without this its first frames are decoded twice.
    ...['-probesize', '32'],
    // Each further thread would keep frames of its own, whose memory costs more than the thread gains.
    ...['-threads', '1'],
    ...['-max_pixels', String(MAX_PIXELS), '-framerate', String(frameRate)],
    ...['-i', 'pipe:0', '-map', '0:v:0'],
    ...['-vf', `select='between(n,${skip},${skip + frames - 1})',setpts=N/(${frameRate}*TB)`],
    ...['-fps_mode', 'passthrough', '-frames:v', String(frames)],
    // Quickly, and without looking ahead: a head is too short to gain much by either, and is larger instead.
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-crf', '22'],
    ...['-profile:v', job.profile],
    ...['-threads', '2', '-bf', '0', '-g', String(frames), '-sc_threshold', '0', '-a53cc', '0'],
    ...colourArguments(job),
    ...['-x264-params', [`sps-id=${job.setId}`, ...PARAMS, ...TOOLS[job.profile]].join(':')],
    ...['-f', 'h264', 'pipe:1'],
  ];
}

/** The cheapest tool of each profile: without one, the encoder would announce a lower profile. */
const TOOLS: Record<HeadJob['profile'], string[]> = {
  baseline: [],
  main: ['cabac=1'],
  high: ['8x8dct=1'],
};

/** A delimiter before each frame, and one slice for it, which takes less work than two. */
const PARAMS = ['aud=1', 'sliced-threads=0'];

/** Told anew because the encoder does not learn them from the decoder; else brightness would jump. */
function colourArguments(job: HeadJob): string[] {
  const args = ['-pix_fmt', job.fullRange ? 'yuvj420p' : 'yuv420p'];
  if (job.fullRange !== null) args.push('-color_range', job.fullRange ? 'pc' : 'tv');
  if (job.primaries !== null) args.push('-color_primaries', String(job.primaries));
  if (job.transfer !== null) args.push('-color_trc', String(job.transfer));
  if (job.matrix !== null) args.push('-colorspace', String(job.matrix));
  return args;
}

import { Readable } from 'node:stream';
import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import { MAX_PIXELS } from '../../ffmpeg/local-input.js';
import type { HeadJob } from '../codec/codec.js';
import { codecNamed } from '../codec/codecs.js';

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
  const { codec, skip, frames, frameRate } = job;
  return [
    // Strict: where a stream does not say how it reorders frames, allow for the most instead of guessing.
    ...['-strict', 'strict', '-protocol_whitelist', 'pipe', '-f', codec],
    // Its first bytes are enough to open it; with more, its first frames would be decoded twice.
    ...['-probesize', '32'],
    // Each additional thread would keep its own frames, whose memory costs more than the thread gains.
    ...['-threads', '1'],
    ...['-max_pixels', String(MAX_PIXELS), '-framerate', String(frameRate)],
    ...['-i', 'pipe:0', '-map', '0:v:0'],
    ...['-vf', `select='between(n,${skip},${skip + frames - 1})',setpts=N/(${frameRate}*TB)`],
    ...['-fps_mode', 'passthrough', '-frames:v', String(frames)],
    ...codecNamed(codec)!.encoderArguments(job),
    ...['-f', codec, 'pipe:1'],
  ];
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import { onClipsFolder } from '../../isolation/clips-folder.js';
import { MAX_PIXELS } from '../../ffmpeg/local-input.js';
import type { HeadJob } from '../codec/codec.js';
import type { DecodedGop } from '../cut-types.js';
import { codecNamed } from '../codec/codecs.js';
import { COMPARED_AROUND, readSmallPictures, smallPictures } from './small-pictures.js';

/** A head is short, but its pictures may be large. */
const MAX_HEAD_BYTES = 512 * 1024 * 1024;

/** An encoded head, and what was decoded for it. */
export interface HeadFile {
  /** A byte stream (Annex B) with a delimiter before each frame. */
  encoded: Uint8Array;
  /** How many pictures of the group were decoded. */
  decoded: number;
  /** Of the frames of the group that it may be compared with. */
  gop: DecodedGop;
}

/** @param folder for a temporary file */
export async function encodeHead(
  runner: FfmpegRunner,
  job: HeadJob,
  folder: string,
  options: { signal: AbortSignal; stalledAfterMs?: number | undefined },
): Promise<HeadFile> {
  const { signal, stalledAfterMs } = options;
  const path = join(folder, 'decoded.gif');
  const { stdout } = await runner.ffmpeg(headArguments(job, path), {
    input: Readable.from([job.stream]),
    maxOutputBytes: MAX_HEAD_BYTES,
    signal,
    ...(stalledAfterMs !== undefined && { stalledAfterMs }),
  });
  const pictures = readSmallPictures(await onClipsFolder(() => readFile(path)));
  const leftOut = firstPicture(job);
  return {
    encoded: stdout,
    decoded: leftOut + pictures.length,
    gop: { pictures, skip: job.skip - leftOut },
  };
}

/** The number of the first frame that there is a small picture of; there is one of every later frame. */
function firstPicture({ skip }: HeadJob): number {
  return Math.max(0, skip - COMPARED_AROUND);
}

/** @param picturesPath frames around the head are written there as small pictures */
export function headArguments(job: HeadJob, picturesPath: string): string[] {
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
    ...smallPictures('0:v:0', `file:${picturesPath}`, [`select='gte(n,${firstPicture(job)})'`]),
  ];
}

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FfmpegRunner } from '../ffmpeg/ffmpeg-runner.js';
import { onClipsFolder, removeFolder } from '../isolation/clips-folder.js';
import type { ComparedClip, CutPlan, CutSegment } from './cut-types.js';
import { CutWorker } from './worker/cut-worker.js';
import { encodeAudio } from './audio/encode-audio.js';
import { decodes } from './head/decodes.js';
import { encodeHead, type HeadFile } from './head/encode-head.js';

const CUT_TIMEOUT_MS = 600_000;

export interface CutOptions {
  runner: FfmpegRunner;
  signal?: AbortSignal;
  /** Called with a fraction from 0 to 1 while the clip is written. */
  onProgress?: (fraction: number) => void;
  timeoutMs?: number;
  /** How long FFmpeg may take for the first or the next frame of a head. Default: no limit. */
  stalledAfterMs?: number | undefined;
  /** Without it, the clip is silent. Default true. */
  audio?: boolean;
}

/**
 * Cuts segments of recordings into one MP4 at `output`, with exactly the frames of each. Only the frames
 * before the first keyframe of a segment are encoded; every later packet is copied. The clip is compared with
 * the recordings afterwards, except for what encoded frames show.
 *
 * Throws `SmartCutNotPossible` where everything has to be encoded, `ClipDiffers` where a copied packet is
 * not as in the recording, `FfmpegError`, an error with code `TIMED_OUT` or `NO_SPACE`, and the signal's own
 * reason. What was written by then is left at `output`.
 */
export async function cut(
  segments: CutSegment[],
  output: string,
  options: CutOptions,
): Promise<ComparedClip> {
  const { signal, onProgress, timeoutMs = CUT_TIMEOUT_MS } = options;
  const worker = new CutWorker({ signal, timeoutMs });
  const folder = `${output}.parts`;
  try {
    const plan = await planOf(worker, segments, options);
    if (plan.heads.length > 0 || plan.audio === 'encoded') {
      await onClipsFolder(() => mkdir(folder, { recursive: true }));
    }
    const heads = await encodeHeads(plan, folder, options, worker.signal);
    const audio =
      plan.audio === 'encoded' ? await encodedAudio(worker, folder, options.runner) : null;
    const encoded = new Map(heads.map(({ segment, file }) => [segment, file.encoded]));
    const decoded = new Map(heads.map(({ segment, file }) => [segment, file.decoded]));
    const result = await worker.call('write', [output, encoded, audio], onProgress);
    const size = await worker.call('compare', [output, result, decoded]);
    const gops = result.parts.map(
      (_, i) => heads.find(({ segment }) => segment === i)?.file.gop ?? null,
    );
    return { ...result, size, gops };
  } catch (error) {
    // An encoder that was stopped with the process only says that it was stopped.
    throw worker.signal.aborted ? worker.signal.reason : error;
  } finally {
    await worker.close();
    await removeFolder(folder);
  }
}

async function planOf(
  worker: CutWorker,
  segments: CutSegment[],
  { runner, audio = true }: CutOptions,
): Promise<CutPlan> {
  for (;;) {
    const plan = await worker.call('plan', [segments, audio]);
    if (!('lastGop' in plan)) return plan;
    const whole = await decodes(runner, plan.codec, plan.lastGop, worker.signal);
    await worker.call('settle', [plan.source, whole ? 'whole' : 'torn']);
  }
}

interface EncodedSegment {
  segment: number;
  file: HeadFile;
}

async function encodeHeads(
  { heads }: CutPlan,
  folder: string,
  { runner, stalledAfterMs }: CutOptions,
  signal: AbortSignal,
): Promise<EncodedSegment[]> {
  const encoded: EncodedSegment[] = [];
  for (const { segment, job } of heads) {
    const file = await encodeHead(runner, job, folder, { signal, stalledAfterMs });
    encoded.push({ segment, file });
  }
  return encoded;
}

/** The path of the encoded audio; null where the clip turns out to have none. */
async function encodedAudio(
  worker: CutWorker,
  folder: string,
  runner: FfmpegRunner,
): Promise<string | null> {
  const job = await worker.call('writeAudio', [join(folder, 'packets')]);
  if (job.inputs.length === 0) return null;
  const path = join(folder, 'encoded.aac');
  await encodeAudio(runner, job, path, worker.signal);
  return path;
}

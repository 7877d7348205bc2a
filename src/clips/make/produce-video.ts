import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import type { ClipCut } from '../model/clip-options.js';
import type { VideoFootage } from '../footage/clip-sources.js';
import type { Stretch } from '../footage/coverage.js';
import { SmartCutNotPossible } from '../../cut/cut-errors.js';
import type { CutResult, CutSegment } from '../../cut/cut-types.js';
import { cut } from '../../cut/smart-cut.js';
import { planOf, type StretchPlan } from './plan.js';
import { SNAP_MILLISECONDS } from '../model/gap.js';
import type { Produced, Seam } from './produced.js';
import { type PictureSize, transcode } from './transcode.js';
import type { Temporaries } from '../records/temporary-files.js';
import type { VideoSource } from '../footage/video-source.js';

export interface VideoJob {
  readonly cut: ClipCut;
  readonly output: string;
  readonly files: Temporaries;
  readonly signal: AbortSignal;
  /** 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/**
 * Writes the clip of all stretches: each cut without encoding where that is exact, else encoded first,
 * then joined on the clip's own time line.
 *
 * @throws FfmpegError, ClipGenerationError, UnreadableSourceError
 */
export async function produceVideo(
  runner: FfmpegRunner,
  footage: VideoFootage,
  job: VideoJob,
): Promise<Produced> {
  const plan = (obstacle: string | null) =>
    planOf(
      footage.stretches.map(({ source: { facts } }) => ({ facts, obstacle })),
      job.cut,
    );
  try {
    return await produce(runner, footage, plan(null), job);
  } catch (error) {
    if (!(error instanceof SmartCutNotPossible)) throw error;
    return produce(runner, footage, plan(error.message), job);
  }
}

async function produce(
  runner: FfmpegRunner,
  { stretches }: VideoFootage,
  plan: readonly StretchPlan[],
  job: VideoJob,
): Promise<Produced> {
  const { output, signal, onProgress } = job;
  const encoded = plan.filter(({ method }) => method === 'transcode').length;
  const size = sizeOf(stretches[0]!);
  // Copying is quick beside encoding: where anything is encoded, that is the work to report.
  const parts: Part[] = [];
  for (const [index, stretch] of stretches.entries()) {
    const { method } = plan[index]!;
    const report = (fraction: number) => onProgress?.((parts.length + fraction) / stretches.length);
    parts.push(
      method === 'transcode'
        ? await encode(runner, stretch, size, job, report)
        : copied(stretch, method),
    );
  }
  const result = await cut(segmentsOf(parts), output, {
    runner,
    signal,
    ...(encoded === 0 && onProgress && { onProgress }),
  });
  return {
    method: encoded > 0 ? 'transcode' : result.method,
    frames: result.frames,
    durationSeconds: result.durationSeconds,
    shown: result.parts.map(({ fromSeconds, toSeconds }, index) => {
      const { origin } = parts[index]!;
      return {
        startsAt: Math.round(origin + fromSeconds * 1000),
        endsAt: Math.round(origin + toSeconds * 1000),
      };
    }),
    seams: seamsOf(result),
    rotation: result.rotation,
    why: [...new Set(plan.map(({ why }) => why))].join('; '),
    note: null,
  };
}

/** Each head with what follows it, and each place where two parts meet. */
function seamsOf({ parts, frames, durationSeconds }: CutResult): Seam[] {
  const frameSeconds = durationSeconds / frames;
  const margin = Math.max(SEAM_MARGIN_SECONDS, SEAM_MARGIN_FRAMES * frameSeconds);
  return parts.flatMap((part, index) => {
    const { atSeconds, copiedAtSeconds, encodedFrames } = part;
    const meets = index > 0 || (encodedFrames > 0 && copiedAtSeconds !== null);
    if (!meets) return [];
    const headEnd = copiedAtSeconds ?? atSeconds + part.toSeconds - part.fromSeconds;
    return [{ from: Math.max(0, atSeconds - margin), to: headEnd + margin }];
  });
}

/** Enough for a decoder to stumble over what it was given, which it does at the next frame or never. */
const SEAM_MARGIN_FRAMES = 4;
const SEAM_MARGIN_SECONDS = 0.3;

/** A stretch as the joiner takes it. */
interface Part {
  readonly path: string;
  /** In seconds from the file's first frame. */
  readonly from: number;
  readonly to: number;
  readonly method: 'smart' | 'copy';
  /** When the file's first frame was taken, in milliseconds since the epoch. */
  readonly origin: number;
  readonly stretch: Stretch<VideoSource>;
}

function copied(stretch: Stretch<VideoSource>, method: 'smart' | 'copy'): Part {
  const { path, startsAt: origin } = stretch.source;
  const from = (stretch.startsAt - origin) / 1000;
  const to = (stretch.endsAt - origin) / 1000;
  return { path, from, to, method, origin, stretch };
}

/** Encodes a stretch into a file of its own, all of which the joiner then copies. */
async function encode(
  runner: FfmpegRunner,
  stretch: Stretch<VideoSource>,
  size: PictureSize,
  { files, signal }: VideoJob,
  onProgress: (fraction: number) => void,
): Promise<Part> {
  const { path, facts, startsAt } = stretch.source;
  const output = files.path('ts');
  const { from, to } = await transcode(
    runner,
    {
      path,
      facts,
      from: (stretch.startsAt - startsAt) / 1000,
      to: (stretch.endsAt - startsAt) / 1000,
      size,
      output,
    },
    { signal, onProgress },
  );
  const origin = startsAt + from * 1000;
  return { path: output, from: 0, to: to - from, method: 'smart', origin, stretch };
}

/** Each part where the wall clock puts it; one after a gap follows right on, as gaps are left out. */
function segmentsOf(parts: readonly Part[]): CutSegment[] {
  return parts.map(({ path, from, to, method, origin, stretch }, index) => {
    const before = parts[index - 1];
    const hole = before ? stretch.startsAt - before.stretch.endsAt : 0;
    const apart = before ? origin + from * 1000 - (before.origin + before.from * 1000) : 0;
    const after = !before || hole > SNAP_MILLISECONDS ? null : apart / 1000;
    return { path, fromSeconds: from, toSeconds: to, afterSeconds: after, method };
  });
}

/** How a source's pictures are shown: turned, and even as H.264 wants it. */
function sizeOf({ source: { facts } }: Stretch<VideoSource>): PictureSize {
  const { width, height, rotation } = facts.video;
  const even = (pixels: number) => pixels - (pixels % 2);
  const turned = Math.abs(rotation) % 180 === 90;
  return { width: even(turned ? height : width), height: even(turned ? width : height) };
}

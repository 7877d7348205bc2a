import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import type { ClipCut } from '../model/clip-options.js';
import type { VideoFootage } from '../footage/clip-sources.js';
import type { Segment } from '../footage/coverage.js';
import { SmartCutNotPossible } from '../../cut/cut-errors.js';
import type { CutPart, CutSegment } from '../../cut/cut-types.js';
import { cut } from '../../cut/smart-cut.js';
import { planOf, type SegmentPlan } from './plan.js';
import { JITTER_MS } from '../model/gap.js';
import type { FilePart, Interval } from '../model/interval.js';
import type { Produced } from './produced.js';
import { seamsOf } from './seams.js';
import { transcode } from './transcode.js';
import type { PictureSize } from './transcode-arguments.js';
import type { TemporaryFiles } from '../records/temporary-files.js';
import type { VideoSource } from '../footage/video-source.js';

export interface VideoJob {
  readonly cut: ClipCut;
  readonly output: string;
  readonly files: TemporaryFiles;
  readonly signal: AbortSignal;
  /** 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/**
 * Writes the clip of all segments. Each is cut without encoding where that is exact, or else encoded
 * into a file of its own; then all are joined.
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
      footage.segments.map(({ source: { facts } }) => ({ facts, obstacle })),
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
  { segments }: VideoFootage,
  plan: readonly SegmentPlan[],
  job: VideoJob,
): Promise<Produced> {
  const { output, signal, onProgress } = job;
  const encoded = plan.filter(({ method }) => method === 'transcode').length;
  const size = sizeOf(segments[0]!);
  // Copying takes little time beside encoding: where anything is encoded, only that is reported.
  const parts: SegmentPart[] = [];
  for (const [index, segment] of segments.entries()) {
    const { method } = plan[index]!;
    const report = (fraction: number) => onProgress?.((parts.length + fraction) / segments.length);
    parts.push(
      method === 'transcode'
        ? await encode(runner, segment, size, job, report)
        : partOf(segment, method),
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
    ...shownBy(result.parts, parts),
    seams: seamsOf(result),
    rotation: result.rotation,
    why: [...new Set(plan.map(({ why }) => why))].join('; '),
    note: null,
  };
}

/** The instants at which what was cut was taken. */
function shownBy(
  cut: readonly CutPart[],
  parts: readonly SegmentPart[],
): Pick<Produced, 'shown' | 'covered'> {
  const shown: Interval[] = [];
  const covered: Interval[] = [];
  for (const [index, { runs, coveredFromSeconds }] of cut.entries()) {
    const { fileStartsAtMs, encodedCoverSeconds = coveredFromSeconds } = parts[index]!;
    const at = (seconds: number) => Math.round(fileStartsAtMs + seconds * 1000);
    for (const [run, { fromSeconds, toSeconds }] of runs.entries()) {
      const endsAtMs = at(toSeconds);
      shown.push({ startsAtMs: at(fromSeconds), endsAtMs });
      covered.push({ startsAtMs: at(run === 0 ? encodedCoverSeconds : fromSeconds), endsAtMs });
    }
  }
  return { shown, covered };
}

/** The part of a file that is cut for a segment. */
interface SegmentPart extends FilePart {
  readonly path: string;
  readonly method: CutSegment['method'];
  /** From when on the recording shows it, where the file was encoded of a part of a recording. */
  readonly encodedCoverSeconds?: number;
  /** When the file's first frame was taken, in milliseconds since the epoch. */
  readonly fileStartsAtMs: number;
  readonly segment: Segment<VideoSource>;
}

function partOf(segment: Segment<VideoSource>, method: 'smart' | 'copy'): SegmentPart {
  const { path, startsAtMs: fileStartsAtMs } = segment.source;
  return { path, ...inFile(segment), method, fileStartsAtMs, segment };
}

/** Where a segment lies in its source's file. */
function inFile({ startsAtMs, endsAtMs, source }: Segment<VideoSource>): FilePart {
  return {
    fromSeconds: (startsAtMs - source.startsAtMs) / 1000,
    toSeconds: (endsAtMs - source.startsAtMs) / 1000,
  };
}

/** Encodes a segment into a file of its own, which is then copied as a whole. */
async function encode(
  runner: FfmpegRunner,
  segment: Segment<VideoSource>,
  size: PictureSize,
  { files, signal }: VideoJob,
  onProgress: (fraction: number) => void,
): Promise<SegmentPart> {
  const { path, facts, startsAtMs } = segment.source;
  const output = files.path('ts');
  const { fromSeconds, toSeconds, coveredFromSeconds } = await transcode(
    runner,
    { path, facts, ...inFile(segment), size, output },
    { signal, onProgress },
  );
  return {
    path: output,
    fromSeconds: 0,
    toSeconds: toSeconds - fromSeconds,
    method: 'whole',
    encodedCoverSeconds: coveredFromSeconds - fromSeconds,
    fileStartsAtMs: startsAtMs + fromSeconds * 1000,
    segment,
  };
}

/** Each part where its time puts it in the clip; one after a gap follows directly, as gaps are left out. */
function segmentsOf(parts: readonly SegmentPart[]): CutSegment[] {
  return parts.map((part, index) => {
    const { path, fromSeconds: from, toSeconds: to, method, segment } = part;
    const before = parts[index - 1];
    const gapMs = before ? segment.startsAtMs - before.segment.endsAtMs : 0;
    const apartMs = before ? startsAtMsOf(part) - startsAtMsOf(before) : 0;
    const afterSeconds = !before || gapMs > JITTER_MS ? null : apartMs / 1000;
    return { path, fromSeconds: from, toSeconds: to, afterSeconds, method };
  });
}

function startsAtMsOf({ fileStartsAtMs, fromSeconds }: SegmentPart): number {
  return fileStartsAtMs + fromSeconds * 1000;
}

/** The size in which a source's pictures are shown: turned, and with even sides as H.264 requires. */
function sizeOf({ source: { facts } }: Segment<VideoSource>): PictureSize {
  const { width, height, rotation } = facts.video;
  const even = (pixels: number) => pixels - (pixels % 2);
  const turned = Math.abs(rotation) % 180 === 90;
  return { width: even(turned ? height : width), height: even(turned ? width : height) };
}

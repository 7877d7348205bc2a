import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import type { ClipCut, VideoCodecChoice } from '../model/clip-options.js';
import type { VideoFootage } from '../footage/clip-sources.js';
import type { Segment } from '../footage/coverage.js';
import { ClipDiffers, describeObstacle, SmartCutNotPossible } from '../../cut/cut-errors.js';
import { cut } from '../../cut/smart-cut.js';
import { failedSource } from './failed-source.js';
import { cutSegments, type SegmentPart } from './cut-segments.js';
import { pictureSizeOf } from './picture-size.js';
import { clipCodecOf } from './plan.js';
import type { FilePart } from '../model/interval.js';
import type { Produced } from './produced.js';
import { readPictures } from './pictured-frames.js';
import { encodedBy } from './encoded-by.js';
import { encodedPartsOf, headsOf, joinsOf } from './seams.js';
import { shownBy } from './shown-by.js';
import { signedBy } from './signed-by.js';
import { transcode } from './transcode.js';
import type { PictureSize } from './transcode-arguments.js';
import { HEVC_ENCODER, type VideoEncoding } from './video-encoding.js';
import { type VideoPlan, videoPlanOf } from './video-plan.js';
import type { TemporaryFiles } from '../records/temporary-files.js';
import type { VideoSource } from '../footage/video-source.js';
import { VerificationError } from './verification-error.js';

export interface VideoJob {
  readonly cut: ClipCut;
  /** Default `h264`. */
  readonly videoCodec?: VideoCodecChoice;
  /** In pixels, of the pictures that are encoded. Default: no limit. */
  readonly maxHeight?: number;
  readonly output: string;
  readonly files: TemporaryFiles;
  readonly signal: AbortSignal;
  /** How long FFmpeg may give no picture of a source, in milliseconds. The source has failed then. Default: no limit. */
  readonly stalledAfterMs?: number;
  /** 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/**
 * Writes the clip of all segments. Each is cut without encoding where that is exact, or else encoded
 * into a file of its own; then all are joined.
 *
 * @throws SourceFailedError, FfmpegError, ClipGenerationError, SmartCutNotPossible, VerificationError
 */
export async function produceVideo(
  runner: FfmpegRunner,
  footage: VideoFootage,
  job: VideoJob,
): Promise<Produced> {
  const { cut: way, videoCodec = 'h264' } = job;
  const factsWith = (obstacle: string | null) =>
    footage.segments.map(({ source: { facts } }) => ({ facts, obstacle }));
  const isHevc = clipCodecOf(factsWith(null), videoCodec) === 'hevc';
  const hasHevcEncoder = isHevc && (await runner.hasEncoder(HEVC_ENCODER));
  const choice = { cut: way, videoCodec, hasHevcEncoder };
  const planWith = (obstacle: string | null, hevcFailed = false) =>
    videoPlanOf(factsWith(obstacle), { ...choice, hevcFailed });
  const attempt = (plan: VideoPlan) => produce(runner, footage, plan, job);
  return attempt(planWith(null)).catch((error: unknown) => {
    const plan = planWith(obstacleIn(error));
    if (plan.encoding.codec === 'h264') return attempt(plan);
    return attempt(plan).catch((again: unknown) => attempt(planWith(obstacleIn(again), true)));
  });
}

/** Why a clip cannot be written as planned; every other error is thrown. */
function obstacleIn(error: unknown): string {
  if (!(error instanceof SmartCutNotPossible)) throw error;
  return describeObstacle(error.obstacle);
}

async function produce(
  runner: FfmpegRunner,
  { segments }: VideoFootage,
  { segments: plan, encoding, note }: VideoPlan,
  job: VideoJob,
): Promise<Produced> {
  const { output, maxHeight, signal, stalledAfterMs, onProgress } = job;
  const encoded = plan.filter(({ method }) => method === 'transcode').length;
  const size = pictureSizeOf(segments[0]!.source.facts.video, maxHeight);
  // Copying takes little time beside encoding: where anything is encoded, only that is reported.
  const parts: SegmentPart[] = [];
  for (const [index, segment] of segments.entries()) {
    const { method } = plan[index]!;
    const report = (fraction: number) => onProgress?.((parts.length + fraction) / segments.length);
    parts.push(
      method === 'transcode'
        ? await encode(runner, segment, { size, encoding }, job, report)
        : partOf(segment, method),
    );
  }
  const result = await cut(cutSegments(parts), output, {
    runner,
    signal,
    stalledAfterMs,
    ...(encoded === 0 && onProgress && { onProgress }),
  }).catch((error: unknown) => {
    throw error instanceof ClipDiffers
      ? new VerificationError(error.message, { cause: error })
      : error;
  });
  return {
    method: encoded > 0 ? 'transcode' : result.method,
    frames: result.frames,
    durationSeconds: result.durationSeconds,
    ...shownBy(result.parts, parts),
    signed: signedBy(result.parts, parts),
    encoded: encodedBy(
      result,
      plan.map(({ method }) => ({ isEncoded: method === 'transcode' })),
    ),
    seams: [
      ...headsOf(result),
      ...(encoded > 0 ? [...encodedPartsOf(result, parts), ...joinsOf(result)] : []),
    ],
    comparedSize: encoded > 0 ? null : result.size,
    rotation: result.rotation,
    why: [...new Set(plan.map(({ why }) => why))].join('; '),
    note,
  };
}

function partOf(segment: Segment<VideoSource>, method: 'smart' | 'copy'): SegmentPart {
  const { path, piece, facts, startsAtMs: fileStartsAtMs } = segment.source;
  const source = { path, ...(piece && { piece }), facts };
  return { ...source, ...inFile(segment), method, fileStartsAtMs, segment };
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
  as: { readonly size: PictureSize; readonly encoding: VideoEncoding },
  { files, signal, stalledAfterMs }: VideoJob,
  onProgress: (fraction: number) => void,
): Promise<SegmentPart> {
  const { path, piece, facts, startsAtMs } = segment.source;
  const output = files.path('ts');
  const [picturesPath, packetsPath] = [files.path('gif'), files.path('txt')];
  const { fromSeconds, toSeconds, coveredFromSeconds, pictured } = await transcode(
    runner,
    { path, piece, facts, ...inFile(segment), ...as, output, picturesPath, packetsPath },
    { signal, stalledAfterMs, onProgress },
  ).catch((error: unknown) => {
    throw failedSource(segment.source, error) ?? error;
  });
  return {
    path: output,
    facts: null,
    fromSeconds: 0,
    toSeconds: toSeconds - fromSeconds,
    method: 'whole',
    encodedCoverSeconds: coveredFromSeconds - fromSeconds,
    encodedOf: await readPictures(picturesPath, pictured),
    fileStartsAtMs: startsAtMs + fromSeconds * 1000,
    segment,
  };
}

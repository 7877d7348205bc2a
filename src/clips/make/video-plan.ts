import type { ClipCut, VideoCodecChoice } from '../model/clip-options.js';
import { clipCodecOf, planOf, REQUESTED, type SegmentFacts, type SegmentPlan } from './plan.js';
import { encodingOf, type VideoEncoding } from './video-encoding.js';

/** How the video of a clip is made. */
export interface VideoPlan {
  readonly segments: readonly SegmentPlan[];
  /** How the segments are encoded that cannot be copied. */
  readonly encoding: VideoEncoding;
  /** What a viewer should know who asked for the original codec, as a sentence; null: nothing. */
  readonly note: string | null;
}

export interface VideoChoice {
  readonly cut: ClipCut;
  readonly videoCodec: VideoCodecChoice;
  /** Whether FFmpeg encodes HEVC, which heads need too. */
  readonly hasHevcEncoder: boolean;
  /** Whether a clip of HEVC was tried, and all of it encoded, without success. */
  readonly hevcFailed?: boolean;
}

/** HEVC is kept if it is to be kept and can be written. Where anything has to be encoded, that takes its encoder. */
export function videoPlanOf(segments: readonly SegmentFacts[], choice: VideoChoice): VideoPlan {
  const { cut, videoCodec, hasHevcEncoder, hevcFailed = false } = choice;
  const kept = planOf(segments, cut, videoCodec);
  const isHevc = clipCodecOf(segments, videoCodec) === 'hevc';
  const lacksEncoder = isHevc && !hasHevcEncoder && kept.some(({ method }) => method !== 'copy');
  const isKept = isHevc && !lacksEncoder && !hevcFailed;
  const plan = isKept ? kept : planOf(segments, cut, 'h264');
  const codec = isKept ? 'hevc' : 'h264';
  const encoding = encodingOf(
    codec,
    segments.map(({ facts }) => facts.video),
  );
  const note = videoCodec === 'original' ? noteOn(segments, plan, codec, lacksEncoder) : null;
  return { segments: plan, encoding, note };
}

function noteOn(
  segments: readonly SegmentFacts[],
  plan: readonly SegmentPlan[],
  codec: VideoEncoding['codec'],
  lacksEncoder: boolean,
): string | null {
  const encoded = plan.filter(({ method, why }) => method === 'transcode' && why !== REQUESTED);
  if (encoded.length === 0) return null;
  const isHevc = new Set(segments.map(({ facts }) => facts.video?.codec === 'hevc'));
  const because = lacksEncoder
    ? 'FFmpeg has no encoder for HEVC on this server'
    : isHevc.size > 1
      ? 'not all of its recordings are HEVC'
      : [...new Set(encoded.map(({ why }) => why))].join('; ');
  return `The video was encoded as ${codec === 'hevc' ? 'HEVC' : 'H.264'}: ${because}.`;
}

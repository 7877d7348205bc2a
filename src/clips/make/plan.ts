import { codecNamed } from '../../cut/codec/codecs.js';
import { demuxerNamed } from '../../formats/demuxers.js';
import type { MediaFacts } from '../../formats/media-facts.js';
import type { ClipCut, VideoCodecChoice } from '../model/clip-options.js';
import type { ClipVideoCodec } from '../model/clip-video-codec.js';

/** What the plan depends on. */
export interface SegmentFacts {
  readonly facts: Pick<MediaFacts, 'demuxer' | 'video'>;
  /** Why cutting without encoding failed, as words for the log; null until it was tried. */
  readonly obstacle: string | null;
}

/** Why a segment is made in the way that the caller asked for. */
export const REQUESTED = 'requested';

/** How a segment is made. */
export interface SegmentPlan {
  readonly method: 'smart' | 'copy' | 'transcode';
  /** For the log. */
  readonly why: string;
}

/**
 * How each segment of a clip is made: by `transcode` where a copy would not be frame-exact, where browsers
 * would not play it, or where its codec is not that of the clip. What only the packets show (open GOPs,
 * changing parameter sets) is found when they are cut, and then passed here as an obstacle.
 */
export function planOf(
  segments: readonly SegmentFacts[],
  cut: ClipCut,
  videoCodec: VideoCodecChoice = 'h264',
): SegmentPlan[] {
  const clipCodec = clipCodecOf(segments, videoCodec);
  return segments.map((segment, index) => {
    if (cut === 'transcode') return { method: 'transcode', why: REQUESTED };
    const obstacle = segment.obstacle ?? obstacleOf(segment.facts, clipCodec);
    if (obstacle !== null) return { method: 'transcode', why: obstacle };
    // A later segment has to start where the one before it ends, where there is rarely a keyframe.
    return cut === 'keyframe' && index === 0
      ? { method: 'copy', why: REQUESTED }
      : { method: 'smart', why: `${titleOf(clipCodec)} that browsers play` };
  });
}

/** The codec of a clip: HEVC if it is to be kept and all segments are HEVC. */
export function clipCodecOf(
  segments: readonly Pick<SegmentFacts, 'facts'>[],
  videoCodec: VideoCodecChoice,
): ClipVideoCodec {
  const isKept =
    videoCodec === 'original' && segments.every(({ facts }) => facts.video?.codec === 'hevc');
  return isKept ? 'hevc' : 'h264';
}

function obstacleOf(
  { demuxer, video }: SegmentFacts['facts'],
  clipCodec: ClipVideoCodec,
): string | null {
  if (!demuxerNamed(demuxer)?.packets) {
    return `its container (${demuxer}) cannot be cut without encoding`;
  }
  if (video?.codec !== clipCodec) {
    return `the video is ${video?.codec ?? 'missing'}, not ${titleOf(clipCodec)}`;
  }
  if (!codecNamed(clipCodec)!.pixelFormats.has(video.pixelFormat ?? '')) {
    return `browsers do not play its pixel format (${video.pixelFormat ?? 'unknown'})`;
  }
  return null;
}

function titleOf(codec: ClipVideoCodec): string {
  return codecNamed(codec)!.title;
}

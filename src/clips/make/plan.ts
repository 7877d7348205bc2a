import type { VideoCodec } from '../../cut/codec/codec.js';
import { codecNamed, VIDEO_CODECS } from '../../cut/codec/codecs.js';
import { h264 } from '../../cut/codec/h264.js';
import { demuxerNamed } from '../../formats/demuxers.js';
import type { MediaFacts } from '../../formats/media-facts.js';
import type { ClipCut } from '../model/clip-options.js';

/** What the plan depends on. */
export interface SegmentFacts {
  readonly facts: Pick<MediaFacts, 'demuxer' | 'video'>;
  /** Why cutting without encoding failed, as words for the log; null until it was tried. */
  readonly obstacle: string | null;
}

/** How a segment is made. */
export interface SegmentPlan {
  readonly method: 'smart' | 'copy' | 'transcode';
  /** For the log. */
  readonly why: string;
}

/**
 * How each segment of a clip is made: by `transcode` where a copy would not be frame-exact or browsers
 * would not play it. Video of another codec than H.264 is kept with `original`, where all segments have that codec.
 * What only the packets show (open GOPs, changing parameter sets) is found when they
 * are cut, and then passed here as an obstacle.
 */
export function planOf(
  segments: readonly SegmentFacts[],
  cut: ClipCut,
  videoCodec: 'h264' | 'original' = 'h264',
): SegmentPlan[] {
  const codecs = videoCodec === 'original' && isOfOneCodec(segments) ? VIDEO_CODECS : [h264];
  return segments.map((segment, index) => {
    if (cut === 'transcode') return { method: 'transcode', why: 'requested' };
    const obstacle = segment.obstacle ?? obstacleOf(segment.facts, codecs);
    if (obstacle !== null) return { method: 'transcode', why: obstacle };
    // A later segment has to start where the one before it ends, where there is rarely a keyframe.
    return cut === 'keyframe' && index === 0
      ? { method: 'copy', why: 'requested' }
      : { method: 'smart', why: `${titleOf(segment.facts)} that browsers play` };
  });
}

/** A track has one codec. */
function isOfOneCodec(segments: readonly SegmentFacts[]): boolean {
  return new Set(segments.map(({ facts }) => facts.video?.codec)).size === 1;
}

function obstacleOf(
  { demuxer, video }: SegmentFacts['facts'],
  codecs: readonly VideoCodec[],
): string | null {
  if (!demuxerNamed(demuxer)?.packets) {
    return `its container (${demuxer}) cannot be cut without encoding`;
  }
  const codec = codecs.find(({ name }) => name === video?.codec);
  if (!video || !codec) {
    const titles = codecs.map(({ title }) => title).join(' or ');
    return `the video is ${video?.codec ?? 'missing'}, not ${titles}`;
  }
  if (!codec.pixelFormats.has(video.pixelFormat ?? '')) {
    return `browsers do not play its pixel format (${video.pixelFormat ?? 'unknown'})`;
  }
  return null;
}

function titleOf({ video }: SegmentFacts['facts']): string {
  return codecNamed(video!.codec)!.title;
}

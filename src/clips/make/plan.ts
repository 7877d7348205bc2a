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

/** Containers that can be cut without FFmpeg. */
const CONTAINERS: ReadonlySet<string> = new Set(['mov', 'matroska', 'mpegts']);
/** 4:2:0 with 8 bits, in either range: what every browser decodes. */
const PIXEL_FORMATS: ReadonlySet<string | null> = new Set(['yuv420p', 'yuvj420p']);

/**
 * How each segment of a clip is made: by `transcode` where a copy would not be frame-exact or browsers
 * would not play it. What only the packets show (open GOPs, changing parameter sets) is found when they
 * are cut, and then passed here as an obstacle.
 */
export function planOf(segments: readonly SegmentFacts[], cut: ClipCut): SegmentPlan[] {
  return segments.map((segment, index) => {
    if (cut === 'transcode') return { method: 'transcode', why: 'requested' };
    const obstacle = segment.obstacle ?? obstacleOf(segment.facts);
    if (obstacle !== null) return { method: 'transcode', why: obstacle };
    // A later segment has to start where the one before it ends, where there is rarely a keyframe.
    return cut === 'keyframe' && index === 0
      ? { method: 'copy', why: 'requested' }
      : { method: 'smart', why: 'H.264 that browsers play' };
  });
}

function obstacleOf({ demuxer, video }: SegmentFacts['facts']): string | null {
  if (!CONTAINERS.has(demuxer)) return `its container (${demuxer}) cannot be cut without encoding`;
  if (video?.codec !== 'h264') return `the video is ${video?.codec ?? 'missing'}, not H.264`;
  if (!PIXEL_FORMATS.has(video.pixelFormat)) {
    return `browsers do not play its pixel format (${video.pixelFormat ?? 'unknown'})`;
  }
  return null;
}

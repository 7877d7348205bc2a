import type { MediaFacts } from '../../formats/media-facts.js';
import type { ClipCut } from '../model/clip-options.js';

/** What is known of a stretch's file before it is opened, and what opening it told, if it was. */
export interface StretchFacts {
  readonly facts: Pick<MediaFacts, 'demuxer' | 'video'>;
  /** Why cutting without encoding failed, in words; null until it was tried. */
  readonly obstacle: string | null;
}

/** How a stretch is made, and why, in words for the log. */
export interface StretchPlan {
  readonly method: 'smart' | 'copy' | 'transcode';
  readonly why: string;
}

/** Containers that are read in process; FLV and AVI are not. */
const CONTAINERS: ReadonlySet<string> = new Set(['mov', 'matroska', 'mpegts']);
/** 4:2:0 of 8 bits, in either range: all that every browser decodes. */
const PIXEL_FORMATS: ReadonlySet<string | null> = new Set(['yuv420p', 'yuvj420p']);

/**
 * Which way each stretch of a clip is made. Where exactness cannot be had without encoding everything,
 * it is `transcode`; what only the packets tell (open GOPs, changing parameter sets) comes back here as
 * an obstacle.
 */
export function planOf(stretches: readonly StretchFacts[], cut: ClipCut): StretchPlan[] {
  return stretches.map((stretch, index) => {
    if (cut === 'transcode') return { method: 'transcode', why: 'asked for' };
    const obstacle = stretch.obstacle ?? obstacleOf(stretch.facts);
    if (obstacle !== null) return { method: 'transcode', why: obstacle };
    // A later stretch has to start where the one before it ends, which a keyframe seldom does.
    return cut === 'keyframe' && index === 0
      ? { method: 'copy', why: 'asked for' }
      : { method: 'smart', why: 'H.264 that browsers play' };
  });
}

function obstacleOf({ demuxer, video }: StretchFacts['facts']): string | null {
  if (!CONTAINERS.has(demuxer)) return `the container (${demuxer}) is none that is read in process`;
  if (video?.codec !== 'h264') return `the video is ${video?.codec ?? 'missing'}, not H.264`;
  if (!PIXEL_FORMATS.has(video.pixelFormat)) {
    return `browsers do not play its pixel format (${video.pixelFormat ?? 'unknown'})`;
  }
  return null;
}

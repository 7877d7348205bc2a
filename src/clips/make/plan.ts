import { codecNamed, VIDEO_CODECS } from '../../cut/codec/codecs.js';
import { demuxerNamed } from '../../formats/demuxers.js';
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
      : { method: 'smart', why: `${titleOf(stretch.facts)} that browsers play` };
  });
}

function obstacleOf({ demuxer, video }: StretchFacts['facts']): string | null {
  if (!demuxerNamed(demuxer)?.packets) {
    return `the container (${demuxer}) is none that is read in process`;
  }
  const codec = video && codecNamed(video.codec);
  if (!codec) return `the video is ${video?.codec ?? 'missing'}, not ${CUTTABLE}`;
  if (!codec.pixelFormats.has(video.pixelFormat ?? '')) {
    return `browsers do not play its pixel format (${video.pixelFormat ?? 'unknown'})`;
  }
  return null;
}

const CUTTABLE = VIDEO_CODECS.map(({ title }) => title).join(' or ');

function titleOf({ video }: StretchFacts['facts']): string {
  return codecNamed(video!.codec)!.title;
}

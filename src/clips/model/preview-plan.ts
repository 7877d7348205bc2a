import type { RenditionName } from '../../media/storage/clip-file.js';

/** The renditions that may leave out frames and pixels of the clip. */
export type PreviewName = Extract<RenditionName, 'notify' | 'chat' | 'timelapse'>;

/** How a preview is encoded. */
export interface PreviewPlan {
  /** How many times as fast as the clip it plays. */
  readonly speed: number;
  readonly framesPerSecond: number;
  /** In pixels; lower clips keep their height. */
  readonly maxHeight: number;
  /** Of the pictures; null: as many as they need. */
  readonly bitsPerSecond: number | null;
  readonly hasSound: boolean;
}

/** What a preview may be. */
interface PreviewLimits {
  readonly maxHeight: number;
  readonly maxSeconds: number;
  readonly maxBytes: number | null;
}

/** Services for chat accept files of this size without payment. */
const CHAT_MAX_BYTES = 10_000_000;
const NOTIFY_MAX_SECONDS = 30;
/** An hour becomes a minute. */
const TIMELAPSE_SPEED = 60;
const MAX_FRAMES_PER_SECOND = 30;

/** The bits a second from which on a height shows more than the one below it. */
const HEIGHTS = [
  { height: 720, bitsPerSecond: 1_000_000 },
  { height: 480, bitsPerSecond: 500_000 },
  { height: 360, bitsPerSecond: 250_000 },
  { height: 240, bitsPerSecond: 120_000 },
  { height: 160, bitsPerSecond: 0 },
] as const;
/** A clip for which fewer are left is sped up instead. */
const WATCHABLE_BITS_PER_SECOND = 250_000;
export const SOUND_BITS_PER_SECOND = 64_000;
/** Sound as it is written, with its part of the index. */
const SOUND_SHARE = 1.5 * SOUND_BITS_PER_SECOND;
/** The rest is the index and what the encoder exceeds its rate by. */
const SHARE_OF_PICTURES = 0.95;

export function limitsOf(name: PreviewName, notifyMaxBytes: number): PreviewLimits {
  switch (name) {
    case 'notify':
      return { maxHeight: 480, maxSeconds: NOTIFY_MAX_SECONDS, maxBytes: notifyMaxBytes };
    case 'chat':
      return { maxHeight: 720, maxSeconds: Infinity, maxBytes: CHAT_MAX_BYTES };
    case 'timelapse':
      return { maxHeight: 720, maxSeconds: Infinity, maxBytes: null };
  }
}

export interface PreviewedClip {
  readonly durationSeconds: number;
  readonly frames: number;
  /** RFC 6381, separated by commas. */
  readonly codecs: string | null;
}

/**
 * Plans a preview: sped up where it would last too long, or where the pictures would have too few bits to be
 * watched, and as high as its bits allow. Sound cannot be sped up, so it is left out then.
 */
export function previewPlanOf(
  name: PreviewName,
  { durationSeconds, frames, codecs }: PreviewedClip,
  notifyMaxBytes: number,
): PreviewPlan {
  const { maxHeight, maxSeconds, maxBytes } = limitsOf(name, notifyMaxBytes);
  const watchableSeconds =
    maxBytes === null ? Infinity : bitsIn(maxBytes) / WATCHABLE_BITS_PER_SECOND - 1;
  const speed =
    name === 'timelapse'
      ? TIMELAPSE_SPEED
      : Math.max(1, durationSeconds / Math.min(maxSeconds, watchableSeconds));
  const seconds = durationSeconds / speed;
  const hasSound = speed === 1 && codecs !== null && codecs.includes(',');
  const forSound = hasSound ? SOUND_SHARE * seconds : 0;
  // The encoder may exceed the rate by what its buffer of a second holds.
  const bitsPerSecond =
    maxBytes === null ? null : Math.floor((bitsIn(maxBytes) - forSound) / (seconds + 1));
  return {
    speed,
    framesPerSecond: Math.min(MAX_FRAMES_PER_SECOND, (frames / durationSeconds) * speed),
    maxHeight: bitsPerSecond === null ? maxHeight : heightFor(bitsPerSecond, maxHeight),
    bitsPerSecond,
    hasSound,
  };
}

/**
 * The plan to try after a file had too many bytes, as that of noise has, which an encoder cannot compress: with fewer
 * pixels, or, where these are as few as they may be, faster.
 */
export function smallerPlan(plan: PreviewPlan, bytes: number, maxBytes: number): PreviewPlan {
  const share = (SHARE_OF_PICTURES * maxBytes) / bytes;
  const lower = HEIGHTS.find(({ height }) => height < plan.maxHeight);
  if (lower === undefined) return { ...plan, speed: plan.speed / share, hasSound: false };
  const { bitsPerSecond } = plan;
  return {
    ...{ ...plan, maxHeight: lower.height },
    bitsPerSecond: bitsPerSecond === null ? null : Math.floor(bitsPerSecond * share),
  };
}

function bitsIn(bytes: number): number {
  return 8 * bytes * SHARE_OF_PICTURES;
}

function heightFor(bits: number, maxHeight: number): number {
  return HEIGHTS.find(({ height, bitsPerSecond }) => height <= maxHeight && bitsPerSecond <= bits)!
    .height;
}

import type { MediaFacts, VideoFacts } from './media-facts.js';
import { ordinary } from './unusual.js';

/** The facts that are about time. */
export interface FileTimes extends Pick<MediaFacts, 'startTimeSeconds'> {
  readonly video: Pick<VideoFacts, 'startTimeSeconds' | 'endTimeSeconds' | 'frameRate'>;
}

/** The longest recording: a week. A longer one is rather one whose timestamps are wrong. */
export const MAX_SECONDS = 7 * 24 * 3600;

/** Whether a video can run from `start` to `end`, in seconds. */
export function isSpan(start: number, end: number): boolean {
  return Number.isFinite(start) && end > start && end - start <= MAX_SECONDS;
}

/** The most frames that decoders hold back for reordering (ITU-T H.264, A.3.1), with a margin. */
export const REORDER_LIMIT = 20;

/** How many of the first frames are read. */
export const FIRST_FRAMES = 2 * REORDER_LIMIT;

/** Throws `Unusual` where frames are shown before the first one (an open GOP): they may not decode. */
export function beginsWithFirst(times: readonly number[]): void {
  ordinary(times.length > 0 && times.every((time) => time >= times[0]!));
}

/**
 * Frames a second, from the times (in seconds) of a track's first frames in decode order. Frames that are
 * shown among the last of these may be missing, since they are decoded later.
 */
export function frameRateOf(times: readonly number[]): number {
  beginsWithFirst(times);
  const early = times.toSorted((a, b) => a - b).slice(0, Math.max(2, Math.ceil(times.length / 2)));
  const [first, last] = [early[0]!, early.at(-1)!];
  ordinary(last > first);
  return (early.length - 1) / (last - first);
}

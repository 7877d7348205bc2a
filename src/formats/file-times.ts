import type { MediaFacts, VideoFacts } from './media-facts.js';
import { ordinary } from './unusual.js';

/** The facts that are about time. */
export interface FileTimes extends Pick<MediaFacts, 'startTimeSeconds' | 'durationSeconds'> {
  readonly video: Pick<VideoFacts, 'startTimeSeconds' | 'frameRate'>;
}

/** When a track begins and ends, in seconds on the container's clock. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The span of a file with these tracks: from the first beginning to the last end. */
export function spanOf(
  tracks: readonly Span[],
): Pick<FileTimes, 'startTimeSeconds' | 'durationSeconds'> {
  const startTimeSeconds = Math.min(...tracks.map(({ start }) => start));
  const seconds = Math.max(...tracks.map(({ end }) => end)) - startTimeSeconds;
  // Otherwise a rounding error would make it a millisecond longer where it is rounded up.
  const durationSeconds = Math.round(seconds * 1e6) / 1e6;
  ordinary(Number.isFinite(durationSeconds) && durationSeconds > 0);
  return { startTimeSeconds, durationSeconds };
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

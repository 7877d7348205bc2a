import { SmartCutNotPossible } from '../cut-errors.js';
import type { VideoStream } from './video-stream.js';

/** Frames may differ by this much in their times, which some containers round. */
const START_SECONDS = 0.005;

/** The end is read from other packets, perhaps of a recording whose last ones are damaged. */
const END_SECONDS = 0.5;

/** Of a file's video, in seconds. */
export interface Span {
  readonly start: number;
  /** When the last frame begins, and when it ends; null where they are not known. */
  readonly last: { readonly from: number; readonly to: number } | null;
}

/** Throws `SmartCutNotPossible` where the frames lie elsewhere than the file's facts say. */
export async function checkSpan({
  source,
  packets,
  startSeconds,
}: Pick<VideoStream, 'source' | 'packets' | 'startSeconds'>): Promise<void> {
  const expected = source.facts?.video;
  if (!expected) return;
  const end = source.indexesEnd ? await packets.getPacket(Infinity, { metadataOnly: true }) : null;
  const frameSeconds = 1 / (expected.frameRate ?? Infinity);
  const last = end && {
    from: end.timestamp,
    to: end.timestamp + Math.max(end.duration, frameSeconds),
  };
  if (!agrees({ start: startSeconds, last }, expected)) throw new SmartCutNotPossible('span');
}

export function agrees(
  { start, last }: Span,
  expected: { startTimeSeconds: number; endTimeSeconds: number | null },
): boolean {
  const { startTimeSeconds, endTimeSeconds: end } = expected;
  if (Math.abs(start - startTimeSeconds) > START_SECONDS) return false;
  if (last === null || end === null) return true;
  // A frame after the end is one that an edit list leaves out.
  return last.from < end - START_SECONDS / 2 && last.to > end - END_SECONDS;
}

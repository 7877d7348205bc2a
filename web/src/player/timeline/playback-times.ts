import type { Span } from './spans.js';

/**
 * The time in the file that shows a moment of the event, both in seconds. Gaps are not in the file: for a
 * moment in a gap it is the next frame after the gap.
 */
export function fileTimeAt(pieces: readonly Span[], seconds: number): number {
  let time = 0;
  for (const { start, end } of pieces) {
    if (seconds < end) return time + Math.max(0, seconds - start);
    time += end - start;
  }
  return time;
}

/** The moment of the event that the file shows at a time; null without any footage. */
export function momentAt(pieces: readonly Span[], fileTime: number): number | null {
  let rest = fileTime;
  for (const { start, end } of pieces) {
    if (rest < end - start) return start + Math.max(0, rest);
    rest -= end - start;
  }
  return pieces.at(-1)?.end ?? null;
}

import type { Span } from './spans.js';

/**
 * The file's time that shows a moment of the event, both in seconds; a moment in a gap is shown by
 * what follows it. Gaps are left out of the file.
 */
export function fileTimeAt(pieces: readonly Span[], seconds: number): number {
  let time = 0;
  for (const { start, end } of pieces) {
    if (seconds < end) return time + Math.max(0, seconds - start);
    time += end - start;
  }
  return time;
}

/** The moment of the event that the file shows at a time; null where there is no footage at all. */
export function momentAt(pieces: readonly Span[], fileTime: number): number | null {
  let rest = fileTime;
  for (const { start, end } of pieces) {
    if (rest < end - start) return start + Math.max(0, rest);
    rest -= end - start;
  }
  return pieces.at(-1)?.end ?? null;
}

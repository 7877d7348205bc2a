import { parseInstant } from '../common/is-instant.js';

/**
 * Reads a moment of a video: seconds (`12.5`), a player's clock (`1:02:03`, `2:03.5`), or the instant at
 * which it was taken (`2026-01-03T10:30:00Z`).
 *
 * @param startedAt when the video's first frame was taken, in milliseconds since the epoch
 * @returns seconds after the first frame
 * @throws RangeError saying what would be right
 */
export function momentOf(text: string, startedAt: number): number {
  const instant = parseInstant(text);
  if (instant) return (instant.getTime() - startedAt) / 1000;
  const parts = text.split(':');
  if (parts.length > 3 || !parts.every((part) => /^\d+(\.\d+)?$/.test(part))) {
    throw new RangeError(
      `"${text}" is no moment: give seconds (12.5), a clock (1:02:03) or an instant (2026-01-03T10:30:00Z).`,
    );
  }
  return parts.reduce((seconds, part) => seconds * 60 + Number(part), 0);
}

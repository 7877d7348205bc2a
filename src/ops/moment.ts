import { parseInstant } from '../common/validation/is-instant.js';

/**
 * Reads a moment of a video: seconds (`12.5`), a time as players show it (`1:02:03`, `2:03.5`), or the
 * instant of its recording (`2026-01-03T10:30:00Z`).
 *
 * @param startsAtMs when the video's first frame was recorded, in milliseconds since the epoch
 * @returns seconds after the first frame
 * @throws RangeError with the valid forms
 */
export function momentOf(text: string, startsAtMs: number): number {
  const instant = parseInstant(text);
  if (instant) return (instant.getTime() - startsAtMs) / 1000;
  const parts = text.split(':');
  if (parts.length > 3 || !parts.every((part) => /^\d+(\.\d+)?$/.test(part))) {
    throw new RangeError(
      `"${text}" is not a moment of a video. Give seconds (12.5), a time (1:02:03) or an instant (2026-01-03T10:30:00Z).`,
    );
  }
  return parts.reduce((seconds, part) => seconds * 60 + Number(part), 0);
}

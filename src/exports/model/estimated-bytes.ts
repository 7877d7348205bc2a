import { type Interval, lengthMsOf } from '../../clips/model/interval.js';

/** A recording as far as the size of a clip is estimated by it. */
export interface SizedRecording {
  readonly startedAt: Date;
  readonly endedAt: Date;
  /** Null: not known. */
  readonly sizeBytes: number | null;
}

/** Of video whose size is not known: 4 Mbit/s, as much as most cameras record. */
const BYTES_PER_MS = 500;
/** The headers of an entry, and what the manifest says of it. */
const BYTES_PER_ITEM = 8_000;

/**
 * About how many bytes a clip of an interval has: as many as the recordings have for that time. A clip that is encoded
 * may be smaller or larger.
 */
export function estimatedClipBytes(
  interval: Interval,
  recordings: readonly SizedRecording[],
): number {
  let bytes = 0;
  for (const { startedAt, endedAt, sizeBytes } of recordings) {
    const wholeMs = endedAt.getTime() - startedAt.getTime();
    const startsAtMs = Math.max(interval.startsAtMs, startedAt.getTime());
    const shownMs = Math.min(interval.endsAtMs, endedAt.getTime()) - startsAtMs;
    if (wholeMs <= 0 || shownMs <= 0) continue;
    bytes += shownMs * (sizeBytes === null ? BYTES_PER_MS : sizeBytes / wholeMs);
  }
  return Math.ceil(bytes);
}

/** The same where no recording is known: of the event's own video, or of still frames. */
export function guessedClipBytes(interval: Interval): number {
  return lengthMsOf(interval) * BYTES_PER_MS;
}

/** Of the file of an export, by those of its clips. */
export function estimatedExportBytes(clipBytes: readonly number[]): number {
  return clipBytes.reduce((sum, bytes) => sum + bytes + BYTES_PER_ITEM, 0);
}

import type { CutPart } from '../../cut/cut-types.js';
import { type Interval, lengthMsOf } from '../model/interval.js';
import type { SegmentPart } from './cut-segments.js';

/** When the longest part was taken that the camera signed and that was copied; null where there is none. */
export function signedBy(
  cut: readonly CutPart[],
  parts: readonly Pick<SegmentPart, 'fileStartsAtMs'>[],
): Interval | null {
  const intervals = cut.flatMap(({ signed }, index) => {
    if (!signed) return [];
    const at = (seconds: number) => Math.round(parts[index]!.fileStartsAtMs + seconds * 1000);
    return [{ startsAtMs: at(signed.fromSeconds), endsAtMs: at(signed.toSeconds) }];
  });
  const [longest] = intervals.toSorted((a, b) => lengthMsOf(b) - lengthMsOf(a));
  return longest ?? null;
}

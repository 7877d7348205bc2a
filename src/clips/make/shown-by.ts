import type { CutPart } from '../../cut/cut-types.js';
import type { Interval } from '../model/interval.js';
import type { SegmentPart } from './cut-segments.js';
import type { Produced } from './produced.js';

/** The instants at which what was cut was taken. */
export function shownBy(
  cut: readonly CutPart[],
  parts: readonly Pick<SegmentPart, 'fileStartsAtMs' | 'encodedCoverSeconds'>[],
): Pick<Produced, 'shown' | 'covered'> {
  const shown: Interval[] = [];
  const covered: Interval[] = [];
  for (const [index, { runs, coveredFromSeconds }] of cut.entries()) {
    const { fileStartsAtMs, encodedCoverSeconds = coveredFromSeconds } = parts[index]!;
    const at = (seconds: number) => Math.round(fileStartsAtMs + seconds * 1000);
    for (const [run, { fromSeconds, toSeconds }] of runs.entries()) {
      const endsAtMs = at(toSeconds);
      shown.push({ startsAtMs: at(fromSeconds), endsAtMs });
      covered.push({ startsAtMs: at(run === 0 ? encodedCoverSeconds : fromSeconds), endsAtMs });
    }
  }
  return { shown, covered };
}

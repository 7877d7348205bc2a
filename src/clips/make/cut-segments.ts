import type { CutSegment } from '../../cut/cut-types.js';
import { JITTER_MS } from '../model/gap.js';
import type { FilePart, Interval } from '../model/interval.js';

/** The part of a file that is cut for a segment. */
export interface SegmentPart extends FilePart {
  readonly path: string;
  readonly method: CutSegment['method'];
  /** From when on the recording shows it, where the file was encoded of a part of a recording. */
  readonly encodedCoverSeconds?: number;
  /** When the file's first frame was taken, in milliseconds since the epoch. */
  readonly fileStartsAtMs: number;
  /** The interval of the clip that it shows. */
  readonly segment: Interval;
}

/** Each part where its time puts it in the clip; one after a gap follows directly, as gaps are left out. */
export function cutSegments(parts: readonly SegmentPart[]): CutSegment[] {
  return parts.map((part, index) => {
    const { path, fromSeconds: from, toSeconds: to, method, segment } = part;
    const before = parts[index - 1];
    const gapMs = before ? segment.startsAtMs - before.segment.endsAtMs : 0;
    const apartMs = before ? startsAtMsOf(part) - startsAtMsOf(before) : 0;
    const afterSeconds = !before || gapMs > JITTER_MS ? null : apartMs / 1000;
    return { path, fromSeconds: from, toSeconds: to, afterSeconds, method };
  });
}

function startsAtMsOf({ fileStartsAtMs, fromSeconds }: SegmentPart): number {
  return fileStartsAtMs + fromSeconds * 1000;
}

import type { CutSegment, CutSource, SourceFacts } from '../../cut/cut-types.js';
import { JITTER_MS } from '../../events/footage/jitter.js';
import type { FilePart, Interval } from '../model/interval.js';
import type { EncodedFrames } from './pictured-frames.js';

/** The part of a file that is cut for a segment. */
export interface SegmentPart extends FilePart, Readonly<CutSource> {
  /** Null for a file that was encoded. */
  readonly facts: SourceFacts | null;
  readonly method: CutSegment['method'];
  /** From when on the recording shows it, where the file was encoded of a part of a recording. */
  readonly encodedCoverSeconds?: number;
  /** What the file was encoded of. */
  readonly encodedOf?: EncodedFrames;
  /** When the file's first frame was taken, in milliseconds since the epoch. */
  readonly fileStartsAtMs: number;
  /** The interval of the clip that it shows. */
  readonly segment: Interval;
}

/** Each part where its time puts it in the clip; one after a gap follows directly, as gaps are left out. */
export function cutSegments(parts: readonly SegmentPart[]): CutSegment[] {
  return parts.map((part, index) => {
    const { path, piece, facts, fromSeconds: from, toSeconds: to, method, segment } = part;
    const before = parts[index - 1];
    const gapMs = before ? segment.startsAtMs - before.segment.endsAtMs : 0;
    const apartMs = before ? startsAtMsOf(part) - startsAtMsOf(before) : 0;
    const afterSeconds = !before || gapMs > JITTER_MS ? null : apartMs / 1000;
    const source = { path, ...(piece && { piece }), facts };
    return { ...source, fromSeconds: from, toSeconds: to, afterSeconds, method };
  });
}

function startsAtMsOf({ fileStartsAtMs, fromSeconds }: SegmentPart): number {
  return fileStartsAtMs + fromSeconds * 1000;
}

import { basename } from 'node:path';
import type { ClipSources, StillFootage, VideoFootage } from '../footage/clip-sources.js';
import type { SourceFile } from '../footage/source-files.js';
import { type Interval, iso } from '../model/interval.js';
import type { SourceRecord } from '../model/source-record.js';
import type { Produced } from './produced.js';

/** What is recorded of the files that a clip shows, in the order shown. */
export function sourceRecords(sources: ClipSources, produced: Produced): SourceRecord[] {
  return sources.kind === 'video'
    ? ofSegments(sources, produced.shown)
    : ofStills(sources, produced.stills);
}

function ofSegments({ segments }: VideoFootage, shown: readonly Interval[]): SourceRecord[] {
  return segments.flatMap(({ source }, index) => {
    const { file, piece, placing, startsAtMs } = source;
    if (!file) return [];
    return {
      ...ofFile(file),
      ...{ placed_by: placing?.placedBy ?? null, starts_at: iso(startsAtMs), frame: null },
      piece: piece ? { from_byte: piece.fromByte, to_byte: piece.toByte } : null,
      shown: shown
        .filter((part) => segmentOf(part, segments) === index)
        .map((part) => ({ starts_at: iso(part.startsAtMs), ends_at: iso(part.endsAtMs) })),
    };
  });
}

/** Which segment shows a part. That of a single instant shows a frame which was taken a little before it. */
function segmentOf({ startsAtMs }: Interval, segments: readonly Interval[]): number {
  // Both are rounded to milliseconds.
  const index = segments.findLastIndex((segment) => segment.startsAtMs <= startsAtMs + 1);
  return Math.max(0, index);
}

/** A still that was left out is no source. */
function ofStills({ stills }: StillFootage, made: Produced['stills']): SourceRecord[] {
  const frames = new Map(made?.shown.map((path, frame) => [path, frame]));
  return stills.flatMap(({ file, takenAtMs }) => {
    const frame = frames.get(file.path);
    if (frame === undefined) return [];
    return {
      ...ofFile(file),
      ...{ placed_by: null, starts_at: iso(takenAtMs), piece: null, shown: [] },
      frame: made?.areCertain ? frame : null,
    };
  });
}

function ofFile({ kind, id, filePath, identity }: SourceFile) {
  return {
    ...{ kind, id, file_name: basename(filePath) },
    size_bytes: identity.sizeBytes,
    modified_at: iso(identity.modifiedAtMs),
    inode: identity.inode,
    samples: identity.samples,
  };
}

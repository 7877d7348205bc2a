import {
  instantText,
  listOf,
  nullOr,
  number,
  object,
  oneOf,
  type Reader,
  text,
} from '../../common/stored/stored-json.js';
import { type Gap, readStoredGaps } from './gap.js';

/** A part of a video file that is read as if it were a file of its own. */
export interface SourcePiece {
  readonly from_byte: number;
  readonly to_byte: number;
}

/** A file that a clip was made of, as it was then. Instants in ISO 8601 UTC. */
export interface SourceRecord {
  readonly kind: 'recording' | 'video' | 'still';
  /** Of the recording, of the video's event or of the detection; null: the caller named the file. */
  readonly id: number | string | null;
  /** Without folders. */
  readonly file_name: string;
  readonly size_bytes: number;
  readonly modified_at: string;
  readonly inode: string;
  /** Hashes of a few kilobytes; null: the file was still being written. */
  readonly samples: { readonly ends: string; readonly body: string } | null;
  /** What the start of a video was taken from; null: not known. */
  readonly placed_by: string | null;
  /** When the first frame of the file, or of its piece, was taken; of a still, when it was. */
  readonly starts_at: string;
  readonly piece: SourcePiece | null;
  /** Which of its frames a clip shows: those that start in these intervals. None for a still. */
  readonly shown: readonly Gap[];
  /** Which frame of the clip a still is, from 0; null: not known, as another one turned out to be damaged. */
  readonly frame: number | null;
}

const id: Reader<number | string> = (stored) => number(stored) ?? text(stored);

/** Sources that were stored as JSON. */
export const readStoredSources = nullOr(
  listOf(
    object<SourceRecord>({
      kind: oneOf(['recording', 'video', 'still']),
      id: nullOr(id),
      file_name: text,
      size_bytes: number,
      modified_at: instantText,
      inode: text,
      samples: nullOr(object({ ends: text, body: text })),
      placed_by: nullOr(text),
      starts_at: instantText,
      piece: nullOr(object<SourcePiece>({ from_byte: number, to_byte: number })),
      shown: readStoredGaps,
      frame: nullOr(number),
    }),
  ),
);
